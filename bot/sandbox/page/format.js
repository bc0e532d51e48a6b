// Times, sizes and names as a person reads them.
import { language, say } from "./strings.js";

const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const full = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "medium" });
const dayAndMonth = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });
const shortDate = new Intl.DateTimeFormat(language, { day: "2-digit", month: "2-digit" });
const dayAndYear = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" });

/** Seconds since 1970, as the Bot API counts, to "14:05". */
export const time = (seconds) => clock.format(seconds * 1000);
export const fullTime = (seconds) => full.format(seconds * 1000);

export function day(seconds) {
  const then = new Date(seconds * 1000);
  const now = new Date();
  if (then.toDateString() === now.toDateString()) return say.today;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (then.toDateString() === yesterday.toDateString()) return say.yesterday;
  return (then.getFullYear() === now.getFullYear() ? dayAndMonth : dayAndYear).format(then);
}

/** The same, short: the hour for today, the date for what is older. */
export function when(seconds) {
  const then = new Date(seconds * 1000);
  return then.toDateString() === new Date().toDateString() ? time(seconds) : shortDate.format(then);
}

export function size(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const power = Math.min(say.bytes.length - 1, Math.max(0, Math.floor(Math.log(bytes || 1) / Math.log(1024))));
  const amount = bytes / 1024 ** power;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: amount < 10 && power ? 1 : 0 }).format(amount)} ${say.bytes[power]}`;
}

/** Seconds as "2 d 3 h", in the two largest units. */
export function duration(seconds) {
  let left = Math.round(seconds);
  const parts = [];
  for (const [unit, length] of say.units) {
    if (left >= length && parts.length < 2) parts.push(`${Math.floor(left / length)} ${unit}`);
    left %= length;
  }
  return parts.join(" ");
}

export const fullName = (who) =>
  [who?.first_name, who?.last_name].filter(Boolean).join(" ") || who?.title || who?.username || "";

/** A steady colour for a person, so that a face without a picture is still told apart. Degrees on the colour wheel. */
export const hue = (id) => (Math.abs(Number(id)) * 67 + 210) % 360;

/** One line that stands for a message in quotes, announcements and menus. */
export function summary(message) {
  const words = (message.text ?? message.caption ?? "").replace(/\s+/g, " ").trim();
  if (words) return words;
  if (message.photo) return say.photo;
  if (message.sticker) return `${message.sticker.emoji ?? ""} ${say.sticker}`.trim();
  if (message.voice) return say.voice;
  if (message.video || message.animation) return say.video;
  if (message.venue) return message.venue.title;
  if (message.location) return say.location;
  if (message.document) return message.document.file_name ?? say.file;
  return say.unsupported;
}

/** What happened to the chat itself, in words; null for a message that somebody wrote. */
export function serviceLine(message) {
  if (message.pinned_message) return say.pinned(summary(message.pinned_message));
  if (message.new_chat_members) return say.joined(message.new_chat_members.map(fullName).join(", "));
  if (message.left_chat_member) return say.left(fullName(message.left_chat_member));
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return say.upgraded;
  if (message.group_chat_created || message.supergroup_chat_created || message.channel_chat_created) return say.created;
  return null;
}
