// Light or dark: as the system says, unless one has chosen; the choice stays in this browser.
import { iconButton } from "./dom.js";
import { openMenu } from "./menu.js";
import { say } from "./strings.js";

const KEY = "stand-in.theme";
const ICONS = { system: "contrast", light: "sun", dark: "moon" };
const SCHEMES = { system: "light dark", light: "light", dark: "dark" };

const chosen = () => (localStorage.getItem(KEY) in SCHEMES ? localStorage.getItem(KEY) : "system");

export function applyTheme() {
  document.documentElement.style.setProperty("color-scheme", SCHEMES[chosen()]);
}

export function themeButton() {
  const button = iconButton("contrast", say.theme, open, { "aria-haspopup": "menu", "aria-expanded": "false" });
  function open() {
    const items = Object.keys(SCHEMES).map((name) => ({
      label: say.themes[name],
      icon: ICONS[name],
      checked: name === chosen(),
      choose: () => {
        localStorage.setItem(KEY, name);
        applyTheme();
      },
    }));
    openMenu(button, [{ heading: say.theme }, ...items]);
  }
  return button;
}
