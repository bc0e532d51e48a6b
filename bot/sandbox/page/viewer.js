// A photo over the whole window: click to zoom, drag to look around, arrows for the other photos of the chat, Escape to close.
import { fileUrl } from "./api.js";
import { el, iconButton } from "./dom.js";
import { fullName, fullTime } from "./format.js";
import { largest } from "./media.js";
import { say } from "./strings.js";

/** `messages`: those with photos, oldest first; `id`: the one to begin with. */
export function openViewer(messages, id) {
  let at = messages.findIndex((message) => message.message_id === id);
  const picture = el("img", { class: "viewer-picture", alt: "", draggable: "false" });
  const stage = el("div", { class: "viewer-stage", tabindex: 0, role: "button", "aria-label": say.zoom }, picture);
  const words = el("p", { class: "viewer-words", dir: "auto" });
  const place = el("span", { class: "viewer-place", "aria-live": "polite" });
  const save = el("a", { class: "viewer-save", download: "" }, say.download);
  const step = (by) => {
    const next = at + by;
    if (next < 0 || next >= messages.length) return;
    at = next;
    show();
  };
  const previous = iconButton("left", say.previous, () => step(-1), { class: "viewer-step previous" });
  const next = iconButton("right", say.next, () => step(1), { class: "viewer-step next" });
  const dialog = el(
    "dialog",
    { class: "viewer", "aria-label": say.photo },
    el(
      "header",
      {},
      place,
      save,
      iconButton("close", say.close, () => dialog.close()),
    ),
    stage,
    previous,
    next,
    words,
  );

  function show() {
    const message = messages[at];
    const best = largest(message.photo);
    zoom(false);
    picture.width = best.width;
    picture.height = best.height;
    picture.src = save.href = fileUrl(best);
    save.download = `photo-${message.message_id}.jpg`;
    picture.alt = message.caption ?? say.photo;
    words.textContent = message.caption ?? "";
    words.hidden = !message.caption;
    place.textContent = `${say.of(at + 1, messages.length)} · ${fullName(message.from)} · ${fullTime(message.date)}`;
    previous.disabled = at === 0;
    next.disabled = at === messages.length - 1;
  }

  function zoom(closer, x = 0.5, y = 0.5) {
    stage.classList.toggle("zoomed", closer);
    if (!closer) return;
    picture.style.setProperty("--zoomed", `${Math.max(picture.naturalWidth, stage.clientWidth * 1.6)}px`);
    stage.scrollTo(x * stage.scrollWidth - stage.clientWidth / 2, y * stage.scrollHeight - stage.clientHeight / 2);
  }

  dragging(stage, (event) => {
    const area = picture.getBoundingClientRect();
    const inside =
      event.clientX >= area.left &&
      event.clientX <= area.right &&
      event.clientY >= area.top &&
      event.clientY <= area.bottom;
    if (!inside && !stage.classList.contains("zoomed")) dialog.close();
    else
      zoom(
        !stage.classList.contains("zoomed"),
        (event.clientX - area.left) / area.width,
        (event.clientY - area.top) / area.height,
      );
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" && !stage.classList.contains("zoomed")) step(-1);
    else if (event.key === "ArrowRight" && !stage.classList.contains("zoomed")) step(1);
    else if ((event.key === "Enter" || event.key === " ") && event.target === stage)
      zoom(!stage.classList.contains("zoomed"));
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  show();
  dialog.showModal();
  stage.focus();
}

/** Dragging scrolls `stage`; a press that did not move is a click. */
function dragging(stage, onclick) {
  let from = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button === 0)
      from = { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop, moved: false };
  });
  stage.addEventListener("pointermove", (event) => {
    if (!from || event.pointerType !== "mouse") return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (Math.hypot(dx, dy) > 4) from.moved = true;
    if (from.moved) stage.scrollTo(from.left - dx, from.top - dy);
  });
  stage.addEventListener("click", (event) => {
    if (from && !from.moved) onclick(event);
    from = null;
  });
}
