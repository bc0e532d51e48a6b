// What a person does with messages: the menu of one, forwarding, editing, reacting, and links that lead back here.
import * as api from "./api.js";
import { attempt, quietly } from "./attempt.js";
import { chooseChat } from "./chooser.js";
import { chatTitle, now, store } from "./now.js";
import { reactionRow, tally } from "./reactions.js";
import { say } from "./strings.js";
import { toast } from "./toasts.js";

export const sendText = (text, replyTo) => attempt(() => api.sayText(now.chatId, now.person.id, text, replyTo));

/** `words` take the place of a text, or of a caption where there is a picture or a file. */
export const saveEdit = (message, words) =>
  attempt(() => {
    const field = message.text === undefined ? "caption" : "text";
    return api.edit(message.chat.id, now.person.id, message.message_id, field, words);
  });

export async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(say.copied);
}

export const react = (message, emoji) =>
  quietly(() => api.react(message.chat.id, now.person.id, message.message_id, emoji));

const forward = (messages) =>
  chooseChat((chat, hidden) =>
    attempt(async () => {
      for (const one of messages)
        await api.forward(chat.id, now.person.id, one.chat.id, one.message_id, hidden ? "hidden_user" : undefined);
      toast(say.forwarded(chatTitle(chat)));
    }),
  );

/** Written by the person one is, and still theirs: what came from elsewhere cannot be edited. */
export const mayEdit = (message) =>
  message.from?.id === now.person.id &&
  !message.forward_origin &&
  !message.via_bot &&
  (message.text ?? message.caption ?? message.photo ?? message.document) !== undefined;

/** The items of a row's menu. */
export function itemsFor(row, composer) {
  const worded = row.messages.find((one) => one.text ?? one.caption) ?? row.message;
  const words = worded.text ?? worded.caption;
  const mine = tally(worded, now.person.id).find((one) => one.mine);
  const remove = () => Promise.all(row.messages.map((one) => api.remove(now.chatId, one.message_id)));
  return [
    reactionRow(mine?.emoji, (emoji) => react(worded, emoji)),
    ...(composer.isClosed ? [] : [{ label: say.reply, icon: "reply", choose: () => composer.answer(row.message) }]),
    ...(mayEdit(worded) ? [{ label: say.edit, icon: "edit", choose: () => composer.edit(worded) }] : []),
    { label: say.forward, icon: "forward", choose: () => forward(row.messages) },
    ...(words ? [{ label: say.copyText, icon: "copy", choose: () => quietly(() => copy(words)) }] : []),
    { label: say.remove, icon: "remove", danger: true, choose: () => quietly(remove) },
  ];
}

const NAMED = /^(?:https?:\/\/(?:t\.me|telegram\.me)\/|tg:\/\/resolve\?domain=)(\w+)(?:\/(\d+))?(?:[?&](.*))?$/i;
/** A post of a chat that has no name; the number is the chat's id without the sign and digits that all of them have. */
const NAMELESS = /^https?:\/\/(?:t\.me|telegram\.me)\/c\/(\d+)\/(\d+)(?:\?.*)?$/i;

/** Where an address leads inside this page: `{start}` for the bot, `{chat, post}` for one of its chats, or null. */
export function insideOf(address) {
  const [, number, inIt] = NAMELESS.exec(address) ?? [];
  const [, name, post, asked] = NAMED.exec(address) ?? [];
  if (name && name.toLowerCase() === store.bot.username?.toLowerCase())
    return { start: new URLSearchParams(asked).get("start") ?? "" };
  const wanted = (one) => (number ? one.id === Number(`-100${number}`) : one.username?.toLowerCase() === name?.toLowerCase());
  const chat = number || name ? store.chatsOf(now.person).find(wanted) : undefined;
  return chat ? { chat, post: Number(inIt ?? post) || null } : null;
}
