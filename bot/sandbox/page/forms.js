// A dialog with a form: it stays open, and says why, when what it asks for cannot be done.
import { el } from "./dom.js";
import { say } from "./strings.js";

/**
 * `leave(action)` runs what a press asks for and closes the dialog when that is done; further presses wait for it.
 * `submit()` is what the form itself asks for, under the words `go`. Returns `{dialog, form, leave}`, not shown yet.
 */
export function formDialog({ name, title, go, submit, body }) {
  const heading = el("h2", { id: `${name}-title` }, title);
  const problem = el("p", { class: "preview-problem", role: "alert", hidden: true });
  const button = el("button", { type: "submit", class: "solid" }, go);
  const cancel = el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, say.cancel);
  const form = el("form", {}, heading, body, problem, el("footer", {}, cancel, button));
  const dialog = el("dialog", { class: `form ${name}`, "aria-labelledby": heading.id }, form);

  async function leave(action) {
    if (button.disabled) return;
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    try {
      await action();
      dialog.close();
    } catch (error) {
      problem.textContent = error instanceof TypeError ? say.serverAway : error.message;
      problem.hidden = false;
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(submit);
  });
  dialog.addEventListener("close", () => dialog.remove());
  return { dialog, form, leave };
}

export function show(dialog, first) {
  document.body.append(dialog);
  dialog.showModal();
  first.focus();
}

/** A label above its field. */
export const labelled = (words, input) => el("label", { class: "labelled" }, el("span", {}, words), input);

/** A tick box with its words, and something small below them. */
export const tick = (input, words, hint = "") =>
  el(
    "label",
    { class: "tick" },
    input,
    el("span", { class: "choice-words" }, el("b", { dir: "auto" }, words), hint ? el("small", {}, hint) : null),
  );
