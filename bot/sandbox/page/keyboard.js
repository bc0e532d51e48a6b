// Inline keyboards under bubbles: rows of equal widths, a spinner until the bot answers the tap.
import { el, icon } from "./dom.js";
import { safeAddress } from "./entities.js";
import { say } from "./strings.js";

const SILENCE_MS = 15000;

/** What each kind of button does besides calling back; the rest is told to be unsupported. */
function key(button, row, column, actions) {
  const style = button.style ? { style: button.style } : {};
  const label = el("span", { class: "key-label" }, button.text);
  const place = { ...style, row, column };
  const href = button.url && safeAddress(button.url);
  if (href)
    return el(
      "a",
      { class: "key", dataset: place, href, target: "_blank", rel: "noopener noreferrer", title: button.url },
      label,
      icon("outside"),
    );
  const pressed = () => {
    if (button.callback_data !== undefined) actions.tap(row, column);
    else if (button.copy_text) actions.copy(button.copy_text.text);
    else if (button.switch_inline_query_current_chat !== undefined)
      actions.inline(button.switch_inline_query_current_chat);
    else if (button.switch_inline_query !== undefined) actions.inlineElsewhere(button.switch_inline_query);
    else if (button.switch_inline_query_chosen_chat)
      actions.inlineElsewhere(button.switch_inline_query_chosen_chat.query ?? "");
    else actions.toast(say.keyUnsupported);
  };
  return el(
    "button",
    { type: "button", class: "key", dataset: place, title: button.text, onclick: pressed },
    label,
    button.copy_text ? icon("copy") : null,
  );
}

/** Fill `node` with the keyboard of a message; focus stays on the key it was on, though the key may be a new one. */
export function fillKeyboard(node, markup, actions) {
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset : null;
  const rows = markup?.inline_keyboard ?? [];
  node.hidden = rows.length === 0;
  node.replaceChildren(
    ...rows.map((buttons, row) =>
      el(
        "div",
        { class: "key-row", style: { "--count": buttons.length } },
        buttons.map((button, column) => key(button, row, column, actions)),
      ),
    ),
  );
  if (focused) findKey(node, focused.row, focused.column)?.focus({ preventScroll: true });
}

/** The rows of a keyboard that stands under the box and writes for the person. */
export const replyRows = (rows, press) =>
  rows.map((row) =>
    el(
      "div",
      { class: "key-row", style: { "--count": row.length } },
      row.map((key) => {
        const button = typeof key === "string" ? { text: key } : key;
        const dataset = button.style ? { style: button.style } : {};
        const label = el("span", { class: "key-label" }, button.text);
        const asks = button.request_location ? icon("pin") : null;
        return el("button", { type: "button", class: "key", dataset, onclick: () => press(button) }, label, asks);
      }),
    ),
  );

const findKey = (node, row, column) => node.querySelector(`.key[data-row="${row}"][data-column="${column}"]`);

/** Remembers which taps wait for the bot's answer, and shows it on their keys. */
export class Taps {
  constructor(onSilence) {
    this.onSilence = onSilence;
    this.waiting = new Map();
    this.answered = new Set();
  }

  async press(node, row, column, send) {
    const pressed = findKey(node, row, column);
    if (pressed?.getAttribute("aria-busy")) return;
    const entry = { node, row, column, timer: 0 };
    this.mark(entry, true);
    try {
      const { callback_query_id: id } = await send();
      if (id === undefined || this.answered.delete(id)) {
        this.mark(entry, false);
        return;
      }
      entry.timer = setTimeout(() => {
        this.answer(id);
        this.onSilence();
      }, SILENCE_MS);
      this.waiting.set(id, entry);
    } catch (error) {
      this.mark(entry, false);
      throw error;
    }
  }

  /** The answer may overtake the reply to the tap itself; then it is kept until that arrives. */
  answer(id) {
    const entry = this.waiting.get(id);
    if (!entry) {
      this.answered.add(id);
      return;
    }
    clearTimeout(entry.timer);
    this.waiting.delete(id);
    this.mark(entry, false);
  }

  mark({ node, row, column }, busy) {
    const pressed = findKey(node, row, column);
    if (busy) pressed?.setAttribute("aria-busy", "true");
    else pressed?.removeAttribute("aria-busy");
  }
}
