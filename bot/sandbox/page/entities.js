// Text with Bot API entities becomes DOM nodes. Offsets count UTF-16 units, which is how JavaScript strings count too.
import { el } from "./dom.js";

const SAFE_ADDRESS = /^(https?|mailto|tel|tg):/i;

/** An address that may be followed, or null: `javascript:` and its like never become a link. */
export function safeAddress(address) {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  return SAFE_ADDRESS.test(full) ? full : null;
}

function link(address, children) {
  const href = safeAddress(address);
  return href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, children) : el("span", {}, children);
}

function spoiler(children) {
  const node = el("span", { class: "spoiler", role: "button", tabindex: 0, "aria-expanded": "false" }, children);
  const reveal = () => {
    node.classList.add("open");
    node.setAttribute("aria-expanded", "true");
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
  return node;
}

const wrap =
  (tag) =>
  ({ inside }) =>
    el(tag, {}, inside);
const tinted = ({ inside }) => el("span", { class: "tinted" }, inside);

const BUILD = {
  bold: wrap("strong"),
  italic: wrap("em"),
  underline: wrap("u"),
  strikethrough: wrap("s"),
  code: wrap("code"),
  pre: ({ entity, inside }) =>
    el("pre", { dataset: entity.language ? { language: entity.language } : {} }, el("code", {}, inside)),
  blockquote: wrap("blockquote"),
  expandable_blockquote: wrap("blockquote"),
  spoiler: ({ inside }) => spoiler(inside),
  url: ({ words, inside }) => link(words, inside),
  text_link: ({ entity, inside }) => link(entity.url ?? "", inside),
  email: ({ words, inside }) => link(`mailto:${words}`, inside),
  phone_number: ({ words, inside }) => link(`tel:${words}`, inside),
  mention: tinted,
  text_mention: tinted,
  hashtag: tinted,
  cashtag: tinted,
  bot_command: ({ words, inside, onCommand }) =>
    el("button", { type: "button", class: "command", onclick: () => onCommand(words) }, inside),
};

/** Nodes for `text`; entities may nest, and those that overlap or overrun the text are cut to fit. */
export function richText(text, entities = [], onCommand = () => {}) {
  const ordered = entities
    .filter((entity) => entity.length > 0 && entity.offset >= 0 && entity.offset < text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, ordered, onCommand);
}

function build(text, from, to, entities, onCommand) {
  const nodes = [];
  let at = from;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (start >= end) continue;
    if (start > at) nodes.push(text.slice(at, start));
    const inside = build(text, start, end, entities.slice(index + 1), onCommand);
    const make = BUILD[entity.type];
    nodes.push(...(make ? [make({ entity, words: text.slice(start, end), inside, onCommand })] : inside));
    at = end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}
