// What an empty chat shows: where to begin.
import { el, icon } from "./dom.js";
import { say } from "./strings.js";

const SUGGESTIONS = ["ночной мост", "зимний собор", "bridge at night"];

export function welcome(send) {
  return el(
    "section",
    { class: "welcome" },
    el("span", { class: "welcome-mark", "aria-hidden": "true" }, icon("bridge")),
    el("h2", {}, say.welcomeTitle),
    el("p", {}, say.welcomeText),
    el("button", { type: "button", class: "solid start", onclick: () => send("/start") }, say.start),
    el("p", { class: "welcome-hint" }, say.tryAsking),
    el(
      "div",
      { class: "chips" },
      SUGGESTIONS.map((words) => el("button", { type: "button", class: "chip", onclick: () => send(words) }, words)),
    ),
  );
}
