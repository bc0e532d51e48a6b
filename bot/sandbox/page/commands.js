// The list of the bot's commands, opened by "/" or by the menu button; arrows choose while one goes on typing.
import { el } from "./dom.js";
import { say } from "./strings.js";

export class CommandMenu {
  constructor(input, { load, choose }) {
    this.input = input;
    this.load = load;
    this.choose = choose;
    this.known = null;
    this.turn = 0;
    this.list = el("ul", {
      class: "command-list",
      role: "listbox",
      id: "command-list",
      "aria-label": say.commands,
      hidden: true,
    });
    const roles = { "aria-controls": "command-list", "aria-autocomplete": "list", "aria-haspopup": "listbox" };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    input.addEventListener("input", () => this.follow());
    input.addEventListener("blur", () => this.close());
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /** The menu may differ by chat and language: ask again next time. */
  forget() {
    this.known = null;
    this.close();
  }

  async follow() {
    const typed = /^\/(\w*)$/.exec(this.input.value);
    if (typed) await this.open(typed[1].toLowerCase());
    else this.close();
  }

  async toggle() {
    if (this.isOpen) {
      this.close();
      return;
    }
    this.input.focus();
    await this.open("");
  }

  async open(prefix) {
    // Asked every time it is opened afresh: a bot may set its commands while one looks.
    if (!this.isOpen || !this.known) {
      const turn = ++this.turn;
      const known = await this.load().catch(() => []);
      if (turn !== this.turn) return; // closed meanwhile, or asked again with other words
      this.known = known;
    }
    const fitting = this.known.filter(({ command }) => command.startsWith(prefix));
    this.list.replaceChildren(
      ...fitting.map(({ command, description }, index) =>
        el(
          "li",
          {
            role: "option",
            id: `command-${index}`,
            "aria-selected": "false",
            dataset: { command },
            onpointerdown: (event) => event.preventDefault(),
            onclick: () => this.take(command),
          },
          el("b", {}, `/${command}`),
          el("span", {}, description),
        ),
      ),
    );
    this.list.hidden = fitting.length === 0;
    this.select(0);
  }

  close() {
    this.turn += 1;
    this.list.hidden = true;
    this.input.removeAttribute("aria-activedescendant");
  }

  take(command) {
    this.close();
    this.choose(`/${command}`);
  }

  select(index) {
    const options = [...this.list.children];
    if (!options.length) return;
    this.at = (index + options.length) % options.length;
    for (const [place, option] of options.entries()) option.setAttribute("aria-selected", String(place === this.at));
    options[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[this.at].id);
  }

  /** Give the list first say about a key; true when it took it. */
  steer(event) {
    if (!this.isOpen) return false;
    if (event.key === "ArrowDown") this.select(this.at + 1);
    else if (event.key === "ArrowUp") this.select(this.at - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && !event.shiftKey) this.take(this.list.children[this.at].dataset.command);
    else if (event.key === "Tab") {
      this.input.value = `/${this.list.children[this.at].dataset.command} `;
      this.close();
    } else return false;
    event.preventDefault();
    return true;
  }
}
