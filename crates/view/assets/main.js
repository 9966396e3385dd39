import { EXAMPLES } from "./strings.js";
import { language, nameOf, percent, readLanguage, setLanguage, translate, unitName, words } from "./language.js";
import { byId, node } from "./dom.js";
import { KINDS, candidatesOf, embeddedDocuments, keyOf, pointOf, pointsOf, toGeoJson } from "./report.js";
import { colourOf, mentionAt, showText } from "./text.js";
import { PlaceMap } from "./map.js";
import { showDetails } from "./details.js";
import { outlines, tag } from "./client.js";

// The page: what is shown, and what happens when something is chosen.

const state = {
  documents: [],
  current: 0,
  filter: { kinds: new Set(KINDS), least: 0 },
  selected: null,
  everywhere: false,
  marks: new Map(),
  message: () => "",
};

const map = new PlaceMap(byId("map"), { select: selectPoint, hover });

function currentDocument() {
  return state.documents[state.current];
}

function mappedDocuments() {
  return state.everywhere ? state.documents : [currentDocument()].filter(Boolean);
}

function points() {
  return pointsOf(mappedDocuments(), state.filter);
}

// Shows everything anew: another document, filter or language.
function show({ fit = false } = {}) {
  translate(document);
  map.translate();
  byId("status").textContent = state.message();
  const shown = currentDocument();
  byId("reading").hidden = !shown;
  if (shown) {
    showKinds(shown);
    state.marks = showText(byId("text"), shown, state.filter, state.selected);
  }
  showDocuments();
  showPlaces();
  select(state.selected);
  if (fit) map.fit();
}

function showKinds(shown) {
  const counts = Object.groupBy(shown.mentions.filter(({ confidence }) => confidence >= state.filter.least), ({ kind }) => kind);
  const chips = KINDS.filter((kind) => shown.mentions.some((mention) => mention.kind === kind)).map((kind) => node("button", {
    type: "button", class: `chip ${kind}`, "data-kind": kind, "aria-pressed": state.filter.kinds.has(kind), click: () => toggleKind(kind),
  }, `${words("kind", kind)} ${counts[kind]?.length ?? 0}`));
  byId("kinds").replaceChildren(...chips);
}

function toggleKind(kind) {
  const { kinds } = state.filter;
  if (!kinds.delete(kind)) kinds.add(kind);
  show();
  byId("kinds").querySelector(`[data-kind="${kind}"]`)?.focus();
}

function documentName(shown, number) {
  return shown.id === null || shown.id === "" ? words("unnamed")(number + 1) : String(shown.id);
}

function showDocuments() {
  const several = state.documents.length > 1;
  byId("documents").hidden = !several;
  if (!several) return;
  const options = state.documents.map((shown, number) => node("option", { value: number, selected: number === state.current },
    `${documentName(shown, number)} · ${words("mentionCount")(shown.mentions.length)}`));
  byId("document").replaceChildren(...options);
  byId("previous").disabled = state.current === 0;
  byId("next").disabled = state.current === state.documents.length - 1;
}

function showPlaces() {
  const found = points();
  map.setPoints(found);
  byId("place-count").textContent = found.length ? words("placeCount")(found.length) : "";
  byId("download").disabled = !found.length;
  byId("places").hidden = !found.length;
  byId("place-list").replaceChildren(...found.map((point) => node("li", {}, placeButton(point))));
}

function placeButton(point) {
  const [{ mention }] = point.mentions;
  const { place } = mention;
  const units = ["raion", "oblast"].filter((level) => place?.[level] && place[level].id !== place.id);
  const where = [words(place ? "placeKind" : "kind", place?.kind ?? mention.kind), ...units.map((level) => unitName(place[level], level))];
  return node("button", {
    type: "button", class: "entry", "data-key": point.key, click: () => selectPoint(point),
    pointerenter: () => hover(point.key), pointerleave: () => hover(null), focus: () => hover(point.key), blur: () => hover(null),
  },
  node("span", { class: `dot ${colourOf(mention)}` }),
  node("span", { class: "candidate-name" }, node("strong", {}, place ? nameOf(place) : mention.text), node("span", { class: "quiet-text" }, where.join(", "))),
  point.mentions.length > 1 ? node("span", { class: "quiet-text" }, `×${point.mentions.length}`) : null);
}

// Selects a mention of the document shown, or nothing.
function select(mention) {
  const visible = mention && state.marks.has(mention) ? mention : null;
  const isNew = visible !== state.selected;
  state.marks.get(state.selected)?.setAttribute("aria-pressed", "false");
  state.selected = visible;
  const mark = state.marks.get(visible);
  mark?.setAttribute("aria-pressed", "true");
  byId("details").hidden = !visible;
  document.body.classList.toggle("with-details", Boolean(visible));
  if (visible) showDetails(byId("details"), visible, { close, show: showCandidate, preview: hover });
  map.setCandidates(visible ? candidatesOf(visible) : []);
  map.select(visible ? keyOf(visible) : null);
  if (!visible || !isNew) return;
  if (pointOf(visible)) map.reveal(pointOf(visible));
  // It may be far off, or, on a narrow screen, below the details.
  mark.scrollIntoView({ block: "nearest" });
}

