// Where one is, or pretends to be: a point chosen on the sketch of the city, or one of its known places.
import { FARTHEST, beside, inDegrees, pinned } from "./city.js";
import { el, icon } from "./dom.js";
import { formDialog, labelled, show } from "./forms.js";
import { say } from "./strings.js";

/** Kilometres across the map of the dialog; a step with an arrow key is a twentieth of it. */
const WIDE_KM = 9;
const HIGH_KM = 5;
/** In the order of `say.sights`. */
const SIGHTS = [
  [55.7539, 37.6208],
  [55.7512, 37.6287],
  [55.7601, 37.6186],
  [55.7298, 37.6009],
  [55.7494, 37.5385],
  [55.7031, 37.5303],
  [55.8298, 37.6332],
  [55.6674, 37.6708],
];

/** `send(kind, place)` sends "location" or "venue"; the dialog stays open when that fails. */
export function chooseWhereabouts(send) {
  if (document.querySelector("dialog[open]")) return;
  let place = { latitude: SIGHTS[0][0], longitude: SIGHTS[0][1] };
  const map = el("div", { class: "map", tabindex: 0, role: "group", "aria-label": say.mapHelp });
  const degrees = (name) =>
    el("input", {
      type: "number",
      class: "field",
      step: "any",
      required: true,
      min: -FARTHEST[name],
      max: FARTHEST[name],
    });
  const fields = { latitude: degrees("latitude"), longitude: degrees("longitude") };
  const list = el(
    "ul",
    { class: "choice-list" },
    SIGHTS.map(([latitude, longitude], index) => el("li", {}, sight({ latitude, longitude, ...say.sights[index] }))),
  );
  const { dialog, form, leave } = formDialog({
    name: "whereabouts",
    title: say.sendWhereabouts,
    go: say.sendPoint,
    submit: () => send("location", place),
    body: [
      map,
      el(
        "div",
        { class: "side-by-side" },
        Object.entries(fields).map(([name, input]) => labelled(say[name], input)),
      ),
      el("h3", { class: "choice-heading" }, say.knownPlaces),
      list,
    ],
  });

  function sight({ title, address, ...where }) {
    return el(
      "button",
      { type: "button", class: "choice", onclick: () => leave(() => send("venue", { ...where, title, address })) },
      el("span", { class: "face", "aria-hidden": "true" }, icon("pin")),
      el("span", { class: "choice-words" }, el("b", { dir: "auto" }, title), el("small", { dir: "auto" }, address)),
    );
  }

  function point(where, { typed = false } = {}) {
    place = where;
    map.replaceChildren(...pinned(place, WIDE_KM, HIGH_KM));
    map.title = inDegrees(place);
    if (!typed) for (const [name, input] of Object.entries(fields)) input.value = place[name].toFixed(5);
  }

  map.addEventListener("click", (event) => {
    const { left, top, width, height } = map.getBoundingClientRect();
    // The sketch covers its frame, so that one of its two measures may be cut.
    const scale = Math.min(WIDE_KM / width, HIGH_KM / height);
    point(beside(place, (event.clientX - left - width / 2) * scale, (event.clientY - top - height / 2) * scale));
  });
  map.addEventListener("keydown", (event) => {
    const step = WIDE_KM / 20;
    const steps = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (!(event.key in steps)) return;
    event.preventDefault();
    point(beside(place, ...steps[event.key]));
  });
  for (const input of Object.values(fields))
    input.addEventListener("input", () => {
      const typed = Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one.valueAsNumber]));
      if (form.checkValidity()) point(typed, { typed: true });
    });
  point(place);
  show(dialog, map);
}
