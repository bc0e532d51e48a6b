// Reactions: the chips under a bubble, and the row of choices at the head of its menu.
import { el } from "./dom.js";
import { say } from "./strings.js";

/** As the Bot API spells them; all are among those that it knows. */
export const OFFERED = ["👍", "❤", "🔥", "👏", "😁", "🤔"];

/** The heart is a text sign unless it is told to be a picture. */
const drawn = (emoji) => (emoji === "❤" ? "❤\uFE0F" : emoji);

/** `reactions`: `[{emoji, count, mine}]`; a press on a chip adds one's own or takes it back. */
export function fillReactions(node, reactions, react) {
  node.hidden = reactions.length === 0;
  node.replaceChildren(
    ...reactions.map(({ emoji, count, mine }) =>
      el(
        "button",
        {
          type: "button",
          class: "reaction",
          "aria-pressed": String(mine),
          "aria-label": say.reacted(drawn(emoji), count, mine),
          onclick: () => react(mine ? null : emoji),
        },
        el("span", { "aria-hidden": "true" }, drawn(emoji)),
        el("span", { "aria-hidden": "true" }, String(count)),
      ),
    ),
  );
}

/** For a menu: what one may react with; the one chosen before is taken back by choosing it again. */
export const reactionRow = (mine, react) => ({
  row: OFFERED.map((emoji) => ({
    label: drawn(emoji),
    name: say.react(drawn(emoji)),
    checked: emoji === mine,
    choose: () => react(emoji === mine ? null : emoji),
  })),
});
