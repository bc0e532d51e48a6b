// Where one is, as the page's address says it: a reload changes nothing, and Back leads from a chat to the list.
import { now, store } from "./now.js";

const LIST = "chats";
/** Narrower than this, the list of chats and the chat take turns. */
const NARROW = matchMedia("(max-width: 719px)");

export class Place {
  /** `open(person, chatId)` is called when the browser itself goes somewhere. */
  constructor(app, open) {
    this.app = app;
    /** Whether the list is one step back. */
    this.stepped = false;
    this.list(NARROW.matches && !location.hash);
    addEventListener("hashchange", () => {
      if (!store.state) return;
      this.stepped = false;
      const { person, chatId } = this.choice();
      open(person, chatId);
      if (this.listing) this.focusList();
    });
  }

  get isReading() {
    return !this.listing || !NARROW.matches;
  }

  list(shown) {
    this.listing = shown;
    this.app.classList.toggle("listing", shown);
  }

  /** Who and what the address names; what it names amiss is the first person and that person's talk with the bot. */
  choice() {
    const [personId, chat] = location.hash.slice(1).split("/");
    const person = store.person(Number(personId)) ?? store.state.people[0];
    if (location.hash) this.list(chat === LIST);
    const chatId = chat === LIST ? now.chatId : Number(chat);
    const known = store.chatsOf(person).some((one) => one.id === chatId);
    return { person, chatId: known ? chatId : person.id };
  }

  show(person, chatId) {
    const address = chatId === person.id ? `#${person.id}` : `#${person.id}/${chatId}`;
    if (location.hash === address && !this.listing) return;
    // Only from the list to a chat is a step that Back should undo.
    if (this.listing && NARROW.matches) {
      history.replaceState(null, "", `#${person.id}/${LIST}`);
      history.pushState(null, "", address);
      this.stepped = true;
    } else history.replaceState(null, "", address);
    this.list(false);
  }

  toList() {
    if (this.stepped) {
      history.back();
      return;
    }
    history.replaceState(null, "", `#${now.person.id}/${LIST}`);
    this.list(true);
    this.focusList();
  }

  focusList() {
    this.app.querySelector(".chat-row[aria-current=true]")?.focus();
  }
}
