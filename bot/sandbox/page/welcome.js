// What an empty chat shows: where to begin.
import { el, icon } from "./dom.js";
import { say } from "./strings.js";

const SUGGESTIONS = ["ночной мост", "зимний собор", "bridge at night"];

/** `type` of the chat; only in private is there somebody to ask at once. */
export function welcome(type, send) {
  const mark = { private: "bridge", channel: "channel" }[type] ?? "group";
  const parts =
    type === "private"
      ? [
          el("p", {}, say.welcomeText),
          el("button", { type: "button", class: "solid start", onclick: () => send("/start") }, say.start),
          el("p", { class: "welcome-hint" }, say.tryAsking),
          el(
            "div",
            { class: "chips" },
            SUGGESTIONS.map((words) =>
              el("button", { type: "button", class: "chip", onclick: () => send(words) }, words),
            ),
          ),
        ]
      : [el("p", {}, type === "channel" ? say.welcomeChannel : say.welcomeGroup)];
  return el(
    "section",
    { class: "welcome" },
    el("span", { class: "welcome-mark", "aria-hidden": "true" }, icon(mark)),
    el("h2", {}, say.welcomeTitle),
    parts,
  );
}
