// The list of chats: what the person one is has open, and below it everybody else's talk with the bot.
import { el, icon } from "./dom.js";
import { fullName, serviceLine, summary, when } from "./format.js";
import { fileUrl } from "./api.js";
import { chatTitle, isPrivate, now, store } from "./now.js";
import { botFace, drawWho, face, role, whoButton } from "./people.js";
import { say } from "./strings.js";
import { themeButton } from "./theme.js";

const ICONS = { group: "group", supergroup: "group", channel: "channel" };

export class ChatList {
  /** `choose(person, chatId)`; `become(person)` keeps the chat if it can; `doing(chatId)`, `draft(chatId)` give words. */
  constructor(node, { choose, become, reload, makers, doing, draft }) {
    Object.assign(this, { choose, doing, draft });
    this.rows = new Map();
    this.who = whoButton({ choose: become, reload, makers });
    this.own = el("ul", { class: "chat-rows" });
    this.others = el("ul", { class: "chat-rows" });
    node.setAttribute("aria-label", say.chats);
    node.append(
      el("header", { class: "chats-top" }, this.who, themeButton()),
      el(
        "div",
        { class: "chats-scroll" },
        el("h2", { class: "visually-hidden" }, say.chats),
        this.own,
        el("h2", { class: "chats-heading" }, say.otherPeople),
        this.others,
      ),
    );
    node.addEventListener("keydown", (event) => this.walk(event));
    this.node = node;
  }

  /** Bring the list up to date once for all the changes of this frame. */
  draw() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = null;
      if (now.person) this.drawNow();
    });
  }

  drawNow() {
    drawWho(this.who);
    const chats = store.chatsOf(now.person).map((chat) => this.row(now.person, chat));
    const people = store.state.people.filter((person) => person.id !== now.person.id);
    const others = people.map((person) => this.row(person, store.chat(person.id))).filter(Boolean);
    arrange(this.own, chats);
    arrange(this.others, others);
    const unread = store.chatsOf(now.person).reduce((sum, chat) => sum + store.unread(now.person, chat.id), 0);
    document.title = unread ? `(${unread}) ${say.title}` : say.title;
  }

  row(person, chat) {
    if (!chat) return null;
    const key = `${person.id}/${chat.id}`;
    const known = this.rows.get(key);
    const node = known ?? el("li", {}, el("button", { type: "button", class: "chat-row" }));
    this.rows.set(key, node);
    const button = node.firstElementChild;
    if (!known) button.addEventListener("click", () => this.choose(store.person(person.id), chat.id));
    const mine = person.id === now.person.id;
    const current = mine && chat.id === now.chatId;
    const unread = store.unread(person, chat.id);
    const last = store.last(chat.id);
    const title = mine ? chatTitle(chat) : fullName(person);
    button.setAttribute("aria-current", String(current));
    if (mine) button.removeAttribute("aria-label");
    else
      button.setAttribute(
        "aria-label",
        `${say.become(fullName(person), role(person))}${unread ? `, ${say.unread(unread)}` : ""}`,
      );
    button.replaceChildren(
      mine && isPrivate(chat)
        ? botFace(store.bot.online, "big")
        : face(mine ? chat : person, { size: "big", drawn: mine ? ICONS[chat.type] : null }),
      el(
        "span",
        { class: "chat-words" },
        el(
          "span",
          { class: "chat-title" },
          el("b", { dir: "auto" }, title),
          mine ? null : el("small", {}, role(person)),
          el("time", {}, last ? when(last.date) : ""),
        ),
        el("span", { class: "chat-below" }, this.line(person, chat, last, current), unread ? badge(unread) : null),
      ),
    );
    return node;
  }

  /** What was said last, who is busy there, or what one has begun to write. */
  line(person, chat, last, current) {
    const doing = this.doing(chat.id);
    if (doing) return el("span", { class: "chat-line acting" }, doing);
    const draft = person.id === now.person.id && !current && this.draft(chat.id);
    if (draft) return el("span", { class: "chat-line" }, el("b", { class: "draft" }, `${say.draft}: `), draft);
    if (!last) return el("span", { class: "chat-line" }, say.nothingYet);
    const line = serviceLine(last);
    if (line) return el("span", { class: "chat-line", dir: "auto" }, line);
    const own = last.from?.id === person.id;
    const you = own && person.id === now.person.id;
    const sender = you ? say.you : own || chat.type.endsWith("group") ? (last.from?.first_name ?? "") : "";
    // The words of an album may stand under another of its photos.
    const worded = last.media_group_id
      ? (store.all(chat.id).find((one) => one.media_group_id === last.media_group_id && one.caption) ?? last)
      : last;
    const thumb = last.photo?.length ? el("img", { alt: "", src: fileUrl(last.photo[0]) }) : null;
    return el(
      "span",
      { class: "chat-line", dir: "auto" },
      sender ? el("b", {}, `${sender}: `) : null,
      last.forward_origin ? icon("forward") : null,
      thumb,
      summary(worded),
    );
  }

  /** The chat `by` places further down the list; Alt with an arrow goes there from anywhere. */
  step(by) {
    const chats = store.chatsOf(now.person);
    const at = chats.findIndex((chat) => chat.id === now.chatId);
    const next = chats[(at + by + chats.length) % chats.length];
    if (next) this.choose(now.person, next.id);
  }

  walk(event) {
    const buttons = [...this.node.querySelectorAll(".chat-row")];
    const at = buttons.indexOf(document.activeElement);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
    if (at < 0 || event.altKey || !(event.key in steps)) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, steps[event.key]))].focus();
  }
}

const badge = (count) =>
  el(
    "span",
    { class: "count" },
    el("span", { "aria-hidden": "true" }, count > 99 ? "99+" : String(count)),
    el("span", { class: "visually-hidden" }, say.unread(count)),
  );

/** Put the rows in order; those that already stand right are left alone, so that focus stays where it is. */
function arrange(list, rows) {
  const present = [...list.children];
  if (present.length === rows.length && present.every((node, index) => node === rows[index])) return;
  const focused = document.activeElement;
  list.replaceChildren(...rows);
  if (list.contains(focused)) focused.focus({ preventScroll: true });
}
