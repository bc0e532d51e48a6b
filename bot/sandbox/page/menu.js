// Small menus that open beside what was pressed: arrows walk, Enter chooses, Escape closes and gives focus back.
import { el, icon } from "./dom.js";

let close = () => {};

/**
 * `items`: `{label, hint?, face?, icon?, checked?, danger?, choose}`, `{heading}`, `{divider}`, or `{row: [{label, name, checked, choose}]}`
 * for small ones side by side; `point` opens at the pointer instead of the anchor.
 */
export function openMenu(anchor, items, point = null) {
  const reopened = anchor.getAttribute("aria-expanded") === "true";
  close();
  if (reopened && !point) return;
  const nodes = items.map((item) => {
    if (item.divider) return el("hr", {});
    if (item.heading) return el("p", { class: "menu-heading", role: "presentation" }, item.heading);
    return item.row ? el("div", { class: "menu-row", role: "group" }, item.row.map(entry)) : entry(item);
  });
  const menu = el("div", { class: "menu", role: "menu" }, nodes);
  const keep = document.activeElement;
  document.querySelector(".app").append(menu);
  place(menu, anchor, point);
  anchor.setAttribute("aria-expanded", "true");

  const outside = (event) => !menu.contains(event.target) && !anchor.contains(event.target) && close();
  close = (giveBack = false) => {
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", close);
    if (giveBack) (anchor.isConnected && anchor.offsetParent ? anchor : keep)?.focus({ preventScroll: true });
    close = () => {};
  };
  addEventListener("pointerdown", outside, true);
  addEventListener("resize", close);
  menu.addEventListener("keydown", (event) => steer(event, menu));
  (menu.querySelector(":scope > [aria-checked=true]") ?? menu.querySelector(":scope > button"))?.focus();
}

function entry(item) {
  const choose = () => {
    close(true);
    item.choose();
  };
  const radio =
    item.checked === undefined ? { role: "menuitem" } : { role: "menuitemradio", "aria-checked": String(item.checked) };
  return el(
    "button",
    {
      type: "button",
      ...radio,
      tabindex: -1,
      class: item.danger ? "danger" : null,
      "aria-label": item.name,
      onclick: choose,
    },
    item.face ?? (item.icon ? icon(item.icon) : null),
    el("span", { class: "menu-label" }, item.label, item.hint ? el("small", {}, item.hint) : null),
    item.checked && !item.name ? icon("check") : null,
  );
}

function steer(event, menu) {
  const entries = [...menu.querySelectorAll("button")];
  const at = entries.indexOf(document.activeElement);
  const row = entries[at]?.closest(".menu-row");
  const inRow = row ? entries.filter((one) => row.contains(one)) : [];
  const steps = {
    ...(row && {
      ArrowRight: Math.min(at + 1, entries.indexOf(inRow.at(-1))),
      ArrowLeft: Math.max(at - 1, entries.indexOf(inRow[0])),
    }),
    ArrowDown: (row ? entries.indexOf(inRow.at(-1)) + 1 : at + 1) % entries.length,
    ArrowUp: ((row ? entries.indexOf(inRow[0]) : at) - 1 + entries.length) % entries.length,
    Home: 0,
    End: entries.length - 1,
  };
  if (event.key in steps) entries[steps[event.key]].focus();
  else if (event.key === "Escape" || event.key === "Tab") close(true);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(menu, anchor, point) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const margin = 8;
  let left = point ? point.x : at.right - width;
  if (!point && left < margin) ({ left } = at);
  let top = point ? point.y : at.bottom + 4;
  if (top + height > innerHeight - margin) top = point ? innerHeight - height - margin : at.top - height - 4;
  menu.style.setProperty("left", `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`);
  menu.style.setProperty("top", `${Math.max(margin, top)}px`);
}
