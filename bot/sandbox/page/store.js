// The world as the page knows it: people, chats, what was said in each of them, and who has read how much of it.
import * as api from "./api.js";
import { serviceLine } from "./format.js";

/** Somebody else wrote it: what happened to the chat itself waits for nobody. */
const isNews = (message, person) => message.from?.id !== person.id && serviceLine(message) === null;
const byId = (one, other) => one.message_id - other.message_id;

export class Store {
  constructor() {
    this.state = null;
    this.messages = new Map();
    this.read = new Map();
    /** Chat id → the last message id that was there when the page was opened: everybody has read as far as that. */
    this.baseline = new Map();
    /** The number of the last event after which a look at the state that is older than it tells nothing. */
    this.changedBy = 0;
    this.turn = 0;
  }

  /** Read everything afresh; true when the server is still the one of the last look. */
  async load() {
    this.turn += 1;
    const state = await api.state();
    const resumes = this.state?.started_at === state.started_at;
    if (!resumes) this.changedBy = 0;
    const lists = await Promise.all(state.chats.map(async (chat) => [chat.id, await api.messages(chat.id)]));
    this.state = state;
    this.messages = new Map(lists.map(([chatId, messages]) => [chatId, messages.toSorted(byId)]));
    if (!resumes) {
      this.read.clear();
      this.baseline = new Map(lists.map(([chatId]) => [chatId, this.last(chatId)?.message_id ?? 0]));
    }
    return resumes;
  }

  /**
   * Who there is and which chats; what was said stays as it is. Answers may overtake one another, and the events that
   * tell of later changes: only the newest question's answer counts, and only if it is not older than those.
   */
  async refresh() {
    const looking = this.look(++this.turn);
    this.looking = looking;
    await looking;
    if (this.looking !== looking) await this.looking; // overtaken: the newer one tells more
  }

  async look(turn) {
    let state;
    do state = await api.state();
    while (turn === this.turn && state.started_at === this.state?.started_at && state.last_event < this.changedBy);
    if (turn === this.turn) this.state = state;
  }

  // --- reading

  get bot() {
    return this.state.bot;
  }
  person(id) {
    return this.state.people.find((one) => one.id === id);
  }
  chat(id) {
    return this.state.chats.find((one) => one.id === id);
  }
  all(chatId) {
    return this.messages.get(chatId) ?? [];
  }
  find(chatId, messageId) {
    return this.all(chatId).find((one) => one.message_id === messageId);
  }
  last(chatId) {
    return this.all(chatId).at(-1);
  }

  /** Those that a person's list shows: their talk with the bot, and the groups and channels they are in. */
  chatsOf(person) {
    const seen = this.state.chats.filter(
      (chat) => chat.id === person.id || (chat.type !== "private" && (chat.members?.includes(person.id) ?? true)),
    );
    return seen.sort((one, other) => (this.last(other.id)?.date ?? 0) - (this.last(one.id)?.date ?? 0));
  }

  unread(person, chatId) {
    const from = this.read.get(`${person.id}/${chatId}`) ?? this.baseline.get(chatId) ?? 0;
    let count = 0;
    for (let index = this.all(chatId).length - 1; index >= 0; index -= 1) {
      const message = this.all(chatId)[index];
      if (message.message_id <= from) break;
      if (isNews(message, person)) count += 1;
    }
    return count;
  }

  /** The oldest message that the person has not read, or undefined. */
  firstUnread(person, chatId) {
    const from = this.read.get(`${person.id}/${chatId}`) ?? this.baseline.get(chatId) ?? 0;
    return this.all(chatId).find((message) => message.message_id > from && isNews(message, person));
  }

  markRead(person, chatId) {
    const last = this.last(chatId);
    if (last) this.read.set(`${person.id}/${chatId}`, last.message_id);
  }

  // --- following what happens

  /** A message that is new or has changed; true when it was new. */
  put(chatId, message) {
    const list = this.messages.get(chatId) ?? [];
    this.messages.set(chatId, list);
    const index = list.findLastIndex((one) => one.message_id <= message.message_id);
    if (index >= 0 && list[index].message_id === message.message_id) {
      // An edit comes as the Bot API has it, which knows no reactions in a message.
      const { reactions } = list[index];
      list[index] = reactions && !message.reactions ? { ...message, reactions } : message;
      return false;
    }
    list.splice(index + 1, 0, message);
    return true;
  }

  drop(chatId, messageId) {
    this.messages.set(
      chatId,
      this.all(chatId).filter((one) => one.message_id !== messageId),
    );
  }

  /** `person_id` reacts with `emoji`, or takes it back with null. */
  putReaction({ chat_id: chatId, message_id: messageId, person_id: personId, emoji }) {
    const message = this.find(chatId, messageId);
    if (!message) return;
    const others = (message.reactions ?? []).filter((one) => one.person_id !== personId);
    this.put(chatId, { ...message, reactions: emoji ? [...others, { person_id: personId, emoji }] : others });
  }
}
