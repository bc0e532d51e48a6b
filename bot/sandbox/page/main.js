// Puts the page together: who one is, which chat is open, and what the parts need of one another.
import * as api from "./api.js";
import { itemsFor, copy, insideOf, mayEdit, react, saveEdit, sendText } from "./actions.js";
import { Asking } from "./asking.js";
import { attempt, quietly } from "./attempt.js";
import { acceptDrops } from "./attachments.js";
import { Calls } from "./calls.js";
import { ChatList } from "./chats.js";
import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { Doing } from "./doing.js";
import { el } from "./dom.js";
import { Drawer } from "./drawer.js";
import { Faults } from "./faults.js";
import { pickFiles, sendPlace } from "./giving.js";
import { Head } from "./head.js";
import { hearing } from "./hearing.js";
import { Taps } from "./keyboard.js";
import { Live } from "./live.js";
import { makerItems } from "./makers.js";
import { openMenu } from "./menu.js";
import { botIsOut, here, isPrivate, now, store } from "./now.js";
import { Place } from "./place.js";
import { language, say } from "./strings.js";
import { applyTheme } from "./theme.js";
import { Thread } from "./thread.js";
import { toast } from "./toasts.js";
import { openViewer } from "./viewer.js";
import { welcome } from "./welcome.js";

const find = (selector) => document.querySelector(selector);

document.documentElement.lang = language;
find(".notice").textContent = say.notice;
applyTheme();

// --- what a person does

const asking = new Asking();
const pick = (files, asPhoto) => pickFiles(composer, files, asPhoto);
const locate = () => sendPlace(composer);

/** Go to the bot and start it, as a link with a parameter does. */
async function begin(parameter) {
  enter(now.person, now.person.id);
  await quietly(() => sendText(`/start ${parameter}`.trim()));
}

function askInline(query) {
  composer.write(`@${store.bot.username} ${query}`);
  composer.focus();
}

const taps = new Taps(() => toast(say.botSilent, "failed"));
const chat = {
  me: () => now.person?.id,
  crowded: () => here().type.endsWith("group"),
  view: (id) =>
    openViewer(
      store.all(now.chatId).filter((message) => message.photo?.length),
      id,
    ),
  jump: (id) => thread.jump(id),
  command: (words) => quietly(() => sendText(words)),
  tap: (row, line, column) =>
    quietly(() => taps.press(row.keys, line, column, () => api.tap(now.chatId, now.person.id, row.id, line, column))),
  copy: (text) => quietly(() => copy(text)),
  inline: askInline,
  inlineElsewhere: (query) => {
    const chats = store.chatsOf(now.person).filter((one) => one.id !== now.chatId && one.type !== "channel");
    const items = [here(), ...chats].map((one) => ({
      label: isPrivate(one) ? store.bot.first_name : one.title,
      choose: () => {
        enter(now.person, one.id);
        askInline(query);
      },
    }));
    openMenu(find(".composer"), items);
  },
  toast,
  react,
  openMenu: (row, anchor, point) => openMenu(anchor, itemsFor(row, composer), point),
};

// --- the parts of the page

/** Look again for who and what there is. The open chat may be gone: left, or gone on as another one. */
const reload = async () => {
  if (!now.person) return; // the first look is still on its way
  try {
    await store.refresh();
  } catch {
    return; // nobody is there; who listens for events notices, and looks again
  }
  const person = store.person(now.person.id) ?? store.state.people[0];
  const chats = store.chatsOf(person).map((one) => one.id);
  const heir = store.last(now.chatId)?.migrate_to_chat_id;
  if (person.id === now.person.id && chats.includes(now.chatId)) drawAround();
  else enter(person, chats.includes(heir) ? heir : person.id);
};
const doing = new Doing((chatId) => {
  list.draw();
  if (chatId === now.chatId) drawDoing();
});
const calls = new Calls();
const faults = new Faults();
const clock = new Clock();
const drawer = new Drawer(find(".drawer"), find(".app"), [
  { name: "calls", label: say.callsTab, node: calls.node },
  { name: "faults", label: say.faultsTab, node: faults.node, onopen: () => faults.open() },
  { name: "clock", label: say.worldTab, node: clock.node, onopen: () => clock.open() },
]);
const place = new Place(find(".app"), (person, chatId) => open(person, chatId));
const thread = new Thread({ area: find(".thread-area"), chat });
const head = new Head(find(".top"), { toggle: drawer.toggle, back: () => place.toList(), reload });
const composer = new Composer(find(".dock"), {
  send: sendText,
  save: saveEdit,
  pick,
  locate,
  loadCommands: () => api.commands(now.chatId, now.person),
  editLast: () => {
    const last = store.all(now.chatId).findLast(mayEdit);
    if (last) composer.edit(last);
    return Boolean(last);
  },
  inline: {
    username: () => store.state?.bot.username,
    ask: (query, offset) => asking.ask(query, offset),
    choose: (queryId, resultId) => attempt(() => api.chooseInline(queryId, resultId)),
    begin,
  },
});
const list = new ChatList(find(".chats"), {
  choose: (person, chatId) => enter(person, chatId),
  become: (person) =>
    enter(person, store.chatsOf(person).some((one) => one.id === now.chatId) ? now.chatId : person.id),
  reload,
  makers: makerItems({ reload, enter }),
  doing: (chatId) => doing.words(chatId),
  draft: (chatId) => composer.drafts.get(`${now.person.id}/${chatId}`) ?? "",
});
const typing = el("div", { class: "typing", "aria-hidden": "true" }, el("i"), el("i"), el("i"), el("span"));
find(".thread-area").append(typing);
acceptDrops(find(".chat"), pick);

