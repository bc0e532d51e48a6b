// Trouble on demand: which method's next calls fail, how, and how often; and what is still waiting to happen.
import * as api from "./api.js";
import { quietly } from "./attempt.js";
import { el } from "./dom.js";
import { say } from "./strings.js";

const ANY = "*";
/** In the order in which one is likely to want them. */
const KINDS = ["429", "500", "502", "timeout", "drop", "drop_upload", "lost_answer"];

const labelled = (id, words, input) => {
  input.id = id;
  return el("div", { class: "labelled" }, el("label", { for: id }, words), input);
};

export class Faults {
  constructor() {
    this.turn = 0;
    this.method = el("select", { class: "field" });
    this.kind = el(
      "select",
      { class: "field", onchange: () => this.drawRetry() },
      KINDS.map((kind) => el("option", { value: kind }, say.faultKinds[kind])),
    );
    this.times = el("input", { type: "number", class: "field", min: 1, max: 99, value: 1, required: true });
    this.retry = el("input", { type: "number", class: "field", min: 1, max: 3600, value: 3, required: true });
    this.retryLabel = labelled("fault-retry", say.faultRetry, this.retry);
    this.pending = el("ul", { class: "fault-list" });
    this.none = el("p", { class: "call-empty" }, say.faultsNone);
    this.clear = el("button", { type: "button", class: "quiet", onclick: () => this.removeAll() }, say.faultsClear);
    const form = el(
      "form",
      { class: "leaf-form" },
      el("p", { class: "leaf-lead" }, say.faultsLead),
      labelled("fault-method", say.faultMethod, this.method),
      labelled("fault-kind", say.faultKind, this.kind),
      el("div", { class: "side-by-side" }, labelled("fault-times", say.faultTimes, this.times), this.retryLabel),
      el("button", { type: "submit", class: "solid" }, say.faultAdd),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.add();
    });
    this.node = el(
      "section",
      { class: "faults" },
      form,
      el("header", { class: "leaf-heading" }, el("h2", {}, say.faultsPending), this.clear),
      this.pending,
      this.none,
    );
    this.drawRetry();
  }

  drawRetry() {
    this.retryLabel.hidden = this.kind.value !== "429";
  }

  /** Look again: calls use faults up. Answers may overtake one another: only the newest question's is drawn. */
  async open() {
    const turn = ++this.turn;
    await quietly(async () => {
      const { faults, methods } = await api.faults();
      if (turn !== this.turn) return;
      this.drawMethods(methods);
      this.draw(faults);
    });
  }

  /** Once: they are the stand-in's, and what is chosen stays so. */
  drawMethods(methods) {
    if (this.method.childElementCount) return;
    this.method.append(
      ...[ANY, ...methods].map((name) => el("option", { value: name }, name === ANY ? say.faultAny : name)),
    );
  }

  /** Called with every call: one of those waiting, or just being planned, may have been met. */
  follow() {
    if (this.node.hidden) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), 150);
  }

  draw(faults) {
    this.none.hidden = faults.length > 0;
    this.clear.hidden = faults.length === 0;
    this.pending.replaceChildren(
      ...faults.map((fault) =>
        el(
          "li",
          {},
          el("b", {}, fault.method === ANY ? say.faultAny : fault.method),
          el("span", {}, say.faultKinds[fault.kind] ?? fault.kind),
          el("span", { class: "fault-times" }, `× ${fault.times}`),
        ),
      ),
    );
  }

  add() {
    const fault = { method: this.method.value, kind: this.kind.value, times: this.times.valueAsNumber };
    if (fault.kind === "429") fault.retry_after = this.retry.valueAsNumber;
    quietly(async () => {
      await api.planFault(fault);
      await this.open();
    });
  }

  removeAll() {
    quietly(async () => {
      await api.clearFaults();
      await this.open();
    });
  }
}
