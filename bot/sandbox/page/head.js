// The head of the chat: what it is, whether the bot is there, and what can be done with the whole chat.
import * as api from "./api.js";
import { quietly } from "./attempt.js";
import { el, iconButton } from "./dom.js";
import { changeMembers } from "./makers.js";
import { openMenu } from "./menu.js";
import { botIsOut, chatTitle, here, isPrivate, store } from "./now.js";
import { botFace, face } from "./people.js";
import { say } from "./strings.js";

const ICONS = { group: "group", supergroup: "group", channel: "channel" };

export class Head {
  /** `back()` shows the list of chats where it has no room beside; `reload()` follows a change of the chat. */
  constructor(node, { toggle, back, reload }) {
    this.reload = reload;
    this.back = iconButton("left", say.backToChats, back, { class: "back" });
    this.face = el("span", { class: "top-face" });
    this.title = el("h1", { class: "top-title", dir: "auto" });
    this.status = el("p", { class: "top-status" });
    this.menu = iconButton("more", say.chatActions, () => openMenu(this.menu, this.items()), {
      class: "chat-menu",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    });
    node.append(this.back, this.face, el("div", { class: "top-words" }, this.title, this.status), toggle, this.menu);
  }

  /** `doing`: what the bot is busy with in this chat, in words; `elsewhere`: unread messages of the other chats. */
  draw({ doing = "", elsewhere = 0 } = {}) {
    const chat = here();
    const { online } = store.bot;
    this.title.textContent = chatTitle(chat);
    const drawn = isPrivate(chat) ? botFace(online) : face(chat, { drawn: ICONS[chat.type] });
    this.face.replaceChildren(drawn);
    this.status.classList.toggle("acting", Boolean(doing));
    this.status.classList.toggle("online", online && !botIsOut(chat));
    this.status.textContent = doing || this.words(chat);
    this.back.dataset.count = elsewhere > 99 ? "99+" : elsewhere || "";
    this.back.setAttribute("aria-label", elsewhere ? `${say.backToChats}, ${say.unread(elsewhere)}` : say.backToChats);
  }

  words(chat) {
    if (isPrivate(chat)) {
      if (botIsOut(chat)) return say.standings.blocked;
      return store.bot.online ? say.botOnline : say.botOffline;
    }
    const count = chat.members?.length;
    const crowd = count === undefined ? "" : chat.type === "channel" ? say.subscribers(count) : say.members(count);
    return [crowd, say.standings[chat.bot]].filter(Boolean).join(" · ");
  }

  items() {
    const chat = here();
    const item = (label, icon, action, more = {}) => ({
      label,
      icon,
      ...more,
      choose: () =>
        quietly(async () => {
          await action();
          await this.reload();
        }),
    });
    const stand = (standing) => () => api.botIn(chat.id, standing);
    if (isPrivate(chat)) {
      return botIsOut(chat)
        ? [item(say.unblock, "check", () => api.block(chat.id, false))]
        : [item(say.block, "block", () => api.block(chat.id, true), { danger: true })];
    }
    const posts = chat.type === "channel";
    const people = { label: say.changeMembers, icon: "person", choose: () => changeMembers(chat) };
    if (botIsOut(chat)) return [people, item(say.bringBot, "plus", stand(posts ? "administrator" : "member"))];
    return [
      people,
      chat.bot === "administrator"
        ? item(say.demoteBot, "minus", stand("member"))
        : item(say.promoteBot, "up", stand("administrator")),
      ...(chat.type === "group" ? [item(say.upgrade, "group", () => api.upgrade(chat.id))] : []),
      item(say.removeBot, "block", stand("kicked"), { danger: true }),
    ];
  }
}
