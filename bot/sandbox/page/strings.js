// The sentences of the page, in the browser's language.
import { EN } from "./words_en.js";
import { RU } from "./words_ru.js";

export const language = navigator.language.toLowerCase().startsWith("ru") ? "ru" : "en";
export const say = language === "ru" ? RU : EN;
