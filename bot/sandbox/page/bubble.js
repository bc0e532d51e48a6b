// One row of the chat: a message, or an album of several. An edit changes what is different and leaves the rest alone.
import { el, icon, iconButton } from "./dom.js";
import { richText } from "./entities.js";
import { fileUrl } from "./api.js";
import { fullName, fullTime, hue, serviceLine, summary, time } from "./format.js";
import { fillKeyboard } from "./keyboard.js";
import { MAP_WIDTH, albumGrid, attachment, frame, picture, placeCard, swapPicture } from "./media.js";
import { botFace, face } from "./people.js";
import { fillReactions, tally } from "./reactions.js";
import { say } from "./strings.js";

const originName = (origin) =>
  origin.sender_user_name ?? fullName(origin.sender_user ?? origin.sender_chat ?? origin.chat);

function quote(message, jump) {
  const target = message.reply_to_message;
  const thumb = target.photo?.length ? el("img", { alt: "", src: fileUrl(target.photo[0]) }) : null;
  return el(
    "button",
    {
      type: "button",
      class: "quote",
      style: { "--hue": hue(target.from?.id ?? 0) },
      onclick: () => jump(target.message_id),
    },
    thumb,
    el("span", { class: "visually-hidden" }, say.replyTo),
    el(
      "span",
      { class: "quote-words" },
      el("b", {}, fullName(target.from ?? target.sender_chat)),
      el("span", {}, message.quote?.text ?? summary(target)),
    ),
  );
}

export class Row {
  /** `chat` gives what a row needs from its surroundings: `me()`, `crowded()`, and the actions of the person. */
  constructor(message, chat) {
    this.chat = chat;
    this.messages = [message];
    this.head = el("div", { class: "head" });
    this.media = el("div", { class: "media" });
    this.text = el("div", { class: "text", dir: "auto" });
    this.meta = el("span", { class: "meta" });
    this.reactions = el("div", { class: "reactions", hidden: true });
    this.keys = el("div", { class: "keyboard", role: "group" });
    this.body = el("div", { class: "bubble" }, this.head, this.media, this.text, this.meta);
    this.more = iconButton("more", say.more, () => chat.openMenu(this, this.more), {
      class: "more",
      "aria-haspopup": "menu",
    });
    this.stack = el("div", { class: "stack" }, this.body, this.more, this.reactions, this.keys);
    this.node = el("article", { class: "row", tabindex: -1 }, this.stack);
    this.node.row = this;
    this.draw(null);
  }

  get message() {
    return this.messages[0];
  }
  get id() {
    return this.message.message_id;
  }
  get isOwn() {
    return this.message.from?.id === this.chat.me();
  }
  get group() {
    return this.message.media_group_id;
  }

  add(message) {
    this.messages.push(message);
    this.messages.sort((a, b) => a.message_id - b.message_id);
    this.draw(null);
  }

  update(message) {
    const index = this.messages.findIndex((one) => one.message_id === message.message_id);
    const before = this.messages[index];
    this.messages[index] = message;
    this.draw(before);
  }

  /** Take one message of the row away; true when nothing is left. */
  drop(id) {
    this.messages = this.messages.filter((one) => one.message_id !== id);
    if (this.messages.length) this.draw(null);
    return this.messages.length === 0;
  }

  draw(before) {
    const message = this.message;
    const line = serviceLine(message);
    this.node.dataset.id = this.id;
    this.node.classList.toggle("service", line !== null);
    this.node.classList.toggle("own", this.isOwn && line === null);
    this.node.dataset.from = message.from?.id ?? message.sender_chat?.id ?? "";
    if (line !== null) {
      this.text.textContent = line;
      return;
    }
    this.drawHead(message);
    this.drawMedia(before);
    this.drawText();
    this.drawMeta();
    this.drawFace(message);
    this.drawReactions();
    const { me, crowded, openMenu, react, ...actions } = this.chat;
    fillKeyboard(this.keys, message.reply_markup, {
      ...actions,
      tap: (row, column) => actions.tap(this, row, column),
    });
    this.node.setAttribute(
      "aria-label",
      `${fullName(message.from ?? message.sender_chat)}, ${time(message.date)}: ${summary(message)}`,
    );
  }

