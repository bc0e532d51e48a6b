// Puts the page together: one person, one chat, the events that change it.
import * as api from "./api.js";
import { acceptDrops, previewFiles } from "./attachments.js";
import { Calls } from "./calls.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { safeAddress } from "./entities.js";
import { fullName, summary } from "./format.js";
import { Taps } from "./keyboard.js";
import { Live } from "./live.js";
import { openMenu } from "./menu.js";
import { Head } from "./people.js";
import { language, say } from "./strings.js";
import { Thread } from "./thread.js";
import { alertBox, toast } from "./toasts.js";
import { openViewer } from "./viewer.js";
import { welcome } from "./welcome.js";

const ACTION_MS = 5500; // a chat action lasts five seconds; a little more bridges two of them

const find = (selector) => document.querySelector(selector);
/** `entering`: the chat that is being read, and what happened in it meanwhile. */
const now = { state: null, person: null, chatId: null, entering: null, reachable: true };

document.documentElement.lang = language;
document.title = say.title;
find(".notice").textContent = say.notice;

/** Run what may fail; the person is told, and the caller learns of it too. */
async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    // A fetch that reaches nobody fails with a TypeError; everything else says itself what is wrong.
    toast(error instanceof TypeError ? say.serverAway : error.message, "failed");
    throw error;
  }
}
const quietly = (action) => attempt(action).catch(() => {});

// --- what a person does

const sendText = (text, replyTo) => attempt(() => api.sayText(now.chatId, now.person.id, text, replyTo));
const pick = (files, asPhoto) =>
  previewFiles(files, asPhoto, async (kind, chosen, caption) => {
    await api.sendFiles(now.chatId, now.person.id, kind, chosen, caption, composer.replyTo?.message_id);
    composer.answer(null);
  });

async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(say.copied);
}

function messageMenu(row, anchor, point) {
  const { message } = row;
  const words = message.text ?? message.caption;
  openMenu(
    anchor,
    [
      { label: say.reply, icon: "reply", choose: () => composer.answer(message) },
      {
        label: say.forward,
        icon: "forward",
        choose: () => quietly(() => api.forward(now.chatId, now.person.id, now.chatId, message.message_id)),
      },
      ...(words ? [{ label: say.copyText, icon: "copy", choose: () => quietly(() => copy(words)) }] : []),
      {
        label: say.remove,
        icon: "remove",
        danger: true,
        choose: () => quietly(() => Promise.all(row.messages.map((one) => api.remove(now.chatId, one.message_id)))),
      },
    ],
    point,
  );
}

const taps = new Taps(() => toast(say.botSilent, "failed"));
const chat = {
  me: () => now.person?.id,
  crowded: () => now.chatId !== now.person?.id,
  view: (id) =>
    openViewer(
      thread
        .all()
        .flatMap((row) => row.messages)
        .filter((message) => message.photo?.length),
      id,
    ),
  jump: (id) => thread.jump(id),
  command: (words) => quietly(() => sendText(words)),
  tap: (row, line, column) =>
    quietly(() => taps.press(row.keys, line, column, () => api.tap(now.chatId, now.person.id, row.id, line, column))),
  copy: (text) => quietly(() => copy(text)),
  inline: (query) => {
    composer.write(`@${now.state.bot.username} ${query}`);
    composer.focus();
  },
  toast,
  openMenu: messageMenu,
};

// --- the parts of the page

const thread = new Thread({ area: find(".thread-area"), chat });
const calls = new Calls(find(".calls"), find(".app"));
const head = new Head(find(".top"), {
  toggle: calls.toggle,
  reload: async () => {
    now.state = await api.state();
    return now.state;
  },
  choose: (person, chatId) => quietly(() => enter(person, chatId)),
});
const composer = new Composer(find(".dock"), {
  send: sendText,
  pick,
  loadCommands: () => api.commands(now.chatId, now.person.language_code),
});
const typing = el("div", { class: "typing", "aria-hidden": "true" }, el("i"), el("i"), el("i"), el("span"));
find(".thread-area").append(typing);
acceptDrops(find(".chat"), pick);

function drawWelcome() {
  const present = find(".welcome");
  if (!thread.isEmpty) present?.remove();
  else if (!present) find(".thread-area").append(welcome((text) => quietly(() => sendText(text))));
}

