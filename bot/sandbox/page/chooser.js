// Where to forward to: the person's chats as a list that can be searched, with one way to forward without a name.
import { el } from "./dom.js";
import { fullName } from "./format.js";
import { chatTitle, isPrivate, now, store } from "./now.js";
import { botFace, face } from "./people.js";
import { say } from "./strings.js";

const ICONS = { group: "group", supergroup: "group", channel: "channel" };

/** `send(chat, hidden)` forwards; the dialog stays open when that fails. Only the owner may post in a channel. */
export function chooseChat(send) {
  const search = el("input", {
    type: "search",
    class: "field",
    placeholder: say.forwardSearch,
    "aria-label": say.forwardSearch,
    autocomplete: "off",
  });
  const hidden = el("input", { type: "checkbox" });
  const list = el("ul", { class: "choice-list" });
  const none = el("p", { class: "choice-none", hidden: true }, say.nowhere);
  const chats = store
    .chatsOf(now.person)
    .filter((chat) => chat.type !== "channel" || now.person.role === "owner")
    .map((chat) => ({ chat, name: chatTitle(chat), node: null }));
  for (const choice of chats) choice.node = el("li", {}, button(choice));
  list.append(...chats.map(({ node }) => node));

  function button({ chat, name }) {
    const choose = async () => {
      await send(chat, hidden.checked);
      dialog.close();
    };
    return el(
      "button",
      { type: "button", class: "choice", onclick: () => choose().catch(() => {}) },
      isPrivate(chat) ? botFace(store.bot.online) : face(chat, { drawn: ICONS[chat.type] }),
      el("span", { dir: "auto" }, name),
    );
  }

  const dialog = el(
    "dialog",
    { class: "chooser", "aria-labelledby": "chooser-title" },
    el("h2", { id: "chooser-title" }, say.forwardTo),
    search,
    list,
    none,
    el("label", { class: "choice-hidden" }, hidden, say.forwardHidden),
    el("footer", {}, el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, say.cancel)),
  );
  const shown = () => chats.filter(({ node }) => !node.hidden);
  search.addEventListener("input", () => {
    for (const { node, name, chat } of chats)
      node.hidden = !`${name} ${fullName(chat)}`.toLowerCase().includes(search.value.trim().toLowerCase());
    none.hidden = shown().length > 0;
  });
  dialog.addEventListener("keydown", (event) => {
    const buttons = shown().map(({ node }) => node.firstElementChild);
    const at = buttons.indexOf(document.activeElement);
    const steps = { ArrowDown: buttons[at + 1], ArrowUp: at > 0 ? buttons[at - 1] : search };
    if (event.key in steps) steps[event.key]?.focus();
    else if (event.key === "Enter" && event.target === search) buttons[0]?.click();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  search.focus();
}
