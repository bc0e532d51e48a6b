// The head of the chat: the bot, whether it is there, and who one is.
import { el, icon } from "./dom.js";
import { fullName, hue } from "./format.js";
import { openMenu } from "./menu.js";
import { say } from "./strings.js";

export const face = (who) =>
  el("span", {
    class: "face",
    style: { "--hue": hue(who.id) },
    dataset: { initial: (fullName(who) || "?").slice(0, 1).toUpperCase() },
    "aria-hidden": "true",
  });

export class Head {
  /** `choose(person, chatId)` is called when somebody else is picked, or a group; `reload()` reads who there is. */
  constructor(node, { toggle, choose, reload }) {
    Object.assign(this, { choose, reload });
    this.title = el("h1", { class: "top-title" });
    this.status = el("p", { class: "top-status" });
    this.who = el("button", {
      type: "button",
      class: "who",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: () => this.open(),
    });
    node.append(
      el("span", { class: "face bot-face", "aria-hidden": "true" }, icon("bridge")),
      el("div", { class: "top-words" }, this.title, this.status),
      this.who,
      toggle,
    );
    this.unread = new Map();
  }

  draw({ state, person, chatId }) {
    Object.assign(this, { state, person, chatId });
    const chat = state.chats.find((one) => one.id === chatId);
    this.title.textContent = chat && chat.type !== "private" ? chat.title : state.bot.first_name;
    this.unread.delete(chatId);
    this.drawWho();
    this.drawStatus();
  }

  drawWho() {
    const waiting = [...this.unread.values()].reduce((sum, count) => sum + count, 0);
    const badge = waiting ? el("span", { class: "count" }, waiting > 99 ? "99+" : String(waiting)) : null;
    this.who.replaceChildren(
      el("span", { class: "who-face" }, face(this.person), badge),
      el("span", { class: "who-name" }, fullName(this.person)),
      icon("chevron"),
    );
    this.who.setAttribute(
      "aria-label",
      `${say.youAre}: ${fullName(this.person)}${waiting ? `, ${say.unread(waiting)}` : ""}`,
    );
  }

  drawStatus(action = null) {
    const online = Boolean(this.state?.bot.online);
    this.status.classList.toggle("online", online);
    this.status.classList.toggle("acting", Boolean(action));
    this.status.textContent = action ? (say[action] ?? say.acting) : online ? say.botOnline : say.botOffline;
  }

  countUnread(chatId) {
    this.unread.set(chatId, (this.unread.get(chatId) ?? 0) + 1);
    this.drawWho();
  }

  async open() {
    // People and groups may have been added since the page was opened.
    this.state = await this.reload().catch(() => this.state);
    const groups = this.state.chats.filter((chat) => chat.type !== "private");
    const people = this.state.people.map((person) => ({
      label: fullName(person),
      hint: `${say.roles[person.role] ?? person.role ?? ""} · ${person.language_code ?? "–"}`,
      face: face(person),
      checked: person.id === this.person.id,
      count: this.unread.get(person.id),
      choose: () => this.choose(person, person.id),
    }));
    const others = groups.map((chat) => ({
      label: chat.title,
      face: face(chat),
      checked: chat.id === this.chatId,
      count: this.unread.get(chat.id),
      choose: () => this.choose(this.person, chat.id),
    }));
    openMenu(this.who, [
      { heading: say.youAre },
      ...people,
      ...(others.length ? [{ heading: say.otherChats }, ...others] : []),
    ]);
  }
}
