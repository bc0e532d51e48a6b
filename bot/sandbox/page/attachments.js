// Files on their way out: chosen, dropped or pasted, looked at with a caption, then sent.
import { el, icon } from "./dom.js";
import { size } from "./format.js";
import { say } from "./strings.js";
import { toast } from "./toasts.js";

const ALBUM = 10;

/** Show `files` before they leave; `send(kind, files, caption)` sends them, and the dialog stays open when that fails. */
export function previewFiles(files, asPhoto, send) {
  if (!files.length || document.querySelector("dialog.preview")) return;
  if (files.length > ALBUM) toast(say.tooMany);
  const chosen = files.slice(0, ALBUM);
  const allPictures = chosen.every((file) => file.type.startsWith("image/"));
  const addresses = [];
  const tiles = chosen.map((file) => tile(file, addresses));
  const caption = el("textarea", {
    rows: 1,
    maxlength: 1024,
    placeholder: say.caption,
    "aria-label": say.caption,
    dir: "auto",
    class: "preview-caption",
  });
  const whole = el("input", { type: "checkbox" });
  whole.checked = !asPhoto || !allPictures;
  const title = el("h2", {});
  const problem = el("p", { class: "preview-problem", role: "alert", hidden: true });
  const go = el("button", { type: "submit", class: "solid" }, say.send);
  const form = el(
    "form",
    {},
    title,
    el("div", { class: `preview-tiles ${tiles.length > 1 ? "many" : ""}` }, tiles),
    allPictures ? el("label", { class: "preview-choice" }, whole, say.asFile) : null,
    caption,
    problem,
    el("footer", {}, el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, say.cancel), go),
  );
  const dialog = el("dialog", { class: "preview", "aria-label": say.send }, form);
  const name = () => {
    title.textContent = whole.checked ? say.sendFiles : say.sendPhotos;
  };
  name();
  whole.addEventListener("change", name);
  caption.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (go.disabled) return;
    go.disabled = true;
    go.setAttribute("aria-busy", "true");
    try {
      await send(whole.checked ? "document" : "photo", chosen, caption.value.trim());
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      go.disabled = false;
      go.removeAttribute("aria-busy");
    }
  });
  dialog.addEventListener("close", () => {
    addresses.forEach((address) => URL.revokeObjectURL(address));
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  caption.focus();
}

function tile(file, addresses) {
  const fallback = () =>
    el(
      "span",
      { class: "preview-file" },
      icon("file"),
      el("b", { dir: "auto" }, file.name),
      el("small", {}, size(file.size)),
    );
  if (!file.type.startsWith("image/")) return fallback();
  const address = URL.createObjectURL(file);
  addresses.push(address);
  const image = el("img", { src: address, alt: file.name });
  // A picture that this browser cannot draw can still be sent: the bot is to see it as it is.
  image.addEventListener("error", () => image.replaceWith(fallback()));
  return image;
}

/** Take files dropped anywhere on `area`, upper half as photos, lower half as files, and pictures pasted anywhere. */
export function acceptDrops(area, pick) {
  const zone = (name, words) =>
    el("div", { class: "drop-zone", dataset: { kind: name } }, icon(name), el("span", {}, words));
  const zones = [zone("image", say.dropPhoto), zone("file", say.dropFile)];
  const overlay = el("div", { class: "drop-overlay", hidden: true, "aria-hidden": "true" }, zones);
  area.append(overlay);
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const zoneOf = (event) => zones.find((one) => one.contains(event.target));
  const hide = () => {
    overlay.hidden = true;
  };
  addEventListener("dragenter", (event) => {
    if (carriesFiles(event) && !document.querySelector("dialog[open]")) overlay.hidden = false;
  });
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    for (const one of zones) one.classList.toggle("over", one === zoneOf(event));
  });
  addEventListener("dragleave", (event) => event.relatedTarget === null && hide());
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    hide();
    const files = [...event.dataTransfer.files];
    pick(files, zoneOf(event)?.dataset.kind !== "file" && files.every((file) => file.type.startsWith("image/")));
  });
  addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    pick(
      files,
      files.every((file) => file.type.startsWith("image/")),
    );
  });
}
