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

// A browser lays out only those parts of a text that are in sight (view.css). A part ends behind a line that takes it past
// PART letters; behind a space where lines are so long that none ends before LONGEST.
const PART = 3000;
const LONGEST = 12000;

// Where a part that begins at an offset ends, not before another offset; never, if that is the end of the text.
function partEnd(text, begin, least) {
  const [from, to] = [PART, LONGEST].map((length) => Math.max(begin + length, least));
  const line = text.slice(from, to).indexOf("\n");
  const last = line < 0 ? text.indexOf(" ", to) : from + line;
  return last < 0 || last + 1 === text.length ? Infinity : last + 1;
}

// The mention of the mark that an element is or lies in; nothing outside of marks.
export function mentionAt(element) {
  return MENTIONS.get(element.closest?.("mark")) ?? null;
}

// A mark and its button: the mark itself, or where another mention stands inside, since buttons hold no buttons, the first of
// its words that are its own.
function mark(mention, selected, holdsAnother) {
  const title = words("mentionLabel")(kindLabel(mention), percent(mention.confidence));
  const button = { role: "button", tabindex: -1, "aria-pressed": mention === selected };
  const element = node("mark", {
    class: `${colourOf(mention)}${mention.confidence < 0.5 ? " unsure" : ""}`,
    title,
    "data-key": keyOf(mention),
    ...(holdsAnother ? {} : button),
  });
  MENTIONS.set(element, mention);
  return { element, button: holdsAnother ? node("span", { ...button, title, "aria-label": mention.text }) : element };
}

// Fills an element with a text and its marks. A mention may stand inside another one, never across its end. Gives the buttons
// of the mentions, in the order of the text.
export function showText(element, { text, mentions }, filter, selected) {
  const buttons = new Map();
  const parts = [];
  const open = [];
  let at = 0;
  // Of the last part.
  let begin = 0;
  let end = 0;
  const append = (child) => (open.at(-1)?.element ?? parts.at(-1)).append(child);
  const beginPart = () => {
    parts.push(node("div", { class: "part" }));
    begin = at;
    end = partEnd(text, begin, begin);
  };
  const upTo = (offset) => {
    // A mention that stands across the end of a part stays whole.
    if (!open.length && end < at) end = partEnd(text, begin, at);
    while (!open.length && end <= offset) {
      if (end > at) append(text.slice(at, end));
      at = end;
      beginPart();
    }
    if (offset <= at) return;
    const outer = open.at(-1);
    const piece = text.slice(at, offset);
    at = offset;
    if (outer && !outer.button.parentNode) {
      outer.button.append(piece);
      append(outer.button);
    } else {
      append(piece);
    }
  };
  const closeBefore = (offset) => {
    while (open.length && open.at(-1).end <= offset) {
      upTo(open.at(-1).end);
      open.pop();
    }
  };
  beginPart();
  const shown = mentions.filter((mention) => isShown(mention, filter));
  for (const [number, mention] of shown.entries()) {
    closeBefore(mention.start);
    upTo(mention.start);
    const made = mark(mention, selected, shown[number + 1]?.start < mention.end);
    append(made.element);
    buttons.set(mention, made.button);
    open.push({ ...made, end: mention.end });
  }
  closeBefore(Infinity);
  upTo(text.length);
  element.classList.toggle("bidirectional", BIDIRECTIONAL.test(text));
  element.replaceChildren(...parts);
  return buttons;
}