function drawBanner() {
  const banner = find(".banner");
  const away = !now.reachable ? say.serverAway : now.state && !now.state.bot.online ? say.botAway : "";
  banner.hidden = !away;
  banner.textContent = away;
  banner.classList.toggle("severe", !now.reachable);
}

function act(action) {
  const words = action && (say[action] ?? (action === "typing" ? say.typing : say.acting));
  typing.classList.toggle("on", Boolean(action));
  if (words) typing.lastElementChild.textContent = words;
  head.drawStatus(action);
  clearTimeout(act.timer);
  if (action) act.timer = setTimeout(() => act(null), ACTION_MS);
}

function replyKeys(messages) {
  const last = messages.findLast((message) => message.reply_markup?.keyboard || message.reply_markup?.remove_keyboard);
  if (last) composer.setKeys(last.reply_markup);
}

// --- what the server tells

async function enter(person, chatId) {
  const missed = [];
  now.entering = { chatId, missed };
  const messages = await api.messages(chatId).finally(() => {
    now.entering = null;
  });
  Object.assign(now, { person, chatId });
  history.replaceState(null, "", chatId === person.id ? `#${person.id}` : `#${person.id}/${chatId}`);
  act(null);
  head.draw(now);
  composer.enter(chatId);
  thread.show(messages);
  replyKeys(messages);
  drawWelcome();
  missed.forEach((event) => ON[event.type]?.(event));
}

/** Who one is and where: the page's address says, so that a reload changes nothing. */
function choice(state) {
  const [personId, chatId] = location.hash.slice(1).split("/").map(Number);
  const person = state.people.find((one) => one.id === personId) ?? state.people[0];
  return { person, chatId: state.chats.some((one) => one.id === chatId) ? chatId : person.id };
}
addEventListener("hashchange", () => {
  if (!now.state) return;
  const { person, chatId } = choice(now.state);
  quietly(() => enter(person, chatId));
});

/** The event to listen from: the last one seen, unless this is the first look or another run of the server. */
async function load(seen) {
  const state = await api.state();
  const resumes = now.state?.started_at === state.started_at;
  if (!resumes) calls.reset();
  calls.catchUp(await api.calls(calls.last));
  now.state = state;
  const { person, chatId } = choice(state);
  if (resumes && now.chatId === chatId && now.person.id === person.id) {
    head.draw(now);
    thread.sync(await api.messages(chatId));
    drawWelcome();
  } else await enter(person, chatId);
  drawBanner();
  return resumes ? seen : state.last_event;
}

/** For those who listen instead of looking. */
function announce(message) {
  find(".announcer").textContent = `${fullName(message.from ?? message.sender_chat)}: ${summary(message)}`;
}

function received({ message }) {
  const isNew = thread.upsert(message);
  if (!isNew) return;
  drawWelcome();
  if (message.from?.id === now.person.id) return;
  act(null);
  replyKeys([message]);
  if (message.reply_markup?.force_reply) composer.answer(message);
  announce(message);
}

const ON = {
  message: (event) => {
    if (event.chat_id === now.chatId) received(event);
    else if (event.message.from?.is_bot ?? true) head.countUnread(event.chat_id);
  },
  edited: ({ chat_id: chatId, message }) => {
    if (chatId !== now.chatId) return;
    thread.upsert(message);
    if (message.from?.id !== now.person.id) announce(message);
  },
  deleted: (event) => {
    if (event.chat_id !== now.chatId) return;
    thread.remove(event.message_id);
    drawWelcome();
  },
  callback_answer: (event) => {
    taps.answer(event.callback_query_id);
    if (event.chat_id !== now.chatId) return;
    if (event.text) (event.show_alert ? alertBox : toast)(event.text);
    if (event.url && safeAddress(event.url)) window.open(event.url, "_blank", "noopener,noreferrer");
  },
  chat_action: (event) => event.chat_id === now.chatId && act(event.action),
  call: (event) => calls.add(event),
  bot: (event) => {
    now.state.bot.online = event.online;
    head.drawStatus();
    drawBanner();
  },
};

const live = new Live({
  load,
  onEvent: (event) => {
    if (now.entering && event.chat_id === now.entering.chatId) now.entering.missed.push(event);
    else ON[event.type]?.(event);
  },
  onReach: (reachable) => {
    now.reachable = reachable;
    drawBanner();
  },
});
live.start();
