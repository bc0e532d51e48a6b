// One offer of the bot in inline mode: a picture that fills its cell, or a line with a title and what stands under it.
import { fileUrl } from "./api.js";
import { el, icon } from "./dom.js";
import { say } from "./strings.js";

const PICTURES = ["photo", "gif", "mpeg4_gif", "sticker"];

/** The words after "@bot ", or null when `text` does not begin like that. */
export function caughtWords(text, username) {
  const caught = /^@(\w+)\s([\s\S]*)$/.exec(text);
  return caught && username && caught[1].toLowerCase() === username.toLowerCase() ? caught[2].trim() : null;
}

/** A result as an option of the list. `place` counts from 0 over all pages. */
export function resultOption(result, place, choose) {
  const name = result.title || result.caption || say.inlineUntitled(place + 1);
  const isPicture = PICTURES.includes(result.type) && Boolean(result.preview);
  const image = result.preview
    ? el("img", {
        alt: "",
        loading: "lazy",
        decoding: "async",
        draggable: "false",
        src: fileUrl({ file_unique_id: result.preview }),
      })
    : null;
  return el(
    "li",
    {
      role: "option",
      id: `inline-${place}`,
      class: isPicture ? "result-picture" : "result-line",
      "aria-selected": "false",
      "aria-label": [name, result.description].filter(Boolean).join(". "),
      title: name,
      // A press must not take focus from the box.
      onpointerdown: (event) => event.preventDefault(),
      onclick: choose,
    },
    image ?? el("span", { class: "result-face", "aria-hidden": "true" }, icon(isPicture ? "image" : "file")),
    isPicture && !result.title && !result.caption
      ? null
      : el(
          "span",
          { class: "result-words" },
          el("b", { dir: "auto" }, name),
          result.description ? el("span", { dir: "auto" }, result.description) : null,
        ),
  );
}
