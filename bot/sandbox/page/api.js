// The control side of the stand-in, as functions; the page knows no other address.

/** The server answered, but refused: its sentence is the message. */
export class Refused extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

async function ask(path, options) {
  const response = await fetch(`/control/${path}`, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error ?? `HTTP ${response.status}`, response.status);
  return body;
}

const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const state = () => ask("state");
export const messages = async (chatId) => (await ask(`chats/${chatId}/messages`)).messages;
export const calls = async (since) => (await ask(`calls?since=${since}`)).calls;

// --- what a person does

/** As the person sees them in the chat. */
export async function commands(chatId, person) {
  const language = encodeURIComponent(person.language_code ?? "");
  const path = `commands?chat_id=${chatId}&person_id=${person.id}&language_code=${language}`;
  return (await ask(path)).commands;
}

export const sayText = (chatId, personId, text, replyTo) =>
  post(`chats/${chatId}/say`, { person_id: personId, text, ...(replyTo ? { reply_to: replyTo } : {}) });

/** Send files as one message, or as an album when there are several. `kind` is "photo" or "document". */
export function sendFiles(chatId, personId, kind, files, caption, replyTo) {
  const form = new FormData();
  form.set("person_id", personId);
  form.set("kind", kind);
  if (caption) form.set("caption", caption);
  if (replyTo) form.set("reply_to", replyTo);
  for (const file of files) form.append("file", file, file.name || "picture.png");
  return ask(`chats/${chatId}/send`, { method: "POST", body: form });
}

/** `kind` is "location" or "venue", which has a title and an address beside its degrees. */
export const sendPlace = (chatId, personId, kind, place, replyTo) =>
  post(`chats/${chatId}/send`, { person_id: personId, kind, ...place, ...(replyTo ? { reply_to: replyTo } : {}) });

/** `field` is "text" or "caption". */
export const edit = (chatId, personId, messageId, field, words) =>
  post(`chats/${chatId}/edit`, { person_id: personId, message_id: messageId, [field]: words });

export const tap = (chatId, personId, messageId, row, column) =>
  post(`chats/${chatId}/tap`, { person_id: personId, message_id: messageId, row, column });

export const forward = (chatId, personId, fromChatId, messageId, origin) =>
  post(`chats/${chatId}/forward`, {
    person_id: personId,
    from_chat_id: fromChatId,
    message_id: messageId,
    ...(origin ? { origin } : {}),
  });

/** `emoji` null takes the reaction back. */
export const react = (chatId, personId, messageId, emoji) =>
  post(`chats/${chatId}/react`, { person_id: personId, message_id: messageId, emoji });

/** `person`: first_name, language_code, role. */
export const addPerson = (person) => post("people", person);
/** `chat`: type, title, members, bot. */
export const addChat = (chat) => post("chats", chat);
export const moveMember = (chatId, personId, joined) =>
  post(`chats/${chatId}/members`, { person_id: personId, joined });

export const remove = (chatId, messageId) => post(`chats/${chatId}/delete`, { message_id: messageId });
export const block = (chatId, blocked) => post(`chats/${chatId}/block`, { blocked });
export const botIn = (chatId, standing) => post(`chats/${chatId}/members`, { bot: standing });
export const upgrade = (chatId) => post(`chats/${chatId}/upgrade`, {});

// --- inline mode

export const inline = (chatId, personId, query, offset) =>
  post("inline", { chat_id: chatId, person_id: personId, query, offset });
export const chooseInline = (inlineQueryId, resultId) =>
  post(`inline/${inlineQueryId}/choose`, { result_id: resultId });

// --- steering the stand-in

export const faults = () => ask("faults");
export const planFault = (fault) => post("faults", fault);
export const clearFaults = () => ask("faults", { method: "DELETE" });
export const clock = () => ask("clock");
export const moveClock = (seconds) => post("clock", { forward_s: seconds });
export const settings = () => ask("settings");
export const changeSettings = (changes) => post("settings", changes);

export const fileUrl = (file) => `/control/files/${encodeURIComponent(file.file_unique_id)}`;
export const eventsUrl = (since) => `/control/events?since=${since}`;
