// Builds DOM nodes. Text only ever becomes text nodes: nothing on this page parses a string as markup.

/**
 * Make an element. `props`: `class`, `dataset`, `style` (custom properties and declarations through the CSSOM, which a
 * strict Content-Security-Policy allows), `on…` listeners; any other key is an attribute, left out when null or false.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "dataset") Object.assign(node.dataset, value);
    else if (name === "style") for (const [key, setting] of Object.entries(value)) node.style.setProperty(key, setting);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A round button that shows an icon and says its name to those who cannot see it. */
export function iconButton(name, label, onclick, props = {}) {
  const { class: extra = "", ...rest } = props;
  return el(
    "button",
    { type: "button", ...rest, class: `icon-button ${extra}`, "aria-label": label, title: label, onclick },
    icon(name),
  );
}

const SVG = "http://www.w3.org/2000/svg";

/** As `el`, for a node of a drawing; `props` are attributes. */
export function svg(tag, props, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...children.flat());
  return node;
}

const PATHS = {
  send: ["M4 12 20 4l-5 16-4-6z", "M11 14 20 4"],
  attach: ["m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.4a1.8 1.8 0 0 1-2.5-2.5L14.5 7"],
  menu: ["M4 7h16M4 12h16M4 17h10"],
  close: ["M6 6l12 12M18 6 6 18"],
  down: ["M12 5v14M6 13l6 6 6-6"],
  more: ["M5.5 12h.01M12 12h.01M18.5 12h.01"],
  reply: ["M9 7 4 12l5 5", "M4 12h9a7 7 0 0 1 7 7"],
  forward: ["m15 7 5 5-5 5", "M20 12h-9a7 7 0 0 0-7 7"],
  copy: ["M9 9h11v11H9z", "M5 15H4V4h11v1"],
  remove: ["M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13"],
  download: ["M12 4v11M7 11l5 5 5-5M5 20h14"],
  image: ["M4 5h16v14H4z", "m4 16 5-5 4 4 3-3 4 4", "M15.5 9h.01"],
  file: ["M6 3h8l4 4v14H6z", "M14 3v4h4"],
  outside: ["M8 16 17 7M10 7h7v7"],
  left: ["m14 6-6 6 6 6"],
  right: ["m10 6 6 6-6 6"],
  calls: ["M8 7 4 12l4 5M16 7l4 5-4 5M13.5 5l-3 14"],
  check: ["m5 12 5 5 9-10"],
  chevron: ["m7 10 5 5 5-5"],
  sun: [
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
    "M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  ],
  moon: ["M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"],
  contrast: ["M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16", "M12 4v16M14.5 5v14M17 6.7v10.6"],
  edit: ["M5 19l1-4L16.5 4.5l3 3L9 18z", "M14 7l3 3"],
  plus: ["M12 5v14M5 12h14"],
  minus: ["M5 12h14"],
  block: ["M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16", "m6.5 6.5 11 11"],
  group: [
    "M9 5.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
    "M3.5 19c0-6 11-6 11 0",
    "M15.5 6a2.6 2.6 0 0 1 0 5",
    "M17 14.3c2.2.6 3.5 2.2 3.5 4.7",
  ],
  person: ["M12 5a3.4 3.4 0 0 0 0 6.8 3.4 3.4 0 0 0 0-6.8", "M5.5 20c0-7.5 13-7.5 13 0"],
  channel: ["M4 10v4h3l8 4.5v-13L7 10z", "M18.5 9.5a4 4 0 0 1 0 5", "M7.5 14l1 5h2.5l-1-4"],
  up: ["M12 19V5M6 11l6-6 6 6"],
  search: ["M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12", "m15.5 15.5 4.5 4.5"],
  pin: ["M12 21c-4.5-5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6-6.5 11z", "M12 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5"],
  bridge: ["M3 17c5-10 13-10 18 0M2 17h20M8 17v-6M12 17V9.5M16 17v-6"],
};

/** A line icon on a 24-unit grid; decoration only, so hidden from assistive technology. */
export function icon(name) {
  return svg(
    "svg",
    { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" },
    PATHS[name].map((d) => svg("path", { d })),
  );
}
