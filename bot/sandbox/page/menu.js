// Small menus that open beside what was pressed: arrows walk, Enter chooses, Escape closes and gives focus back.
import { el, icon } from "./dom.js";

let close = () => {};

/** `items`: `{label, hint?, face?, icon?, checked?, danger?, count?, heading?, choose}`; `point` opens at the pointer instead of the anchor. */
export function openMenu(anchor, items, point = null) {
  const reopened = anchor.getAttribute("aria-expanded") === "true";
  close();
  if (reopened && !point) return;
  const nodes = items.map((item) => (item.heading ? el("p", { class: "menu-heading" }, item.heading) : entry(item)));
  const menu = el("div", { class: "menu", role: "menu" }, nodes);
  const keep = document.activeElement;
  document.querySelector(".chat").append(menu);
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
  (menu.querySelector("[aria-checked=true]") ?? menu.querySelector("button"))?.focus();
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
    { type: "button", ...radio, tabindex: -1, class: item.danger ? "danger" : null, onclick: choose },
    item.face ?? (item.icon ? icon(item.icon) : null),
    el("span", { class: "menu-label" }, item.label, item.hint ? el("small", {}, item.hint) : null),
    item.count ? el("span", { class: "count" }, String(item.count)) : null,
    item.checked ? icon("check") : null,
  );
}

function steer(event, menu) {
  const entries = [...menu.querySelectorAll("button")];
  const at = entries.indexOf(document.activeElement);
  const steps = {
    ArrowDown: (at + 1) % entries.length,
    ArrowUp: (at - 1 + entries.length) % entries.length,
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
