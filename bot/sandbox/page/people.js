// Who one is: the button that says so, and the menu in which one becomes somebody else.
import { el, icon } from "./dom.js";
import { fullName, hue } from "./format.js";
import { openMenu } from "./menu.js";
import { now, store } from "./now.js";
import { say } from "./strings.js";

/** A round picture of a person or a chat: the first letter on a colour of its own, or an icon. */
export const face = (who, { size = "", drawn = null } = {}) =>
  el(
    "span",
    {
      class: `face ${size}`,
      style: { "--hue": hue(who.id) },
      dataset: drawn ? {} : { initial: ([...(fullName(who) || "?")][0] ?? "?").toUpperCase() },
      "aria-hidden": "true",
    },
    drawn ? icon(drawn) : null,
  );

export const botFace = (online, size = "") =>
  el(
    "span",
    { class: `face bot-face ${size} ${online ? "online" : ""}`, "aria-hidden": "true" },
    icon("bridge"),
    el("i", { class: "presence" }),
  );

export const role = (person) => say.roles[person.role] ?? person.role ?? "";

/**
 * `choose(person)` is called when somebody else is picked; `reload()` looks again for who there is; `makers` are
 * further items of the menu.
 */
export function whoButton({ choose, reload, makers }) {
  const node = el("button", {
    type: "button",
    class: "who",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    onclick: open,
  });
  async function open() {
    // People may have been added since the page was opened.
    await reload();
    const items = store.state.people.map((person) => ({
      label: fullName(person),
      hint: `${role(person)} · ${person.language_code ?? "–"}`,
      face: face(person),
      checked: person.id === now.person.id,
      choose: () => choose(person),
    }));
    openMenu(node, [{ heading: say.youAre }, ...items, { divider: true }, ...makers]);
  }
  return node;
}

export function drawWho(node) {
  node.setAttribute("aria-label", `${say.youAre}: ${fullName(now.person)}, ${role(now.person)}`);
  node.replaceChildren(
    face(now.person),
    el("span", { class: "who-words" }, el("b", {}, fullName(now.person)), el("span", {}, role(now.person))),
    icon("chevron"),
  );
}
