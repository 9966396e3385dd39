import { node } from "./dom.js";
import { percent, words } from "./language.js";
import { isShown, keyOf } from "./report.js";

// The text of a document with its mentions marked.

export function kindLabel(mention) {
  return mention.kind === "place" && !mention.place ? words("unknown") : words("kind", mention.kind);
}

// The class that gives a mention its colour.
export function colourOf(mention) {
  return mention.kind === "place" && !mention.place ? "unknown" : mention.kind;
}

const MENTIONS = new WeakMap();

// Letters from right to left, and what sets directions. Without them marks need not be set apart, which takes a browser long.
const BIDIRECTIONAL = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/;

// The mention of the mark that an element is or lies in; nothing outside of marks.
export function mentionAt(element) {
  return MENTIONS.get(element.closest?.("mark")) ?? null;
}

function mark(mention, selected) {
  const element = node("mark", {
    class: `${colourOf(mention)}${mention.confidence < 0.5 ? " unsure" : ""}`,
    role: "button",
    tabindex: 0,
    title: words("mentionLabel")(kindLabel(mention), percent(mention.confidence)),
    "aria-pressed": mention === selected,
    "data-key": keyOf(mention),
  });
  MENTIONS.set(element, mention);
  return element;
}

// Fills an element with a text and its marks. A mention may stand inside another one, never across its end. Gives the marks
// by their mentions.
export function showText(element, document, filter, selected) {
  const marks = new Map();
  const open = [];
  let at = 0;
  const parts = window.document.createDocumentFragment();
  const into = () => open.at(-1)?.element ?? parts;
  const upTo = (offset) => {
    if (offset > at) into().append(document.text.slice(at, offset));
    at = Math.max(at, offset);
  };
  const closeBefore = (offset) => {
    while (open.length && open.at(-1).end <= offset) {
      upTo(open.at(-1).end);
      open.pop();
    }
  };
  for (const mention of document.mentions) {
    if (!isShown(mention, filter)) continue;
    closeBefore(mention.start);
    upTo(mention.start);
    const marked = mark(mention, selected);
    into().append(marked);
    marks.set(mention, marked);
    open.push({ element: marked, end: mention.end });
  }
  closeBefore(Infinity);
  upTo(document.text.length);
  element.classList.toggle("bidirectional", BIDIRECTIONAL.test(document.text));
  element.replaceChildren(parts);
  return marks;
}
