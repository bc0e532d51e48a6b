// The drawer that shows every Bot API call as it happens.
import { el, iconButton } from "./dom.js";
import { say } from "./strings.js";

const KEPT = 400;
const OPEN_KEY = "stand-in.calls";

export class Calls {
  constructor(drawer, app) {
    this.drawer = drawer;
    this.app = app;
    this.last = 0;
    this.list = el("ol", { class: "call-list", tabindex: -1 });
    this.empty = el("p", { class: "call-empty" }, say.callsEmpty);
    const polling = el("input", {
      type: "checkbox",
      onchange: () => drawer.classList.toggle("with-polling", polling.checked),
    });
    this.toggle = iconButton("calls", say.callsToggle, () => this.show(drawer.hidden), {
      class: "calls-toggle",
      "aria-expanded": "false",
      "aria-controls": "calls",
    });
    drawer.id = "calls";
    drawer.setAttribute("aria-label", say.callsTitle);
    drawer.append(
      el(
        "header",
        {},
        el("h2", {}, say.callsTitle),
        el("button", { type: "button", class: "quiet", onclick: () => this.list.replaceChildren() }, say.clear),
        iconButton("close", say.close, () => this.show(false)),
      ),
      el("label", { class: "call-filter" }, polling, say.showPolling),
      this.list,
      this.empty,
    );
    drawer.addEventListener("keydown", (event) => event.key === "Escape" && this.show(false));
    this.show(localStorage.getItem(OPEN_KEY) === "yes" && innerWidth > 1100);
  }

  show(open) {
    const had = this.drawer.contains(document.activeElement);
    this.drawer.hidden = !open;
    this.app.classList.toggle("with-calls", open);
    this.toggle.setAttribute("aria-expanded", String(open));
    localStorage.setItem(OPEN_KEY, open ? "yes" : "no");
    if (had && !open) this.toggle.focus();
  }

  /** A restarted server counts anew. */
  reset() {
    this.last = 0;
    this.list.replaceChildren();
  }

  /** Those that happened while nobody listened. */
  catchUp(calls) {
    for (const call of calls.slice(-KEPT)) this.add(call);
  }

  add(call) {
    if (call.seq <= this.last) return;
    this.last = call.seq;
    this.list.prepend(line(call));
    while (this.list.childElementCount > KEPT) this.list.lastElementChild.remove();
  }
}

function line(call) {
  const failed = call.status >= 400 || call.status === 0;
  const summary = el(
    "summary",
    {},
    el("span", { class: "call-method" }, call.method),
    el("span", { class: `call-status ${failed ? "failed" : ""}` }, String(call.status)),
    el("span", { class: "call-ms" }, `${Math.round(call.ms)} ms`),
  );
  const details = el(
    "details",
    {},
    summary,
    call.description ? el("p", { class: "call-description" }, call.description) : null,
  );
  // Parameters are written out only when asked for: a keyboard of a hundred buttons is long.
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector("pre"))
      details.append(el("pre", { tabindex: 0 }, JSON.stringify(readable(call.params), null, 2)));
  });
  return el("li", { class: call.method.toLowerCase() === "getupdates" ? "polling" : null }, details);
}

/** Parameters that travel as JSON text are shown as what they hold. */
function readable(value) {
  if (typeof value === "string" && /^[[{]/.test(value)) {
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }
  if (value && typeof value === "object" && !Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
  }
  return value;
}