  /** Who wrote it, beside the bubble, where several people write. */
  drawFace(message) {
    this.node.querySelector(":scope > .face")?.remove();
    const sender = message.from ?? message.sender_chat;
    if (!sender || this.isOwn || !this.chat.crowded()) return;
    this.node.prepend(sender.is_bot ? botFace(false, "beside") : face(sender, { size: "beside" }));
  }

  drawReactions() {
    const reactions = this.messages.flatMap((message) => tally(message, this.chat.me()));
    fillReactions(this.reactions, reactions, (emoji) => this.chat.react(this.message, emoji));
  }

  drawHead(message) {
    const parts = [];
    const sender = message.from ?? message.sender_chat;
    if (this.chat.crowded() && !this.isOwn)
      parts.push(el("b", { class: "sender", style: { "--hue": hue(sender?.id) } }, fullName(sender)));
    if (message.forward_origin)
      parts.push(
        el(
          "span",
          { class: "forwarded" },
          icon("forward"),
          say.forwardedFrom,
          el("b", {}, originName(message.forward_origin)),
        ),
      );
    if (message.via_bot) parts.push(el("span", { class: "forwarded" }, `${say.via} @${message.via_bot.username}`));
    if (message.reply_to_message) parts.push(quote(message, this.chat.jump));
    this.head.replaceChildren(...parts);
  }

  drawMedia(before) {
    const photos = this.messages.filter((one) => one.photo?.length);
    const single = photos.length === 1 && this.messages.length === 1 ? photos[0] : null;
    const shown = this.media.querySelector(":scope > .picture");
    if (single && before?.photo?.length && shown) swapPicture(shown, single);
    else if (single) this.media.replaceChildren(picture(single, this.chat.view));
    else if (photos.length > 1) this.media.replaceChildren(albumGrid(photos, this.chat.view));
    else if (this.message.location) this.media.replaceChildren(placeCard(this.message, this.chat.copy));
    else this.media.replaceChildren(...this.messages.map(attachment).filter(Boolean));
    const width = this.width(single, photos.length);
    this.stack.classList.toggle("framed", width > 0);
    this.stack.style.setProperty("--width", `${width}px`);
    this.node.classList.toggle("sticker-row", Boolean(this.message.sticker));
  }

  /** Of the frame in CSS pixels, or 0 for what has none. */
  width(single, count) {
    if (single) return frame(single.photo, Boolean(single.reply_markup)).width;
    if (count > 1) return 420;
    return this.message.location ? MAP_WIDTH : 0;
  }

  drawText() {
    const worded = this.messages.find((one) => one.text ?? one.caption) ?? this.message;
    const words = worded.text ?? worded.caption ?? "";
    const unknown = !words && !this.media.hasChildNodes() ? say.unsupported : "";
    this.text.replaceChildren(
      ...richText(words || unknown, worded.entities ?? worded.caption_entities, this.chat.command),
    );
    this.text.classList.toggle("faint", Boolean(unknown));
    this.text.hidden = !this.text.hasChildNodes();
    const above = Boolean(this.message.show_caption_above_media);
    if (above) this.media.before(this.text);
    else this.media.after(this.text);
    const wordless = (this.text.hidden || above) && !this.message.venue;
    this.body.classList.toggle("bare", this.stack.classList.contains("framed") && wordless);
  }

  drawMeta() {
    const { date, edit_date: edited, author_signature: signature } = this.message;
    this.meta.replaceChildren(
      ...(signature ? [el("span", { dir: "auto" }, signature)] : []),
      ...(edited ? [el("span", { title: fullTime(edited) }, say.edited)] : []),
      el("time", { datetime: new Date(date * 1000).toISOString(), title: fullTime(date) }, time(date)),
    );
  }

  /** Height in CSS pixels that the row is likely to have, so that the scroll bar is right before it is drawn. */
  likelyHeight() {
    const photo = this.message.photo?.length ? frame(this.message.photo, Boolean(this.message.reply_markup)) : null;
    const words = (this.message.text ?? this.message.caption ?? "").length;
    const keys = this.message.reply_markup?.inline_keyboard?.length ?? 0;
    const map = this.message.location ? (MAP_WIDTH * 9) / 16 : 0;
    return 40 + map + (photo ? photo.width / photo.ratio : 0) + Math.floor(words / 44) * 21 + keys * 42;
  }
}
