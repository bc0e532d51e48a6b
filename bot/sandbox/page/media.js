// Pictures, albums, documents, stickers and sounds inside a bubble; their room is reserved before they load.
import { fileUrl } from "./api.js";
import { inDegrees, pinned } from "./city.js";
import { el, icon } from "./dom.js";
import { size, summary } from "./format.js";
import { say } from "./strings.js";

const WIDEST = 460;
const TALLEST = 480;
const NARROWEST = 130;
const NARROWEST_WITH_KEYS = 300;
/** Panoramas and slips are cropped to these ratios in the chat; the viewer shows them whole. */
const FLATTEST = 3;
const SLIMMEST = 0.45;

export const largest = (photo) =>
  photo.reduce((best, one) => (one.width * one.height > best.width * best.height ? one : best));

/** Width in CSS pixels and the ratio of width to height at which a picture is shown. */
export function frame(photo, withKeys) {
  const { width, height } = largest(photo);
  const ratio = Math.min(FLATTEST, Math.max(SLIMMEST, width / height));
  const fitting = Math.min(width, WIDEST, TALLEST * ratio);
  return { width: Math.round(Math.max(fitting, withKeys ? NARROWEST_WITH_KEYS : NARROWEST)), ratio };
}

function image(photo, alt) {
  const { file_unique_id } = largest(photo);
  const node = el("img", { alt, decoding: "async", draggable: "false", src: fileUrl({ file_unique_id }) });
  node.dataset.file = file_unique_id;
  return node;
}

/** One picture that opens the viewer. */
export function picture(message, open) {
  const { ratio } = frame(message.photo, Boolean(message.reply_markup));
  return el(
    "button",
    {
      type: "button",
      class: "picture",
      "aria-label": `${say.openPhoto}: ${summary(message)}`,
      style: { "--ratio": ratio },
      dataset: { messageId: message.message_id },
      onclick: () => open(message.message_id),
    },
    image(message.photo, ""),
  );
}

/** Put another photo into a picture that is on screen: the new one fades in over the old, in the same frame. */
export async function swapPicture(node, message) {
  const { ratio } = frame(message.photo, Boolean(message.reply_markup));
  node.setAttribute("aria-label", `${say.openPhoto}: ${summary(message)}`);
  const next = image(message.photo, "");
  const shown = node.querySelector("img:last-of-type");
  if (shown?.dataset.file === next.dataset.file) return;
  next.classList.add("arriving");
  node.append(next);
  await next.decode().catch(() => {});
  if (node.lastElementChild !== next) return; // a later edit has overtaken this one
  node.style.setProperty("--ratio", ratio);
  const drop = () => {
    for (const old of [...node.querySelectorAll("img")])
      if (old !== next && node.lastElementChild === next) old.remove();
  };
  requestAnimationFrame(() => next.classList.remove("arriving"));
  setTimeout(drop, 400);
}

/** Photos of one album as a grid; `rows` below says how many stand in each row for 2 to 10 of them. */
const ROWS = {
  1: [1],
  2: [2],
  3: [1, 2],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [3, 4],
  8: [4, 4],
  9: [3, 3, 3],
  10: [3, 3, 4],
};

export function albumGrid(messages, open) {
  const rows = ROWS[messages.length] ?? ROWS[10];
  let index = 0;
  const lines = rows.map((count) =>
    el(
      "div",
      { class: "album-row", style: { "--count": count } },
      messages.slice(index, (index += count)).map((one) => picture(one, open)),
    ),
  );
  return el("div", { class: "album" }, lines);
}

function documentCard(file) {
  const name = file.file_name ?? say.file;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 ? name.slice(dot + 1, dot + 5) : "";
  const isPicture = /^image\/(png|jpeg|webp|gif|avif)$/.test(file.mime_type ?? "");
  const lettered = () =>
    el(
      "span",
      { class: "document-face", dataset: { extension }, "aria-hidden": "true" },
      extension ? null : icon("file"),
    );
  const face = isPicture
    ? el("img", { class: "document-thumb", alt: "", src: fileUrl(file.thumbnail ?? file) })
    : lettered();
  // What calls itself a picture need not be one.
  face.addEventListener("error", () => face.replaceWith(lettered()));
  return el(
    "a",
    { class: "document", href: fileUrl(file), download: name },
    face,
    el("span", { class: "visually-hidden" }, say.download),
    el(
      "span",
      { class: "document-words" },
      el("span", { class: "document-name", dir: "auto" }, name),
      el("span", { class: "document-size" }, size(file.file_size)),
    ),
  );
}

/** Kilometres that the map of a bubble shows, and its width in CSS pixels. */
const MAP_KM = [4.4, 2.475];
export const MAP_WIDTH = 330;

/** A place on the map; a venue has its words below it. A press copies the degrees: there is no other map to open. */
export function placeCard({ location, venue }, copy) {
  const name = venue ? [venue.title, venue.address].filter(Boolean).join(", ") : say.location;
  return el(
    "button",
    {
      type: "button",
      class: "place",
      title: say.copyPlace,
      "aria-label": `${name}, ${inDegrees(location)}. ${say.copyPlace}`,
      onclick: () => copy(inDegrees(location)),
    },
    el("span", { class: "place-map" }, pinned(location, ...MAP_KM)),
    venue
      ? el(
          "span",
          { class: "place-words" },
          el("b", { dir: "auto" }, venue.title),
          el("span", { dir: "auto" }, venue.address),
        )
      : null,
  );
}

/** Whatever a message carries besides text and photos, or null. */
export function attachment(message) {
  if (message.animation || message.video) {
    const file = message.animation ?? message.video;
    return el("video", {
      class: "video",
      controls: true,
      preload: "metadata",
      src: fileUrl(file),
      "aria-label": say.video,
    });
  }
  if (message.document) return documentCard(message.document);
  if (message.sticker) return el("img", { class: "sticker", alt: summary(message), src: fileUrl(message.sticker) });
  if (message.voice || message.audio) {
    return el("audio", {
      class: "audio",
      controls: true,
      preload: "none",
      src: fileUrl(message.voice ?? message.audio),
      "aria-label": say.voice,
    });
  }
  return null;
}