function drawWelcome() {
  find(".welcome")?.remove();
  if (!thread.isEmpty) return;
  find(".thread-area").append(welcome(here().type, (text) => quietly(() => sendText(text))));
}

function drawBanner() {
  const banner = find(".banner");
  const away = !now.reachable ? say.serverAway : store.state && !store.bot.online ? say.botAway : "";
  banner.hidden = !away;
  banner.textContent = away;
  banner.classList.toggle("severe", !now.reachable);
}

function drawDoing() {
  const words = doing.words(now.chatId);
  typing.classList.toggle("on", Boolean(words));
  if (words) typing.lastElementChild.textContent = words;
  drawHead();
}

function drawHead() {
  const others = store.chatsOf(now.person).filter((one) => one.id !== now.chatId);
  const elsewhere = others.reduce((sum, one) => sum + store.unread(now.person, one.id), 0);
  head.draw({ doing: doing.words(now.chatId), elsewhere });
}

/** Why one may not write here, if one may not. */
function drawDock() {
  const open = here();
  if (open.type === "channel" && now.person.role !== "owner") composer.close(say.onlyOwnerWrites);
  else if (isPrivate(open) && botIsOut(open)) {
    const unblock = async () => {
      await api.block(open.id, false);
      await reload();
    };
    composer.close(say.youBlocked, { label: say.unblock, choose: () => quietly(unblock) });
  } else composer.close(null);
}

/** Everything about the open chat but its messages. */
function drawAround() {
  if (!now.person) return;
  list.draw();
  drawDoing();
  drawDock();
  drawBanner();
}

/** What one looks at is read. */
function markRead() {
  if (!now.person || document.hidden || !place.isReading) return;
  store.markRead(now.person, now.chatId);
  list.draw();
}

function replyKeys(messages) {
  const last = messages.findLast((message) => message.reply_markup?.keyboard || message.reply_markup?.remove_keyboard);
  if (last) composer.setKeys(last.reply_markup);
}

// --- going from chat to chat

function enter(person, chatId) {
  place.show(person, chatId);
  open(person, chatId);
}

function open(person, chatId) {
  const firstUnread = store.firstUnread(person, chatId);
  Object.assign(now, { person, chatId });
  const messages = store.all(chatId);
  composer.enter(`${person.id}/${chatId}`);
  thread.show(messages, firstUnread);
  replyKeys(messages);
  drawWelcome();
  drawAround();
  markRead();
}

addEventListener("visibilitychange", markRead);
addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key) || find("dialog[open]")) return;
  event.preventDefault();
  list.step(event.key === "ArrowDown" ? 1 : -1);
});
find(".feed").addEventListener("click", (event) => {
  const inside = insideOf(event.target.closest("a")?.href ?? "");
  if (!inside) return;
  event.preventDefault();
  if (inside.chat) {
    enter(now.person, inside.chat.id);
    if (inside.post) thread.jump(inside.post);
  } else begin(inside.start);
});

/** The event to listen from: the last one seen, unless this is the first look or another run of the server. */
async function load(seen) {
  const before = { person: now.person?.id, chatId: now.chatId };
  const resumes = await store.load();
  if (!resumes) calls.reset();
  calls.catchUp(await api.calls(calls.last));
  const { person, chatId } = place.choice();
  if (resumes && before.chatId === chatId && before.person === person.id) {
    now.person = person;
    thread.sync(store.all(chatId));
    drawWelcome();
    drawAround();
    markRead();
  } else open(person, chatId);
  return resumes ? seen : store.state.last_event;
}

const onEvent = hearing({
  thread,
  composer,
  calls,
  faults,
  doing,
  taps,
  asking,
  reload,
  drawWelcome,
  drawAround,
  markRead,
  replyKeys,
  draw: () => list.draw(),
  begin,
});
new Live({
  load,
  onEvent,
  onReach: (reachable) => {
    now.reachable = reachable;
    drawBanner();
  },
}).start();
