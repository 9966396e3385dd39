// The table of words is whole, and holds no word that nobody says.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { REPORT, REPORT_RU, REPORT_UK, ROOT, mentionsOf } from "./page.mjs";

const ASSETS = path.join(ROOT, "crates/view/assets");
const read = (file) => readFileSync(path.join(ASSETS, file), "utf8");
const module = (file) => import(`data:text/javascript,${encodeURIComponent(read(file))}`);
const { STRINGS, EXAMPLES } = await module("strings.js");
const { reason } = await module("reasons.js");

function shape(words) {
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeof value === "object" ? shape(value) : typeof value]));
}

test("both languages say the same things", () => {
  assert.deepEqual(shape(STRINGS.uk), shape(STRINGS.en));
  assert.deepEqual(Object.keys(EXAMPLES), Object.keys(STRINGS));
});

test("every word is used", () => {
  const files = readdirSync(ASSETS).filter((file) => file !== "strings.js").map(read).join("\n");
  for (const key of Object.keys(STRINGS.en)) assert.ok(new RegExp(`["']${key}["']`).test(files), key);
});

test("counts agree with their nouns", () => {
  const uk = [1, 2, 5, 11, 22, 101].map(STRINGS.uk.mentionCount);
  assert.deepEqual(uk, ["1 згадка", "2 згадки", "5 згадок", "11 згадок", "22 згадки", "101 згадка"]);
  assert.deepEqual([1, 2].map(STRINGS.en.placeCount), ["1 place on the map", "2 places on the map"]);
});

// The sentences of the library with names, numbers and days in them, as its source has them. The phrases that stand alone are
// held to the page by a test of the crate.
function sentences() {
  const source = readFileSync(path.join(ROOT, "src/resolver/evidence.rs"), "utf8");
  const between = (start, end) => source.slice(source.indexOf(start), source.indexOf(end, source.indexOf(start)));
  const literals = (code) => [...code.matchAll(/"([^"]+)"/g)].map(([, literal]) => literal);
  const display = literals(between("impl std::fmt::Display for Evidence", "\n}\n"));
  const statuses = literals(between("fn register_phrase", "\n}\n"));
  const days = display.filter((literal) => literal.startsWith(" "));
  const filled = (sentence) => sentence.replaceAll("{km:.1}", "8.1").replaceAll("{km:.0}", "21").replaceAll("{people}", "7301")
    .replaceAll(/\{(date|until)\}/g, "2025-05-07").replaceAll("{}", "Синьківка");
  return {
    days,
    statuses,
    all: [...display.filter((literal) => !days.includes(literal)), ...statuses.flatMap((status) => days.map((day) => status + day))].map(filled),
  };
}

function assertUkrainian(sentence) {
  const said = reason(sentence, "uk");
  assert.equal(said.language, "uk", `assets/reasons.js has no Ukrainian for ${JSON.stringify(sentence)}`);
  assert.doesNotMatch(said.text, /[a-z{}]/i, sentence);
}

test("every sort of evidence that the library gives is put into Ukrainian", () => {
  const { days, statuses, all } = sentences();
  assert.ok(days.length >= 3 && statuses.length >= 4 && all.length >= 9 + 12, `found in the source: ${JSON.stringify(all)}`);
  all.forEach(assertUkrainian);
});

test("the evidence of reports is put into Ukrainian", () => {
  const evidence = [REPORT, REPORT_UK, REPORT_RU].flatMap((text) => mentionsOf(text)).flatMap((mention) => mention.evidence ?? []);
  assert.ok(evidence.length > 20);
  evidence.forEach(assertUkrainian);
});

test("evidence keeps its numbers and days, and is kept as it is where it is new", () => {
  assert.deepEqual(reason("8.1 km from Синьківка", "uk"), { text: "за 8,1 км: Синьківка", language: "uk" });
  assert.deepEqual(reason("occupied by the end of the register, 2025-05-07", "uk").text, "окуповано на кінець реєстру, 2025-05-07");
  assert.deepEqual(reason("same raion as other places of the text", "uk").text, "той самий район, що й інші місця тексту");
  assert.deepEqual(reason("a new reason", "uk"), { text: "a new reason", language: "en" });
  assert.deepEqual(reason("same raion as Суми", "en"), { text: "same raion as Суми", language: "en" });
});
