// The list of messages: order, days, scrolling that sticks to the bottom only for those who are there, and the keyboard's way through it.
import { Row } from "./bubble.js";
import { el, icon } from "./dom.js";
import { day } from "./format.js";
import { say } from "./strings.js";

const AT_BOTTOM_PX = 60;
/** Seconds of silence after which the same sender begins anew. */
const PAUSE_S = 600;
const CONTROLS = "button, a, audio, video, [role=button]";

export class Thread {
  constructor({ area, chat }) {
    this.chat = chat;
    this.scroller = area.querySelector(".thread");
    this.feed = area.querySelector(".feed");
    this.feed.setAttribute("aria-label", say.messages);
    this.rows = new Map();
    this.stuck = true;
    this.lastTop = 0;
    this.unseen = 0;
    this.badge = el("span", { class: "count" });
    this.jumper = el(
      "button",
      {
        type: "button",
        class: "to-bottom",
        "aria-label": say.toBottom,
        hidden: true,
        onclick: () => this.toBottom(true),
      },
      icon("down"),
      this.badge,
    );
    area.append(this.jumper);
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    const settle = new ResizeObserver(() => this.stuck && this.toBottom(false));
    settle.observe(this.feed);
    settle.observe(this.scroller);
    this.feed.addEventListener("keydown", (event) => this.walk(event));
    this.feed.addEventListener("focusin", (event) => this.activate(event.target.closest(".row")?.row));
    this.feed.addEventListener("contextmenu", (event) => this.pointMenu(event));
  }

  get isEmpty() {
    return this.rows.size === 0;
  }
  all() {
    return [...this.feed.querySelectorAll(":scope > .row")].map((node) => node.row);
  }

  /** Show another chat, at its end, or where what is unread begins. */
  show(messages, firstUnread = null) {
    this.rows.clear();
    this.feed.replaceChildren();
    this.feed.classList.toggle("crowded", this.chat.crowded());
    for (const message of messages) this.place(message);
    this.activate(this.all().at(-1));
    this.toBottom(false);
    const row = firstUnread && this.rows.get(firstUnread.message_id);
    if (!row) return;
    row.node.before(el("p", { class: "unread-line" }, say.unreadBelow));
    if (row.node.previousElementSibling.offsetTop > this.scroller.scrollTop) return;
    this.stuck = false;
    row.node.previousElementSibling.scrollIntoView({ block: "start", behavior: "instant" });
  }

  /** Make the chat on screen equal to `messages`, touching only what differs. */
  sync(messages) {
    const present = new Set(messages.map((message) => message.message_id));
    for (const id of [...this.rows.keys()]) if (!present.has(id)) this.remove(id);
    for (const message of messages) this.upsert(message);
  }

  /** Add a message or bring the one on screen up to date; true when it was new. */
  upsert(message) {
    const row = this.rows.get(message.message_id);
    if (row) {
      const shown = row.messages.find((one) => one.message_id === message.message_id);
      if (JSON.stringify(shown) !== JSON.stringify(message)) {
        row.update(message);
        this.quiet(row);
      }
      return false;
    }
    const fresh = this.place(message);
    fresh.node.classList.add("fresh");
    if (fresh.isOwn || this.stuck) this.toBottom(false);
    else this.countUnseen(1);
    if (!this.feed.contains(document.activeElement)) this.activate(this.all().at(-1));
    return true;
  }

  place(message) {
    let after = this.feed.lastElementChild;
    while (after && !(after.row?.id < message.message_id)) after = after.previousElementSibling;
    const neighbour = after?.row;
    if (neighbour && message.media_group_id && neighbour.group === message.media_group_id) {
      neighbour.add(message);
      this.quiet(neighbour);
      this.rows.set(message.message_id, neighbour);
      return neighbour;
    }
    const row = new Row(message, this.chat);
    row.node.style.setProperty("--likely", `${row.likelyHeight()}px`);
    if (after) after.after(row.node);
    else this.feed.prepend(row.node);
    this.rows.set(message.message_id, row);
    this.join(row.node);
    this.join(row.node.nextElementSibling);
    this.quiet(row);
    return row;
  }

