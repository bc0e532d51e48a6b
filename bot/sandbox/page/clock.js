// The stand-in's own time, which can be moved forward, and the rules that can be switched.
import * as api from "./api.js";
import { attempt, quietly } from "./attempt.js";
import { el } from "./dom.js";
import { duration, fullTime } from "./format.js";
import { say } from "./strings.js";

const TICK_MS = 1000;

export class Clock {
  constructor() {
    this.ahead = 0;
    this.turn = 0;
    this.time = el("time", { class: "clock-time" });
    this.words = el("p", { class: "clock-words" });
    this.seconds = el("input", {
      type: "number",
      class: "field",
      min: 1,
      max: 31_536_000,
      value: 300,
      required: true,
      "aria-label": say.clockSeconds,
    });
    const exact = el(
      "form",
      { class: "clock-exact" },
      this.seconds,
      el("button", { type: "submit", class: "solid" }, say.clockMove),
    );
    exact.addEventListener("submit", (event) => {
      event.preventDefault();
      this.move(this.seconds.valueAsNumber);
    });
    this.rules = el("div", { class: "rules" });
    this.node = el(
      "section",
      { class: "clock" },
      el("div", { class: "clock-face" }, el("h2", {}, say.clockNow), this.time, this.words),
      el(
        "div",
        { class: "leaf-form" },
        el("h2", {}, say.clockForward),
        el(
          "div",
          { class: "chips" },
          Object.entries(say.clockSteps).map(([step, label]) =>
            el("button", { type: "button", class: "chip", onclick: () => this.move(Number(step)) }, label),
          ),
        ),
        exact,
      ),
      el("header", { class: "leaf-heading" }, el("h2", {}, say.settingsTitle)),
      this.rules,
    );
    setInterval(() => this.tick(), TICK_MS);
  }

  async open() {
    await this.newest(async (isNewest) => {
      const [clock, settings] = await Promise.all([api.clock(), api.settings()]);
      if (!isNewest()) return;
      this.set(clock);
      this.drawRules(settings);
    });
  }

  /** Answers may overtake one another: what the newest question brings is drawn. */
  newest(action) {
    const turn = ++this.turn;
    return quietly(() => action(() => turn === this.turn));
  }

  set({ ahead_s: ahead }) {
    this.ahead = ahead;
    this.words.textContent = ahead >= 1 ? say.clockAhead(duration(ahead)) : say.clockTrue;
    this.tick();
  }

  tick() {
    if (this.node.hidden) return;
    const now = Date.now() / 1000 + this.ahead;
    this.time.dateTime = new Date(now * 1000).toISOString();
    this.time.textContent = fullTime(now);
  }

  move(seconds) {
    this.newest(async (isNewest) => {
      const clock = await api.moveClock(seconds);
      if (isNewest()) this.set(clock);
    });
  }

  drawRules(settings) {
    const known = Object.keys(say.settings).filter((name) => typeof settings[name] === "boolean");
    this.rules.replaceChildren(
      ...known.map((name) => {
        const input = el("input", { type: "checkbox", role: "switch", checked: settings[name] });
        input.addEventListener("change", async () => {
          this.turn += 1; // a look from before must not put the switch back
          try {
            await attempt(() => api.changeSettings({ [name]: input.checked }));
          } catch {
            input.checked = !input.checked;
          }
        });
        return el("label", { class: "rule" }, el("span", {}, say.settings[name]), input);
      }),
    );
  }
}
