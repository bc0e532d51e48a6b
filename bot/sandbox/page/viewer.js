// A photo over the whole window, closer on demand; arrows or a swipe turn to the other photos of the chat, Escape closes.
import { fileUrl } from "./api.js";
import { el, iconButton } from "./dom.js";
import { fullName, fullTime } from "./format.js";
import { largest } from "./media.js";
import { say } from "./strings.js";
import { Zoom } from "./zoom.js";

/** `messages`: those with photos, oldest first; `id`: the one to begin with. */
export function openViewer(messages, id) {
  let at = messages.findIndex((message) => message.message_id === id);
  const picture = el("img", { class: "viewer-picture", alt: "", draggable: "false" });
  const stage = el("div", { class: "viewer-stage", tabindex: 0, role: "group", "aria-label": say.viewerHelp }, picture);
  const words = el("p", { class: "viewer-words", dir: "auto" });
  const place = el("span", { class: "viewer-place", "aria-live": "polite" });
  const scale = el("output", { class: "viewer-scale" });
  const save = el("a", { class: "icon-button viewer-save", download: "", "aria-label": say.download });
  save.append(...iconButton("download", "", null).childNodes);
  const step = (by) => {
    const next = at + by;
    if (next < 0 || next >= messages.length) return;
    at = next;
    show();
  };
  const previous = iconButton("left", say.previous, () => step(-1), { class: "viewer-step previous" });
  const next = iconButton("right", say.next, () => step(1), { class: "viewer-step next" });
  const farther = iconButton("minus", say.zoomOut, () => zoom.farther());
  const closer = iconButton("plus", say.zoomIn, () => zoom.closer());
  const dialog = el(
    "dialog",
    { class: "viewer", "aria-label": say.photo },
    el(
      "header",
      {},
      place,
      farther,
      scale,
      closer,
      save,
      iconButton("close", say.close, () => dialog.close()),
    ),
    stage,
    previous,
    next,
    words,
  );
  const zoom = new Zoom(stage, picture, {
    onchange: (value) => {
      scale.value = `${Math.round(value * 100)}%`;
      farther.disabled = value <= 1;
    },
    onswipe: (dx, dy) => {
      if (Math.abs(dx) > Math.abs(dy)) step(dx > 0 ? -1 : 1);
      else dialog.close();
    },
    onpress: (event) => {
      const { left, right, top, bottom } = picture.getBoundingClientRect();
      const { clientX: x, clientY: y } = event;
      if (x < left || x > right || y < top || y > bottom) dialog.close();
    },
  });

  function show() {
    const message = messages[at];
    const best = largest(message.photo);
    picture.width = best.width;
    picture.height = best.height;
    picture.src = save.href = fileUrl(best);
    save.download = `photo-${message.message_id}.jpg`;
    picture.alt = message.caption ?? say.photo;
    words.textContent = message.caption ?? "";
    words.hidden = !message.caption;
    const who = fullName(message.from ?? message.sender_chat);
    place.textContent = `${say.of(at + 1, messages.length)} · ${who} · ${fullTime(message.date)}`;
    previous.disabled = at === 0;
    next.disabled = at === messages.length - 1;
    zoom.reset();
  }

  const keys = {
    "+": () => zoom.closer(),
    "=": () => zoom.closer(),
    "-": () => zoom.farther(),
    0: () => zoom.reset(),
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    Home: () => step(-at),
    End: () => step(messages.length - 1 - at),
  };
  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys || event.key.startsWith("Arrow"))) return;
    event.preventDefault();
    if (!zoom.pan(event.key)) keys[event.key]?.();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  show();
  stage.focus();
}
