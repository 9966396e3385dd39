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
  // The buttons of the mentions in the text, in its order, and the one of them that Tab goes to.
  buttons: new Map(),
  tabStop: null,
  points: new Map(),
  // So many of the points are in the list.
  listed: 0,
  hovered: null,
  message: () => "",
};

const map = new PlaceMap(byId("map"), { select: selectPoint, hover });

function currentDocument() {
  return state.documents[state.current];
}

function mappedDocuments() {
  return state.everywhere ? state.documents : [currentDocument()].filter(Boolean);
}

// Shows everything anew: another document, filter or language.
function show({ fit = false } = {}) {
  hover(null);
  translate(document);
  map.translate();
  byId("status").textContent = state.message();
  const shown = currentDocument();
  byId("reading").hidden = !shown;
  if (shown) {
    showKinds(shown);
    state.buttons = showText(byId("text"), shown, state.filter, state.selected);
    stopTabAt(state.buttons.get(state.selected) ?? state.buttons.values().next().value);
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

// So many places more each time go into the list.
const PAGE = 200;

function showPlaces() {
  const found = pointsOf(mappedDocuments(), state.filter);
  state.points = new Map(found.map((point) => [point.key, point]));
  map.setPoints(found);
  byId("place-count").textContent = found.length ? words("placeCount")(found.length) : "";
  byId("download").disabled = !found.length;
  byId("places").hidden = !found.length;
  byId("place-list").replaceChildren();
  state.listed = 0;
  listMore();
}

function listMore() {
  const found = [...state.points.values()];
  const more = found.slice(state.listed, state.listed + PAGE).map((point) => node("li", {}, placeButton(point)));
  state.listed += more.length;
  byId("place-list").append(...more);
  byId("more").hidden = state.listed === found.length;
  byId("more").textContent = words("more")(found.length - state.listed);
  return more[0];
}

function placeButton(point) {
  const [{ mention }] = point.mentions;
  const { place } = mention;
  const units = ["raion", "oblast"].filter((level) => place?.[level] && place[level].id !== place.id);
  const where = [words(place ? "placeKind" : "kind", place?.kind ?? mention.kind), ...units.map((level) => unitName(place[level], level))];
  return node("button", { type: "button", class: "entry", "data-key": point.key },
    node("span", { class: `dot ${colourOf(mention)}` }),
    node("span", { class: "candidate-name" }, node("strong", {}, place ? nameOf(place) : mention.text), node("span", { class: "quiet-text" }, where.join(", "))),
    point.mentions.length > 1 ? node("span", { class: "quiet-text" }, `×${point.mentions.length}`) : null);
}

// Selects a mention of the document shown, or nothing.
function select(mention) {
  const visible = mention && state.buttons.has(mention) ? mention : null;
  const isNew = visible !== state.selected;
  state.buttons.get(state.selected)?.setAttribute("aria-pressed", "false");
  state.selected = visible;
  const button = state.buttons.get(visible);
  button?.setAttribute("aria-pressed", "true");
  byId("details").hidden = !visible;
  document.body.classList.toggle("with-details", Boolean(visible));
  if (visible) showDetails(byId("details"), visible, { close, show: showCandidate, preview: hover });
  map.setCandidates(visible ? candidatesOf(visible) : []);
  map.select(visible ? keyOf(visible) : null);
  if (!visible || !isNew) return;
  if (pointOf(visible)) map.reveal(pointOf(visible));
  // It may be far off, or, on a narrow screen, below the details.
  button.scrollIntoView({ block: "nearest" });
  stopTabAt(button);
}

function close() {
  const button = state.buttons.get(state.selected);
  select(null);
  button?.focus();
}

// Tab goes to one mention of the text only, and on from there: a text may have thousands.
function stopTabAt(button) {
  if (state.tabStop) state.tabStop.tabIndex = -1;
  state.tabStop = button;
  if (button) button.tabIndex = 0;
}

// How far a key goes in the mentions of the text.
const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

function focusBeside(button, step) {
  const all = [...state.buttons.values()];
  all[Math.max(0, Math.min(all.length - 1, all.indexOf(button) + step))].focus();
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
  if (key === state.hovered) return;
  state.hovered = key;
  map.hover(key);
  for (const element of document.querySelectorAll(".hover[data-key]:not(.marker)")) element.classList.remove("hover");
  if (key === null) return;
  for (const element of document.querySelectorAll(`[data-key="${CSS.escape(key)}"]:not(.marker)`)) element.classList.add("hover");
}

function listenToHover(element) {
  for (const event of ["pointerover", "focusin"]) {
    element.addEventListener(event, ({ target }) => hover(target.closest("mark, .entry")?.dataset.key ?? null));
  }
  for (const event of ["pointerleave", "focusout"]) element.addEventListener(event, () => hover(null));
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
    if (!mention || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") select(mention === state.selected ? null : mention);
    else if (Object.hasOwn(STEPS, event.key)) focusBeside(event.target, STEPS[event.key]);
    else return;
    event.preventDefault();
  });
  text.addEventListener("focusin", ({ target }) => stopTabAt(target));
  listenToHover(text);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.selected) close();
  });
}

function listenToPlaces() {
  const list = byId("place-list");
  list.addEventListener("click", ({ target }) => {
    const entry = target.closest(".entry");
    if (entry) selectPoint(state.points.get(entry.dataset.key));
  });
  listenToHover(list);
  byId("more").addEventListener("click", () => listMore().firstChild.focus());
}

function listenToControls() {
  let frame = null;
  byId("least").addEventListener("input", ({ target }) => {
    state.filter.least = Number(target.value) / 100;
    byId("least-value").textContent = percent(state.filter.least);
    // A pointer moves faster than a long text can be shown.
    frame ??= requestAnimationFrame(() => {
      frame = null;
      show();
    });
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
  listenToPlaces();
  listenToControls();
  show({ fit: true });
  outlines().then((land) => map.setOutlines(land));
}

start();
