// What the bot is doing in each chat, for as long as a chat action lasts.
import { say } from "./strings.js";

const LASTS_MS = 5500; // an action lasts five seconds; a little more bridges two of them

export class Doing {
  constructor(onchange) {
    this.onchange = onchange;
    this.actions = new Map();
  }

  set(chatId, action) {
    const before = this.actions.get(chatId);
    clearTimeout(before?.timer);
    if (!action && !before) return;
    if (action) this.actions.set(chatId, { action, timer: setTimeout(() => this.set(chatId, null), LASTS_MS) });
    else this.actions.delete(chatId);
    this.onchange(chatId);
  }

  /** In words, or empty. */
  words(chatId) {
    const action = this.actions.get(chatId)?.action;
    return action ? (say[action] ?? say.acting) : "";
  }
}
