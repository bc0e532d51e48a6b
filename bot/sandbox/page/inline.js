// The inline panel: "@bot words" in any chat asks the bot, and what it offers stands above the box to choose from.
import { el } from "./dom.js";
import { caughtWords, resultOption } from "./results.js";
import { say } from "./strings.js";

const PAUSE_MS = 250;
const NEAR_END_PX = 240;

export class InlinePanel {
  /**
   * `username()` of the bot; `ask(query, offset)` → `{inline_query_id, results, next_offset, button, from_cache}`;
   * `choose(inlineQueryId, resultId)`; `begin(parameter)` starts the bot in private; `done()` empties the box.
   */
  constructor(input, { username, ask, choose, begin, done }) {
    Object.assign(this, { input, username, ask, choose, begin, done });
    this.list = el("ul", {
      class: "inline-list",
      id: "inline-list",
      role: "listbox",
      tabindex: 0,
      "aria-label": say.inlineAsking,
      onkeydown: (event) => this.steer(event),
      onfocus: () => {
        this.walking = true;
      },
    });
    this.status = el("p", { class: "inline-status", role: "status" });
    this.button = el("button", { type: "button", class: "inline-button", hidden: true });
    this.node = el("section", { class: "inline-panel", hidden: true }, this.button, this.list, this.status);
    this.list.addEventListener("scroll", () => this.scrolled(), { passive: true });
    input.addEventListener("input", () => this.follow());
    this.forget();
  }

  get isOpen() {
    return !this.node.hidden;
  }

  forget() {
    this.pages = [];
    this.asked = null;
    this.at = 0;
    this.walking = false;
    this.turn = (this.turn ?? 0) + 1;
  }

  /** What is being asked, or null when the box holds something else. */
  get query() {
    return caughtWords(this.input.value, this.username());
  }

  follow() {
    const { query } = this;
    clearTimeout(this.timer);
    if (query === null) {
      this.close();
      return;
    }
    if (query === this.asked && this.isOpen) return;
    this.timer = setTimeout(() => this.search(query), PAUSE_MS);
  }

  close() {
    clearTimeout(this.timer);
    if (!this.isOpen) return;
    this.node.hidden = true;
    this.list.replaceChildren();
    this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-controls", "command-list");
    this.forget();
  }

  async search(query) {
    this.forget();
    this.asked = query;
    this.node.hidden = false;
    this.node.setAttribute("aria-busy", "true");
    this.input.setAttribute("aria-controls", "inline-list");
    this.list.setAttribute("aria-label", say.inlineResults(this.username()));
    this.status.textContent = say.inlineAsking;
    await this.page(query, "");
  }

  /** One page of results, the first of which replaces what was there. A newer question makes an older answer void. */
  async page(query, offset) {
    const { turn } = this;
    this.loading = true;
    try {
      const answer = await this.ask(query, offset);
      if (this.turn !== turn || this.query !== query) return;
      if (!offset) this.list.replaceChildren();
      this.pages.push(answer);
      this.show(answer, !offset);
    } catch (error) {
      // What could not be had once is not asked for again by scrolling.
      if (this.turn === turn) Object.assign(this.pages.at(-1) ?? {}, { next_offset: "" });
      if (this.turn === turn) this.status.textContent = error.message;
    }
    if (this.turn !== turn) return;
    this.loading = false;
    this.node.removeAttribute("aria-busy");
    this.scrolled(); // a short page leaves room for the next one
  }

  show(answer, isFirst) {
    const before = this.list.childElementCount;
    this.list.append(
      ...answer.results.map((result, index) =>
        resultOption(result, before + index, () => this.take(answer.inline_query_id, result.id)),
      ),
    );
    const pictures = [...this.list.children].filter((node) => node.classList.contains("result-picture")).length;
    this.list.classList.toggle("grid", pictures * 2 > this.list.childElementCount);
    const count = this.list.childElementCount;
    this.status.textContent = count
      ? [say.inlineCount(count, Boolean(answer.next_offset)), answer.from_cache && say.inlineCached]
          .filter(Boolean)
          .join(" · ")
      : say.inlineNothing;
    if (!isFirst) return;
    this.list.scrollTop = 0;
    this.drawButton(answer.button);
    this.select(0);
  }

  drawButton(button) {
    this.button.hidden = !button;
    this.button.textContent = button?.text ?? "";
    this.button.onclick = () => {
      this.done();
      this.begin(button.start_parameter ?? "");
    };
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    const next = this.pages.at(-1)?.next_offset;
    if (next && !this.loading && scrollHeight - scrollTop - clientHeight < NEAR_END_PX) this.page(this.asked, next);
  }

  /** Once: a second press comes too late, and what has been written meanwhile stays. */
  async take(inlineQueryId, resultId) {
    if (this.taken) return;
    this.taken = true;
    const { turn } = this;
    try {
      await this.choose(inlineQueryId, resultId);
      if (this.turn === turn) this.done();
    } catch {
      // The person has been told, and may choose again.
    } finally {
      this.taken = false;
    }
  }

  // --- keys: focus may stay in the box while the choice walks

  select(index) {
    const options = [...this.list.children];
    if (!options.length) {
      for (const node of [this.input, this.list]) node.removeAttribute("aria-activedescendant");
      return;
    }
    this.at = Math.max(0, Math.min(options.length - 1, index));
    for (const [place, option] of options.entries()) option.setAttribute("aria-selected", String(place === this.at));
    options[this.at].scrollIntoView({ block: "nearest" });
    for (const node of [this.input, this.list]) node.setAttribute("aria-activedescendant", options[this.at].id);
  }

  /** How many stand in one row. */
  get columns() {
    const options = [...this.list.children];
    const [first] = options;
    const below = options.findIndex((option) => option.offsetTop > first.offsetTop);
    return below < 0 ? options.length : below;
  }

  /** Give the panel first say about a key; true when it took it. Left and right move in the text until one walks. */
  steer(event) {
    if (!this.isOpen || event.altKey) return false;
    const some = this.list.childElementCount > 0;
    const { at } = this;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && !event.shiftKey && some) this.list.children[at].click();
    else if (event.key === "ArrowDown" && some) {
      this.select(this.walking ? at + this.columns : at);
      this.walking = true;
    } else if (event.key === "ArrowUp" && some && this.walking) {
      if (at < this.columns) this.walking = false;
      else this.select(at - this.columns);
    } else if (event.key === "ArrowRight" && this.walking) this.select(at + 1);
    else if (event.key === "ArrowLeft" && this.walking) this.select(at - 1);
    else return false;
    event.preventDefault();
    return true;
  }
}
