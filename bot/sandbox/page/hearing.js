// What the server tells, and what follows on the page from each kind of event.
import { insideOf } from "./actions.js";
import { safeAddress } from "./entities.js";
import { fullName, summary } from "./format.js";
import { now, store } from "./now.js";
import { alertBox, toast } from "./toasts.js";

/** For those who listen instead of looking. */
function announce(message) {
  const words = `${fullName(message.from ?? message.sender_chat)}: ${summary(message)}`;
  document.querySelector(".announcer").textContent = words;
}

/** One function that takes each event; `page` holds the parts that it concerns. */
export function hearing(page) {
  const { thread, composer, doing } = page;

  function received(message) {
    if (!thread.upsert(message)) return;
    page.drawWelcome();
    page.markRead();
    if (message.from?.id === now.person.id) return;
    page.replyKeys([message]);
    if (message.reply_markup?.force_reply) composer.answer(message);
    announce(message);
  }

  const on = {
    message: ({ chat_id: chatId, message }) => {
      const known = store.chat(chatId);
      store.put(chatId, message);
      if (message.from?.is_bot ?? true) doing.set(chatId, null);
      if (chatId === now.chatId) received(message);
      if (!known) page.reload();
      page.drawAround();
    },
    edited: ({ chat_id: chatId, message }) => {
      store.put(chatId, message);
      page.draw();
      if (chatId !== now.chatId) return;
      thread.upsert(store.find(chatId, message.message_id));
      if (message.from?.id !== now.person.id) announce(message);
    },
    deleted: ({ chat_id: chatId, message_id: messageId }) => {
      store.drop(chatId, messageId);
      page.draw();
      if (chatId !== now.chatId) return;
      thread.remove(messageId);
      page.drawWelcome();
    },
    reaction: (event) => {
      store.putReaction(event);
      const message = store.find(event.chat_id, event.message_id);
      if (message && event.chat_id === now.chatId) thread.upsert(message);
    },
    member: () => page.reload(),
    callback_answer: (event) => {
      page.taps.answer(event.callback_query_id);
      if (event.chat_id !== now.chatId) return;
      if (event.text) (event.show_alert ? alertBox : toast)(event.text);
      if (event.url) follow(event.url);
    },
    inline_answer: (event) => page.asking.answered(event),
    chat_action: (event) => doing.set(event.chat_id, event.action),
    call: (event) => {
      page.calls.add(event);
      page.faults.follow();
    },
    bot: (event) => {
      store.bot.online = event.online;
      page.drawAround();
    },
  };

  function follow(url) {
    const inside = insideOf(url);
    if (inside?.start !== undefined) page.begin(inside.start);
    else if (safeAddress(url)) window.open(url, "_blank", "noopener,noreferrer");
  }

  return (event) => {
    if (event.type === "bot" || event.type === "member") store.changedBy = event.seq;
    on[event.type]?.(event);
  };
}
