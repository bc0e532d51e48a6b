// A sketch of Moscow for places: rings, roads, parks and the river, drawn here, for nothing is fetched from elsewhere.
import { el, svg } from "./dom.js";

/** The Kremlin, from which everything is measured: degrees, and kilometres in a degree at this latitude. */
const CENTRE = { latitude: 55.7517, longitude: 37.6176 };
const KM_UP = 111.3;
const KM_RIGHT = 62.65;
export const FARTHEST = { latitude: 90, longitude: 180 };

/** The Moskva from Strogino to Kapotnya, latitude and longitude in turns. */
const RIVER = [
  [55.806, 37.385],
  [55.795, 37.418],
  [55.789, 37.4],
  [55.774, 37.398],
  [55.766, 37.421],
  [55.757, 37.44],
  [55.748, 37.452],
  [55.747, 37.476],
  [55.762, 37.486],
  [55.768, 37.5],
  [55.757, 37.508],
  [55.75, 37.502],
  [55.747, 37.516],
  [55.755, 37.529],
  [55.746, 37.54],
  [55.748, 37.553],
  [55.754, 37.567],
  [55.748, 37.574],
  [55.737, 37.563],
  [55.727, 37.546],
  [55.716, 37.541],
  [55.71, 37.552],
  [55.713, 37.57],
  [55.725, 37.587],
  [55.735, 37.599],
  [55.744, 37.608],
  [55.7495, 37.617],
  [55.748, 37.63],
  [55.745, 37.643],
  [55.735, 37.645],
  [55.728, 37.657],
  [55.716, 37.656],
  [55.709, 37.64],
  [55.702, 37.628],
  [55.694, 37.636],
  [55.686, 37.66],
  [55.677, 37.674],
  [55.666, 37.676],
  [55.657, 37.69],
  [55.65, 37.712],
  [55.649, 37.74],
  [55.64, 37.77],
  [55.632, 37.81],
  [55.62, 37.84],
];
/** Centre and half-axes in kilometres: the boulevards, the Garden Ring, the Third Ring, the ring road around it all. */
const RINGS = [
  { x: 0, y: 0.15, across: 1.25, along: 1.2 },
  { x: 0, y: 0, across: 2.4, along: 2.45 },
  { x: -0.3, y: -0.3, across: 4.9, along: 4.9 },
  { x: -0.7, y: -1.1, across: 14.8, along: 18.8 },
];
/** Roads out of the city by their bearing, in degrees from the north. */
const ROADS = [0, 14, 38, 60, 86, 112, 130, 155, 178, 196, 218, 240, 264, 290, 312, 340];
/** Centre in degrees, half-axes in kilometres. */
const PARKS = [
  [55.7295, 37.599, 0.35, 0.75],
  [55.7115, 37.562, 1.5, 0.5],
  [55.832, 37.628, 0.9, 1.1],
  [55.8, 37.675, 1.3, 1.2],
  [55.845, 37.755, 2.6, 3],
  [55.773, 37.755, 2, 1.4],
  [55.668, 37.668, 0.6, 0.9],
  [55.613, 37.685, 1.2, 1],
  [55.737, 37.49, 1.6, 0.5],
  [55.8, 37.565, 0.9, 0.6],
  [55.78, 37.43, 1.1, 0.9],
  [55.61, 37.53, 2.4, 1.8],
  [55.7305, 37.505, 0.5, 0.5],
  [55.695, 37.545, 0.8, 0.5],
  [55.75, 37.616, 0.25, 0.3],
];

const across = (longitude) => (longitude - CENTRE.longitude) * KM_RIGHT;
const down = (latitude) => (CENTRE.latitude - latitude) * KM_UP;

/** The drawing around a place, `width` kilometres wide and `height` high. */
export function sketch({ latitude, longitude }, width, height) {
  const left = across(longitude) - width / 2;
  const top = down(latitude) - height / 2;
  const ellipse = (kind, x, y, rx, ry) => svg("ellipse", { class: kind, cx: x, cy: y, rx, ry });
  return svg(
    "svg",
    {
      class: "sketch",
      viewBox: `${left} ${top} ${width} ${height}`,
      preserveAspectRatio: "xMidYMid slice",
      "aria-hidden": "true",
    },
    svg("path", { class: "sketch-lanes", d: lanes(left, top, width, height) }),
    PARKS.map(([y, x, rx, ry]) => ellipse("sketch-park", across(x), down(y), rx, ry)),
    svg("path", { class: "sketch-river", d: smooth(RIVER.map(([y, x]) => [across(x), down(y)])) }),
    svg("path", { class: "sketch-road", d: ROADS.map(road).join("") }),
    RINGS.map((ring) => ellipse("sketch-ring", ring.x, -ring.y, ring.across, ring.along)),
  );
}

/** Faint lines a kilometre apart, so that a place far from everything is somewhere, too. */
function lanes(left, top, width, height) {
  const step = width > 12 ? 5 : 1;
  const lines = [];
  for (let x = Math.floor(left / step) * step; x < left + 2 * width; x += step)
    lines.push(`M${x} ${top - height}V${top + 2 * height}`);
  for (let y = Math.floor((top - height) / step) * step; y < top + 2 * height; y += step)
    lines.push(`M${left - width} ${y}H${left + 2 * width}`);
  return lines.join("");
}

function road(bearing, place) {
  const turn = (bearing * Math.PI) / 180;
  const [x, y] = [Math.sin(turn), -Math.cos(turn)];
  const from = place % 2 ? 2.4 : 1.2;
  return `M${x * from} ${y * from}L${x * 30} ${y * 30}`;
}

/** A curve through all the points. */
function smooth(points) {
  const parts = [`M${points[0].join(" ")}`];
  for (let index = 0; index < points.length - 1; index += 1) {
    const [before, from, to, after] = [-1, 0, 1, 2].map(
      (step) => points[Math.max(0, Math.min(points.length - 1, index + step))],
    );
    const bend = (one, other, at, sign) => [0, 1].map((axis) => at[axis] + (sign * (other[axis] - one[axis])) / 6);
    parts.push(`C${[...bend(before, to, from, 1), ...bend(from, after, to, -1), ...to].join(" ")}`);
  }
  return parts.join("");
}

/** The sketch with a pin in its middle. */
export const pinned = (place, width, height) => [
  sketch(place, width, height),
  el("span", { class: "pin", "aria-hidden": "true" }),
];

/** What lies `x` and `y` kilometres to the right of a place and below it, no farther than there are degrees. */
export function beside({ latitude, longitude }, x, y) {
  const within = (value, most) => Math.max(-most, Math.min(most, value));
  return {
    latitude: within(latitude - y / KM_UP, FARTHEST.latitude),
    longitude: within(longitude + x / KM_RIGHT, FARTHEST.longitude),
  };
}

/** "55.75170, 37.61760": a metre is about the fifth digit. */
export const inDegrees = ({ latitude, longitude }) => `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