  /** The first row of a day carries the day's name; rows of one sender in a row stand closer together. */
  join(node) {
    if (!node?.row) return;
    let before = node.previousElementSibling;
    while (before && (!before.row || before.classList.contains("leaving"))) before = before.previousElementSibling;
    const own = day(node.row.message.date);
    const sameDay = Boolean(before) && day(before.row.message.date) === own;
    if (sameDay) delete node.dataset.day;
    else node.dataset.day = own;
    const gap = before ? node.row.message.date - before.row.message.date : Infinity;
    const continues = sameDay && gap < PAUSE_S && before.dataset.from === node.dataset.from;
    node.classList.toggle("continues", continues);
    before?.classList.toggle("continued", continues);
  }

  remove(id) {
    const row = this.rows.get(id);
    if (!row) return;
    this.rows.delete(id);
    if (!row.drop(id)) {
      this.quiet(row);
      return;
    }
    const { node } = row;
    const next = node.nextElementSibling ?? node.previousElementSibling;
    if (node.contains(document.activeElement)) next?.focus();
    node.classList.add("leaving");
    node.style.setProperty("--likely", `${node.offsetHeight}px`);
    node.previousElementSibling?.classList.remove("continued");
    this.join(node.nextElementSibling);
    setTimeout(() => node.remove(), matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 220);
  }

  // --- scrolling

  /** Only a move upwards leaves the bottom: rows that turn out taller than thought move it away by themselves. */
  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (scrollHeight - scrollTop - clientHeight < AT_BOTTOM_PX) this.stuck = true;
    else if (scrollTop < this.lastTop) this.stuck = false;
    this.lastTop = scrollTop;
    if (this.stuck) this.countUnseen(-this.unseen);
    this.jumper.hidden = this.stuck;
  }

  toBottom(smoothly) {
    this.stuck = true;
    this.jumper.hidden = true;
    this.countUnseen(-this.unseen);
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const near = scrollHeight - scrollTop < 4 * clientHeight;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top: scrollHeight, behavior: smoothly && near && !calm ? "smooth" : "instant" });
  }

  countUnseen(change) {
    this.unseen += change;
    this.badge.textContent = this.unseen ? `${say.newMessages} · ${this.unseen}` : "";
    this.jumper.classList.toggle("labelled", this.unseen > 0);
  }

  jump(id) {
    const row = this.rows.get(id);
    if (!row) return;
    row.node.scrollIntoView({ block: "center", behavior: "instant" });
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.stuck = scrollHeight - scrollTop - clientHeight < AT_BOTTOM_PX; // the chat may have been opened just now
    row.node.classList.remove("flash");
    void row.node.offsetWidth; // restarts the animation
    row.node.classList.add("flash");
    this.activate(row);
    row.node.focus({ preventScroll: true });
  }

  // --- one tab stop for the whole list: arrows walk the rows, Tab walks inside the row one is on

  activate(row) {
    if (!row || row === this.active) return;
    const before = this.active;
    this.active = row;
    if (before) this.quiet(before);
    this.quiet(row);
  }

  quiet(row) {
    const reachable = row === this.active ? 0 : -1;
    row.node.tabIndex = reachable;
    for (const control of row.node.querySelectorAll(CONTROLS)) control.tabIndex = reachable;
  }

  walk(event) {
    const row = event.target.row;
    if (!row) return;
    const rows = this.all();
    const at = rows.indexOf(row);
    const steps = { ArrowUp: rows[at - 1], ArrowDown: rows[at + 1], Home: rows[0], End: rows.at(-1) };
    if (event.key in steps && !event.altKey) {
      event.preventDefault();
      steps[event.key]?.node.focus();
      steps[event.key]?.node.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" || event.key === "ContextMenu") {
      event.preventDefault();
      this.chat.openMenu(row, row.more);
    }
  }

  pointMenu(event) {
    const row = event.target.closest(".row")?.row;
    if (!row || row.node.classList.contains("service") || String(getSelection())) return;
    event.preventDefault();
    this.chat.openMenu(row, row.more, { x: event.clientX, y: event.clientY });
  }
}
