// Every Bot API call as it happens, newest first; what was asked is written out when it is opened.
import { el } from "./dom.js";
import { say } from "./strings.js";

const KEPT = 400;

export class Calls {
  constructor() {
    this.last = 0;
    this.list = el("ol", { class: "call-list", tabindex: 0, "aria-label": say.callsTitle });
    this.empty = el("p", { class: "call-empty" }, say.callsEmpty);
    this.words = el("input", {
      type: "search",
      class: "field",
      placeholder: say.callsFilter,
      "aria-label": say.callsFilter,
      autocomplete: "off",
      oninput: () => this.filter(),
    });
    this.polling = el("input", { type: "checkbox", onchange: () => this.filter() });
    this.node = el(
      "section",
      { class: "calls" },
      el(
        "div",
        { class: "call-filter" },
        this.words,
        el("label", {}, this.polling, say.showPolling),
        el("button", { type: "button", class: "quiet", onclick: () => this.clear() }, say.clear),
      ),
      this.list,
      this.empty,
    );
  }

  clear() {
    this.list.replaceChildren();
    this.filter();
  }

  /** A restarted server counts anew. */
  reset() {
    this.last = 0;
    this.clear();
  }

  /** Those that happened while nobody listened. */
  catchUp(calls) {
    for (const call of calls.slice(-KEPT)) this.add(call);
  }

  add(call) {
    if (call.seq <= this.last) return;
    this.last = call.seq;
    const node = line(call);
    node.hidden = !this.fits(node);
    this.list.prepend(node);
    while (this.list.childElementCount > KEPT) this.list.lastElementChild.remove();
    this.drawEmpty();
  }

  fits(node) {
    if (node.call.method.toLowerCase() === "getupdates" && !this.polling.checked) return false;
    const words = this.words.value.trim().toLowerCase();
    if (!words) return true;
    const { method, status, description = "", params } = node.call;
    return `${method} ${status} ${description} ${JSON.stringify(params)}`.toLowerCase().includes(words);
  }

  filter() {
    for (const node of this.list.children) node.hidden = !this.fits(node);
    this.drawEmpty();
  }

  drawEmpty() {
    this.empty.hidden = Boolean(this.list.querySelector(":scope > li:not([hidden])"));
    this.empty.textContent = this.words.value.trim() ? say.callsNoMatch : say.callsEmpty;
  }
}

function line(call) {
  const failed = call.status >= 400 || call.status === 0;
  const details = el(
    "details",
    {},
    el(
      "summary",
      {},
      el("span", { class: "call-method" }, call.method),
      el("span", { class: `call-status ${failed ? "failed" : ""}` }, String(call.status)),
      el("span", { class: "call-ms" }, `${Math.round(call.ms)} ms`),
    ),
    call.description ? el("p", { class: "call-description" }, call.description) : null,
  );
  // Parameters are written out only when asked for: a keyboard of a hundred buttons is long.
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector("pre"))
      details.append(el("pre", { tabindex: 0 }, JSON.stringify(readable(call.params), null, 2)));
  });
  const node = el("li", {}, details);
  node.call = call;
  return node;
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
