import { STRINGS } from "./strings.js";

// The language of the page: what the address says (#lang=uk), else what the browser prefers.

const PARAMETER = "lang";

function preferred() {
  const asked = new URLSearchParams(location.hash.slice(1)).get(PARAMETER);
  const wanted = [asked, ...navigator.languages].map((tag) => (tag ?? "").toLowerCase().split("-")[0]);
  return wanted.find((tag) => Object.hasOwn(STRINGS, tag)) ?? "en";
}

let current = preferred();

export function language() {
  return current;
}

// The words under a key, or under a key of a table of words; a word that the table lacks stands for itself.
export function words(key, item) {
  const found = STRINGS[current][key];
  return item === undefined ? found : found[item] ?? String(item).replaceAll("_", " ");
}

// Changes the language, and keeps it in the address.
export function setLanguage(next) {
  if (!Object.hasOwn(STRINGS, next)) return;
  current = next;
  const parameters = new URLSearchParams(location.hash.slice(1));
  parameters.set(PARAMETER, next);
  history.replaceState(null, "", `#${parameters}`);
}

// Takes the language anew from an address that was changed by hand.
export function readLanguage() {
  current = preferred();
}

// Puts the words of the language into the fixed parts of the page.
export function translate(root) {
  document.documentElement.lang = current;
  for (const element of root.querySelectorAll("[data-text]")) element.textContent = words(element.dataset.text);
  for (const element of root.querySelectorAll("[data-placeholder]")) element.placeholder = words(element.dataset.placeholder);
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", words(element.dataset.label));
    if (element instanceof HTMLButtonElement) element.title = words(element.dataset.label);
  }
  for (const button of root.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === current));
  }
}

// A format takes a browser longer to make than to use.
const PERCENT = new Map(Object.keys(STRINGS).map((tag) => [tag, new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 })]));

export function percent(confidence) {
  return PERCENT.get(current).format(confidence);
}

// The name of a place or unit in the language of the page, or in one that it has.
export function nameOf(place) {
  const names = current === "uk" ? [place.name_uk, place.name_en] : [place.name_en, place.name_uk];
  return [...names, place.name_ru, place.id].find((name) => name);
}

const ADJECTIVES = { oblast: ["область", /(ська|цька|зька)$/], raion: ["район", /ий$/], hromada: ["громада", /а$/] };

// The name of a unit with its noun, where it is an adjective: "Харківська область", "Kupianskyi raion".
export function unitName(unit, level) {
  const name = nameOf(unit);
  const [noun, ending] = ADJECTIVES[level];
  if (current === "uk") return ending.test(name) ? `${name} ${noun}` : name;
  return level === "oblast" ? name : `${name} ${words("placeKind", level)}`;
}
