// Reactions: the chips under a bubble, and the row of choices at the head of its menu.
import { el } from "./dom.js";
import { say } from "./strings.js";

/** As the Bot API spells them; all are among those that it knows. */
export const OFFERED = ["👍", "❤", "🔥", "👏", "😁", "🤔"];

/** The heart is a text sign unless it is told to be a picture. */
const drawn = (emoji) => (emoji === "❤" ? "❤\uFE0F" : emoji);

/** `[{emoji, count, mine}]` of one message as the person `me` sees it, the most frequent first. */
export function tally(message, me) {
  const counts = new Map();
  for (const { person_id: personId, emoji } of message.reactions ?? []) {
    const { count, mine } = counts.get(emoji) ?? { count: 0, mine: false };
    counts.set(emoji, { emoji, count: count + 1, mine: mine || personId === me });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}

/** `reactions` as tallied; a press on a chip adds one's own or takes it back. */
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
