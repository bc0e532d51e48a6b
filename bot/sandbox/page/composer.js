// Where one writes: text, a reply or an edit, the way to files and commands, and the bot's reply keyboard below it.
import { CommandMenu } from "./commands.js";
import { el, icon, iconButton } from "./dom.js";
import { fullName, summary } from "./format.js";
import { InlinePanel } from "./inline.js";
import { openMenu } from "./menu.js";
import { replyRows } from "./keyboard.js";
import { say } from "./strings.js";
import { toast } from "./toasts.js";

export class Composer {
  /**
   * `send(text, replyTo)`, `save(message, text)` and `pick(files, asPhoto)` may fail; then the words stay in the box.
   * `locate()` asks for a place and sends it. `editLast()` takes up the last message one wrote; `inline` is what the inline panel needs.
   */
  constructor(dock, { send, save, pick, locate, loadCommands, editLast, inline }) {
    Object.assign(this, { send, save, locate, editLast });
    this.drafts = new Map();
    this.replyTo = null;
    this.edited = null;
    this.kept = "";
    this.reason = null;
    this.quote = el("div", { class: "replying", hidden: true });
    this.replyKeys = el("div", { class: "reply-keyboard", hidden: true });
    this.closed = el("p", { class: "dock-closed", hidden: true });
    this.input = el("textarea", {
      class: "composer-input",
      rows: 1,
      dir: "auto",
      "aria-label": say.compose,
      placeholder: say.compose,
      enterkeyhint: "send",
      autocomplete: "off",
    });
    this.commands = new CommandMenu(this.input, { load: loadCommands, choose: (command) => this.submit(command) });
    this.inline = new InlinePanel(this.input, { ...inline, done: () => this.write("") });
    this.form = el(
      "form",
      { class: "composer" },
      this.menuButton(),
      this.input,
      this.attachButton(dock, pick),
      this.sendButton(),
    );
    // Until it is known who one is and where, nothing can be sent.
    this.enable(false);
    dock.append(this.commands.list, this.inline.node, this.quote, this.form, this.closed, this.replyKeys);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit(this.input.value);
    });
    this.input.addEventListener("input", () => this.resize());
    this.input.addEventListener("keydown", (event) => this.typed(event));
  }

  enable(enabled) {
    for (const control of [this.input, ...this.form.querySelectorAll("button:not(.send)")]) control.disabled = !enabled;
  }

  menuButton() {
    const menu = iconButton("menu", say.commands, () => this.commands.toggle(), { class: "commands-button" });
    // A press must not take focus from the box, which would close the list before the click could.
    menu.addEventListener("pointerdown", (event) => event.preventDefault());
    return menu;
  }

  attachButton(dock, pick) {
    const chooser = (name, asPhoto) => {
      const accept = asPhoto ? "image/*" : null;
      const input = el("input", { type: "file", class: `${name}-input`, accept, multiple: true, hidden: true });
      input.addEventListener("change", () => {
        pick([...input.files], asPhoto);
        input.value = "";
      });
      dock.append(input);
      return input;
    };
    const photos = chooser("photo", true);
    const files = chooser("file", false);
    const items = [
      { label: say.attachPhoto, icon: "image", choose: () => photos.click() },
      { label: say.attachFile, icon: "file", choose: () => files.click() },
      { label: say.attachPlace, icon: "pin", choose: () => this.locate() },
    ];
    const attach = iconButton("attach", say.attach, () => openMenu(attach, items), {
      class: "attach",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    });
    return attach;
  }

  sendButton() {
    this.button = el(
      "button",
      { type: "submit", class: "icon-button send", "aria-label": say.send, title: say.send, disabled: true },
      icon("send"),
    );
    return this.button;
  }

  typed(event) {
    if (event.isComposing || this.commands.steer(event) || this.inline.steer(event)) return;
    if (event.key === "Escape" && (this.replyTo || this.edited)) this.answer(null);
    else if (event.key === "ArrowUp" && !this.input.value && !event.altKey) {
      if (this.editLast()) event.preventDefault();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit(this.input.value);
    }
  }

  /** A key of the reply keyboard leaves alone what is being written. */
  async submit(text, fromKey = false) {
    if (!text.trim()) return;
    const { replyTo, edited, key } = this;
    const before = this.input.value;
    if (!fromKey) this.write("");
    this.answer(null);
    try {
      if (edited && !fromKey) await this.save(edited, text);
      else await this.send(text, replyTo?.message_id);
      if (this.oneTime && this.key === key) this.setKeys(null);
    } catch {
      this.giveBack(before || text, { key, replyTo, edited, fromKey });
    }
  }

  /** Something went out of this chat: it was the answer; `used` up a keyboard that is there for one time. */
  sent(key, { used = false } = {}) {
    if (this.key !== key) return;
    if (this.replyTo) this.answer(null);
    if (used && this.oneTime) this.setKeys(null);
  }

  /** Words that did not go out come back where they were written, before what has been written there since. */
  giveBack(words, { key, replyTo, edited, fromKey }) {
    const join = (since) => [words, since].filter(Boolean).join("\n");
    if (this.key !== key) {
      if (!fromKey) this.drafts.set(key, edited ? this.drafts.get(key) : join(this.drafts.get(key)));
      return;
    }
    const since = this.input.value;
    if (edited && !fromKey) this.edit(edited);
    else this.answer(replyTo);
    if (!fromKey) this.write(edited ? words : join(since));
  }

  write(text) {
    this.input.value = text;
    this.commands.close();
    this.inline.follow();
    this.resize();
  }

  resize() {
    this.button.disabled = !this.input.value.trim();
    this.input.style.setProperty("height", "auto");
    this.input.style.setProperty("height", `${Math.min(this.input.scrollHeight, innerHeight * 0.3)}px`);
  }

  focus() {
    // A phone's keyboard would cover what has just been opened.
    if (matchMedia("(hover: hover)").matches) this.input.focus({ preventScroll: true });
  }

  // --- what the words are for: a message of their own, an answer, or a better version of what was said

  /** Reply to a message, or to none. */
  answer(message) {
    if (this.edited) this.write(this.kept);
    this.edited = null;
    this.replyTo = message;
    this.about(message, "reply", message ? `${say.replyTo} ${fullName(message.from ?? message.sender_chat)}` : "");
  }

  /** Take up one's own message again; what was being written waits until that is done. */
  edit(message) {
    if (!this.edited) this.kept = this.input.value;
    this.replyTo = null;
    this.edited = message;
    this.about(message, "edit", say.editing);
    this.write(message.text ?? message.caption ?? "");
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  about(message, drawn, words) {
    const label = this.edited ? say.save : say.send;
    for (const name of ["aria-label", "title"]) this.button.setAttribute(name, label);
    this.button.replaceChildren(icon(this.edited ? "check" : "send"));
    this.quote.hidden = !message;
    this.quote.replaceChildren();
    if (!message) return;
    this.quote.append(
      icon(drawn),
      el("span", { class: "quote-words" }, el("b", {}, words), el("span", { dir: "auto" }, summary(message))),
      iconButton("close", say.cancel, () => this.answer(null)),
    );
    this.input.focus();
  }

  // --- the chat one writes in

  /** Each chat keeps what was being written in it, for each person. */
  enter(key) {
    const draft = this.edited ? this.kept : this.input.value;
    if (this.key !== undefined) this.drafts.set(this.key, draft);
    this.answer(null);
    if (this.key === undefined) this.enable(true);
    this.key = key;
    this.setKeys(null);
    this.write(this.drafts.get(key) ?? "");
    this.commands.forget();
    this.focus();
  }

  get isClosed() {
    return this.form.hidden;
  }

  /** Say why nobody may write here, with a way out if there is one; `reason` null opens the box again. */
  close(reason, wayOut = null) {
    if (reason === this.reason) return;
    this.reason = reason;
    const had = document.activeElement === this.input;
    this.form.hidden = Boolean(reason);
    this.closed.hidden = !reason;
    this.closed.replaceChildren(reason ?? "");
    if (wayOut)
      this.closed.append(el("button", { type: "button", class: "quiet", onclick: wayOut.choose }, wayOut.label));
    if (had && reason) this.closed.querySelector("button")?.focus();
  }

  /** A key says its words, or asks for what the person must choose to tell. */
  pressed(key) {
    if (key.request_location) this.locate();
    else if (key.request_contact || key.request_poll || key.request_users || key.request_chat || key.web_app)
      toast(say.keyUnsupported, "failed");
    else this.submit(key.text, true);
  }

  /** The bot's reply keyboard, as its latest message with one says. */
  setKeys(markup) {
    const rows = replyRows(markup?.keyboard ?? [], (key) => this.pressed(key));
    this.oneTime = Boolean(markup?.one_time_keyboard);
    this.replyKeys.hidden = rows.length === 0;
    this.input.placeholder = markup?.input_field_placeholder || say.compose;
    this.replyKeys.replaceChildren(...rows);
  }
}
