// Inline queries on their way: the answer comes as an event of its own, and may overtake the receipt of the query.
import * as api from "./api.js";
import { now } from "./now.js";
import { say } from "./strings.js";

const PATIENCE_MS = 12_000;

export class Asking {
  constructor() {
    this.waiting = new Map();
    this.early = new Map();
  }

  /** Ask the bot as the person one is, in the chat that is open; the answer, or an error that says it kept silent. */
  async ask(query, offset) {
    const { inline_query_id: id } = await api.inline(now.chatId, now.person.id, query, offset);
    const early = this.early.get(id);
    this.early.delete(id);
    if (early) return early;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error(say.inlineSilent));
      }, PATIENCE_MS);
      this.waiting.set(id, { resolve, timer });
    });
  }

  answered(event) {
    const id = event.inline_query_id;
    const waiting = this.waiting.get(id);
    if (!waiting) {
      this.early.set(id, event);
      return;
    }
    clearTimeout(waiting.timer);
    this.waiting.delete(id);
    waiting.resolve(event);
  }
}
