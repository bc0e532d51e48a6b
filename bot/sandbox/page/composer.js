// Where one writes: text, a reply, the way to files and commands, and the bot's own reply keyboard above it.
import { CommandMenu } from "./commands.js";
import { el, icon, iconButton } from "./dom.js";
import { fullName, summary } from "./format.js";
import { openMenu } from "./menu.js";
import { say } from "./strings.js";

export class Composer {
  /** `send(text, replyTo)` and `pick(files, asPhoto)` may fail; then the words stay in the box. */
  constructor(dock, { send, pick, loadCommands }) {
    this.send = send;
    this.drafts = new Map();
    this.replyTo = null;
    this.quote = el("div", { class: "replying", hidden: true });
    this.replyKeys = el("div", { class: "reply-keyboard", hidden: true });
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
    const photos = el("input", { type: "file", class: "photo-input", accept: "image/*", multiple: true, hidden: true });
    const files = el("input", { type: "file", class: "file-input", multiple: true, hidden: true });
    for (const [input, asPhoto] of [
      [photos, true],
      [files, false],
    ]) {
      input.addEventListener("change", () => {
        pick([...input.files], asPhoto);
        input.value = "";
      });
    }
    const attach = iconButton(
      "attach",
      say.attach,
      () =>
        openMenu(attach, [
          { label: say.attachPhoto, icon: "image", choose: () => photos.click() },
          { label: say.attachFile, icon: "file", choose: () => files.click() },
        ]),
      { "aria-haspopup": "menu", "aria-expanded": "false" },
    );
    const menu = iconButton("menu", say.commands, () => this.commands.toggle(), { class: "commands-button" });
    // A press must not take focus from the box, which would close the list before the click could.
    menu.addEventListener("pointerdown", (event) => event.preventDefault());
    this.button = el(
      "button",
      { type: "submit", class: "icon-button send", "aria-label": say.send, title: say.send, disabled: true },
      icon("send"),
    );
    this.form = el("form", { class: "composer" }, menu, this.input, attach, this.button);
    dock.append(this.commands.list, this.quote, this.form, this.replyKeys, photos, files);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit(this.input.value);
    });
    this.input.addEventListener("input", () => this.resize());
    this.input.addEventListener("keydown", (event) => this.typed(event));
  }

  typed(event) {
    if (event.isComposing || this.commands.steer(event)) return;
    if (event.key === "Escape" && this.replyTo) this.answer(null);
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.submit(this.input.value);
  }

  /** A key of the reply keyboard leaves alone what is being written. */
  async submit(text, fromKey = false) {
    if (!text.trim()) return;
    const before = this.input.value;
    const replyTo = this.replyTo;
    if (!fromKey) this.write("");
    this.answer(null);
    try {
      await this.send(text, replyTo?.message_id);
      if (this.oneTime) this.setKeys(null);
    } catch {
      if (!fromKey) this.write(before || text);
      this.answer(replyTo);
    }
  }

  write(text) {
    this.input.value = text;
    this.commands.close();
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

  /** Reply to a message, or to none. */
  answer(message) {
    this.replyTo = message;
    this.quote.hidden = !message;
    this.quote.replaceChildren();
    if (!message) return;
    this.quote.append(
      icon("reply"),
      el(
        "span",
        { class: "quote-words" },
        el("b", {}, `${say.replyTo} ${fullName(message.from)}`),
        el("span", { dir: "auto" }, summary(message)),
      ),
      iconButton("close", say.cancel, () => this.answer(null)),
    );
    this.input.focus();
  }

  /** Each chat keeps what was being written in it. */
  enter(chatId) {
    if (this.chatId !== undefined) this.drafts.set(this.chatId, this.input.value);
    this.chatId = chatId;
    this.answer(null);
    this.setKeys(null);
    this.write(this.drafts.get(chatId) ?? "");
    this.commands.forget();
    this.focus();
  }

  /** The bot's reply keyboard, as its latest message with one says. */
  setKeys(markup) {
    const rows = markup?.keyboard ?? [];
    this.oneTime = Boolean(markup?.one_time_keyboard);
    this.replyKeys.hidden = rows.length === 0;
    this.input.placeholder = markup?.input_field_placeholder || say.compose;
    this.replyKeys.replaceChildren(
      ...rows.map((row) =>
        el(
          "div",
          { class: "key-row", style: { "--count": row.length } },
          row.map((key) => {
            const text = typeof key === "string" ? key : key.text;
            return el(
              "button",
              {
                type: "button",
                class: "key",
                dataset: key.style ? { style: key.style } : {},
                onclick: () => this.submit(text, true),
              },
              el("span", { class: "key-label" }, text),
            );
          }),
        ),
      ),
    );
  }
}
