// What the bot says in answer to a tap, and what went wrong: a line that fades, or an alert that waits to be read.
import { el } from "./dom.js";
import { say } from "./strings.js";

const READING_MS = 3200;

export function toast(text, kind = "") {
  const node = el("p", { class: `toast ${kind}`, dir: "auto" }, text);
  const place = document.querySelector(".toasts");
  place.append(node);
  // Shown anew, it lies above a dialog that has been opened since.
  if (place.matches(":popover-open")) place.hidePopover();
  place.showPopover();
  document.querySelector(".announcer").textContent = text;
  setTimeout(() => node.classList.add("leaving"), READING_MS + text.length * 25);
  setTimeout(() => node.remove(), READING_MS + text.length * 25 + 300);
}

export function alertBox(text) {
  const read = el("button", { type: "button", class: "solid", onclick: () => dialog.close() }, say.ok);
  const dialog = el("dialog", { class: "alert", "aria-label": text }, el("p", { dir: "auto" }, text), read);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
