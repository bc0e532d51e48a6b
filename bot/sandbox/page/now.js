// Whose eyes one looks through and which chat lies open: what nearly every part of the page has to know.
import { Store } from "./store.js";

export const store = new Store();
export const now = { person: null, chatId: null, reachable: true };

export const here = () => store.chat(now.chatId);
/** A private chat is the talk of one person with the bot. */
export const isPrivate = (chat) => chat.type === "private";
export const chatTitle = (chat) => (isPrivate(chat) ? store.bot.first_name : chat.title);
/** The bot's words when it is not in a chat, or has been shut out of it. */
export const botIsOut = (chat) => ["left", "kicked", "blocked"].includes(chat.bot);
