// The drawer beside the chat: what goes on inside the stand-in, in three leaves that arrow keys turn.
import { el, iconButton } from "./dom.js";
import { say } from "./strings.js";

const OPEN_KEY = "stand-in.drawer";
/** From here on it stands beside the chat instead of over it. */
export const ROOM_BESIDE_PX = 1180;

export class Drawer {
  /** `leaves`: `[{name, label, node, onopen?}]`; `onopen` is called each time the leaf comes to sight. */
  constructor(node, app, leaves) {
    Object.assign(this, { node, app, leaves });
    this.toggle = iconButton("calls", say.drawerToggle, () => this.show(node.hidden), {
      class: "drawer-toggle",
      "aria-expanded": "false",
      "aria-controls": "drawer",
    });
    node.id = "drawer";
    node.setAttribute("aria-label", say.drawer);
    this.tabs = leaves.map((leaf) =>
      el(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${leaf.name}`,
          "aria-controls": `leaf-${leaf.name}`,
          onclick: () => this.turn(leaf.name),
        },
        leaf.label,
      ),
    );
    const panels = leaves.map((leaf) => {
      for (const [name, value] of Object.entries({
        id: `leaf-${leaf.name}`,
        role: "tabpanel",
        "aria-labelledby": `tab-${leaf.name}`,
      }))
        leaf.node.setAttribute(name, value);
      leaf.node.classList.add("leaf");
      return leaf.node;
    });
    const list = el("div", { class: "tabs", role: "tablist", "aria-label": say.drawer }, this.tabs);
    const close = iconButton("close", say.close, () => this.show(false));
    node.append(el("header", { class: "drawer-top" }, list, close), ...panels);
    list.addEventListener("keydown", (event) => this.steer(event));
    node.addEventListener("keydown", (event) => event.key === "Escape" && this.show(false));
    this.turn(leaves[0].name);
    this.show(localStorage.getItem(OPEN_KEY) === "yes" && innerWidth >= ROOM_BESIDE_PX);
  }

  show(open) {
    const had = this.node.contains(document.activeElement);
    this.node.hidden = !open;
    this.app.classList.toggle("with-drawer", open);
    this.toggle.setAttribute("aria-expanded", String(open));
    localStorage.setItem(OPEN_KEY, open ? "yes" : "no");
    if (had && !open) this.toggle.focus();
    if (open) this.current.onopen?.();
    if (open && innerWidth < ROOM_BESIDE_PX) this.tabs[this.leaves.indexOf(this.current)].focus();
  }

  turn(name) {
    for (const [index, leaf] of this.leaves.entries()) {
      const chosen = leaf.name === name;
      leaf.node.hidden = !chosen;
      this.tabs[index].setAttribute("aria-selected", String(chosen));
      this.tabs[index].tabIndex = chosen ? 0 : -1;
      if (chosen) this.current = leaf;
    }
    if (!this.node.hidden) this.current.onopen?.();
  }

  steer(event) {
    const at = this.tabs.indexOf(document.activeElement);
    const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.tabs.length - 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const next = (steps[event.key] + this.tabs.length) % this.tabs.length;
    this.turn(this.leaves[next].name);
    this.tabs[next].focus();
  }
}
