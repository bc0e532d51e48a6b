// What goes out beside words, in the chat where it was begun: files, and a place on the map.
import * as api from "./api.js";
import { previewFiles } from "./attachments.js";
import { now } from "./now.js";
import { chooseWhereabouts } from "./whereabouts.js";

/** Where one is now, and what one answers; whatever is opened meanwhile changes nothing about it. */
const begun = (composer) => ({
  chatId: now.chatId,
  personId: now.person.id,
  key: composer.key,
  replyTo: composer.replyTo?.message_id,
});

export function pickFiles(composer, files, asPhoto) {
  if (composer.isClosed) return;
  const { chatId, personId, key, replyTo } = begun(composer);
  previewFiles(files, asPhoto, async (kind, chosen, caption) => {
    await api.sendFiles(chatId, personId, kind, chosen, caption, replyTo);
    composer.sent(key);
  });
}

export function sendPlace(composer) {
  if (composer.isClosed) return;
  const { chatId, personId, key, replyTo } = begun(composer);
  chooseWhereabouts(async (kind, place) => {
    await api.sendPlace(chatId, personId, kind, place, replyTo);
    composer.sent(key, { used: true });
  });
}