function close() {
  const mark = state.marks.get(state.selected);
  select(null);
  mark?.focus();
}

// A marker or a place of the list: its first mention, or the one behind that which is selected already.
function selectPoint(point) {
  const at = point.mentions.findIndex(({ mention }) => mention === state.selected);
  const next = point.mentions[(at + 1) % point.mentions.length];
  const number = state.documents.indexOf(next.document);
  if (number !== state.current) openDocument(number);
  select(next.mention);
}

function showCandidate(place) {
  map.reveal(place);
  map.hover(place.id);
  byId("map").scrollIntoView({ block: "nearest" });
}

// Links text, list and map: all that stands for a place is marked while the pointer is on one of them.
function hover(key) {
  map.hover(key);
  for (const element of document.querySelectorAll(".hover[data-key]:not(.marker)")) element.classList.remove("hover");
  if (key === null) return;
  for (const element of document.querySelectorAll(`[data-key="${CSS.escape(key)}"]:not(.marker)`)) element.classList.add("hover");
}

function openDocument(number) {
  state.current = Math.max(0, Math.min(state.documents.length - 1, number));
  state.selected = null;
  show({ fit: !state.everywhere });
}

function listenToText() {
  const text = byId("text");
  text.addEventListener("click", ({ target }) => {
    const mention = mentionAt(target);
    // Whoever drags over words wants to copy them.
    if (mention && getSelection().isCollapsed) select(mention === state.selected ? null : mention);
  });
  text.addEventListener("keydown", (event) => {
    const mention = mentionAt(event.target);
    if (!mention || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    select(mention === state.selected ? null : mention);
  });
  const over = ({ target }) => {
    const mention = mentionAt(target);
    hover(mention && keyOf(mention));
  };
  for (const event of ["pointerover", "focusin"]) text.addEventListener(event, over);
  for (const event of ["pointerleave", "focusout"]) text.addEventListener(event, () => hover(null));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.selected) close();
  });
}

function listenToControls() {
  byId("least").addEventListener("input", ({ target }) => {
    state.filter.least = Number(target.value) / 100;
    byId("least-value").textContent = percent(state.filter.least);
    show();
  });
  byId("document").addEventListener("change", ({ target }) => openDocument(Number(target.value)));
  byId("previous").addEventListener("click", () => openDocument(state.current - 1));
  byId("next").addEventListener("click", () => openDocument(state.current + 1));
  byId("everywhere").addEventListener("change", ({ target }) => {
    state.everywhere = target.checked;
    show({ fit: true });
  });
  byId("download").addEventListener("click", download);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      setLanguage(button.dataset.language);
      show();
    });
  }
  addEventListener("hashchange", () => {
    readLanguage();
    show();
  });
}

function download() {
  const file = new Blob([toGeoJson(mappedDocuments(), state.filter)], { type: "application/geo+json" });
  const address = URL.createObjectURL(file);
  node("a", { href: address, download: "places.geojson" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

let asking = null;

async function ask(question) {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  state.message = () => words("finding");
  byId("status").textContent = state.message();
  document.body.setAttribute("aria-busy", "true");
  try {
    const { mentions } = await tag(question, signal);
    state.documents = [{ id: null, text: question.text, mentions }];
    state.message = () => (mentions.length ? words("mentionCount")(mentions.length) : words("nothing"));
  } catch (error) {
    if (signal.aborted) return;
    state.documents = [];
    state.message = () => words("failed")(error.message);
  }
  document.body.removeAttribute("aria-busy");
  openDocument(0);
}

function listenToForm() {
  const [form, report, date, anyCase] = ["ask", "report", "date", "any-case"].map(byId);
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (report.value.trim()) {
      ask({ text: report.value, date: date.value, anyCase: anyCase.checked });
    } else {
      state.message = () => words("empty");
      byId("status").textContent = state.message();
      report.focus();
    }
  });
  report.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  byId("example").addEventListener("click", () => {
    const example = EXAMPLES[language()];
    report.value = example.text;
    date.value = example.date;
    form.requestSubmit();
  });
}

function start() {
  state.documents = embeddedDocuments();
  const served = !document.querySelector("script.outlines");
  if (served) listenToForm();
  else if (state.documents.length === 1) state.message = () => `${documentName(currentDocument(), 0)} · ${words("mentionCount")(currentDocument().mentions.length)}`;
  else if (!state.documents.length) state.message = () => words("empty");
  listenToText();
  listenToControls();
  show({ fit: true });
  outlines().then((land) => map.setOutlines(land));
}

start();
