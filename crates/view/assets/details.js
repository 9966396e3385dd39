import { candidatesOf, pointOf } from "./report.js";
import { colourOf, kindLabel } from "./text.js";
import { language, nameOf, percent, unitName, words } from "./language.js";
import { node } from "./dom.js";
import { reason } from "./reasons.js";

// What is known of a mention.

// `on.close()`, `on.show(place)` for a candidate that the map shall show, `on.preview(id)` while the pointer or focus is on it.
export function showDetails(panel, mention, on) {
  const parts = [heading(mention, on), sure(mention)];
  if (mention.kind === "place") parts.push(...placeParts(mention));
  else parts.push(valueList(mention));
  const candidates = candidateSection(mention, on);
  if (candidates) parts.push(candidates);
  else if (mention.place) parts.push(node("p", { class: "quiet-text" }, words("alone")));
  if (mention.evidence?.length) parts.push(evidenceSection(mention.evidence));
  panel.replaceChildren(...parts.filter(Boolean));
}

function heading(mention, on) {
  return node("div", { class: "row" },
    node("h2", {}, node("bdi", {}, mention.text), " ",
      node("span", { class: `tag ${colourOf(mention)}` }, kindLabel(mention))),
    node("span", { class: "spring" }),
    node("button", { type: "button", class: "quiet close", "data-label": "close", "aria-label": words("close"), title: words("close"), click: on.close }, "×"));
}

function sure(mention) {
  return node("p", { class: "sure" }, `${words("confidence")} `, meter(mention.confidence));
}

function meter(confidence) {
  return node("span", { class: "meter-row" },
    node("meter", { min: 0, max: 1, low: 0.5, high: 0.8, optimum: 1, value: confidence, "aria-label": words("confidence") }),
    node("span", {}, percent(confidence)));
}

function term(name, ...values) {
  return [node("dt", {}, name), node("dd", {}, ...values)];
}

function placeParts({ place, form }) {
  if (!place) return [node("p", {}, words("unknownHint"))];
  const others = [place.name_uk, place.name_en, place.name_ru].filter((name) => name && name !== nameOf(place));
  const units = ["hromada", "raion", "oblast"].filter((level) => place[level] && place[level].id !== place.id);
  return [
    node("p", { class: "place-name" }, node("strong", {}, nameOf(place)), `, ${words("placeKind", place.kind)}`,
      node("br"), node("span", { class: "quiet-text" }, node("bdi", {}, others.join(" · ")))),
    node("dl", {},
      ...(units.length ? term(words("within"), units.map((level) => unitName(place[level], level)).join(", ")) : []),
      ...term(words("coordinates"), coordinates(place)),
      ...term(words("code"), node("code", {}, place.id), ...links(place)),
      ...(place.former_names.length ? term(words("formerNames"), node("bdi", {}, place.former_names.join(", "))) : []),
      ...(form ? term(words("form"), formText(form)) : [])),
  ];
}

function coordinates(place) {
  const point = pointOf({ place });
  if (!point) return words("noPoint");
  return `${point.lat.toFixed(5)}, ${point.lon.toFixed(5)} (${words("precision", place.precision)})`;
}

function links(place) {
  const link = (name, address) => [" · ", node("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, name)];
  return [
    ...(place.geonames ? link("GeoNames", `https://www.geonames.org/${Number(place.geonames)}`) : []),
    ...(place.wikidata ? link("Wikidata", `https://www.wikidata.org/wiki/${encodeURIComponent(place.wikidata)}`) : []),
  ];
}

function formText(form) {
  const notes = [words("languageName", form.language), form.romanization, form.case && words("case", form.case)];
  return `${form.name} (${notes.filter(Boolean).join(", ")})`;
}

// Keys that every mention has, or that stand elsewhere in the panel.
const COMMON = new Set(["start", "end", "text", "confidence", "kind", "anchors", "nearest", "refers_to", "lat", "lon", "date"]);

function valueList(mention) {
  const values = Object.entries({ ...mention, ...(mention.date ?? {}) })
    .filter(([key]) => !COMMON.has(key) || (mention.date && key in mention.date));
  const rows = values.flatMap(([key, value]) => term(words("key", key), node("bdi", {}, String(value).replaceAll("_", " "))));
  if (mention.kind === "coordinates") rows.push(...term(words("coordinates"), `${mention.lat}, ${mention.lon}`));
  if (mention.nearest) {
    const { nearest } = mention;
    rows.push(...term(words("nearest"), `${nameOf(nearest)}, ${nearest.distance_km.toLocaleString(language())} km`));
  }
  return node("dl", {}, ...rows);
}

function candidateSection(mention, on) {
  const candidates = candidatesOf(mention);
  if (!candidates.length) return null;
  const title = mention.alternatives ? "alternatives" : mention.suggestions ? "suggestions" : "anchors";
  return node("section", { class: "candidates" }, node("h3", {}, words(title)),
    node("ul", {}, ...candidates.map((candidate) => node("li", {}, candidateButton(candidate, on)))));
}

function candidateButton(candidate, on) {
  const name = nameOf(candidate);
  const units = ["raion", "oblast"].filter((level) => candidate[level] && candidate[level].id !== candidate.id);
  // The pointer also leaves when the map scrolls into sight: what was clicked stays marked.
  const leave = () => on.preview(document.activeElement.closest(".candidate")?.dataset.id ?? null);
  return node("button", {
    type: "button", class: "candidate", "data-id": candidate.id, title: words("showOnMap")(name), disabled: !pointOf({ place: candidate }),
    click: () => on.show(candidate),
    pointerenter: () => on.preview(candidate.id), pointerleave: leave,
    focus: () => on.preview(candidate.id), blur: () => on.preview(null),
  },
  node("span", { class: "candidate-name" }, node("strong", {}, name),
    node("span", { class: "quiet-text" }, [words("placeKind", candidate.kind), ...units.map((level) => unitName(candidate[level], level))].join(", "))),
  meter(candidate.confidence));
}

function evidenceSection(evidence) {
  const reasons = evidence.map((sentence) => reason(sentence, language()));
  return node("section", { class: "evidence" }, node("h3", {}, words("evidence")),
    node("ul", {}, ...reasons.map(({ text, language: lang }) => node("li", { lang }, text))));
}
