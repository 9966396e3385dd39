// The table of words is whole, and holds no word that nobody says.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { ROOT } from "./page.mjs";

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

test("evidence is put into Ukrainian, and kept as it is where it is new", () => {
  assert.deepEqual(reason("8.1 km from Синьківка", "uk"), { text: "за 8,1 км: Синьківка", language: "uk" });
  assert.deepEqual(reason("occupied by the end of the register, 2025-05-07", "uk").text, "окуповано на кінець реєстру, 2025-05-07");
  assert.deepEqual(reason("a new reason", "uk"), { text: "a new reason", language: "en" });
  assert.deepEqual(reason("same raion as Суми", "en"), { text: "same raion as Суми", language: "en" });
});
