// The page as one file, opened from the disk.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { DATE, HOSTILE, REPORT, REPORT_RU, REPORT_UK, SHOTS, command, downloaded, geojsonOf, launch, marks, marksOf, mentionsOf, open } from "./page.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "page-"));
let browser;

before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

// Writes documents as one page; its address.
function written(name, documents) {
  const lines = documents.map((document) => JSON.stringify({ date: DATE, ...document })).join("\n");
  const file = path.join(folder, `${name}.html`);
  writeFileSync(file, command(["tag", "--input", "jsonl", "--output", "html", "-"], lines));
  return pathToFileURL(file).href;
}

async function opened(address, act, options) {
  const { page, complaints, close } = await open(browser, address, options);
  await act(page);
  assert.deepEqual(complaints, []);
  await close();
}

const TEXTS = [["en", REPORT], ["uk", REPORT_UK], ["</script><b>", HOSTILE], [7, REPORT_RU], [null, "Тихо."]];

test("shows several documents, each as the command reads it", { timeout: 120_000 }, async () => {
  const address = written("several", TEXTS.map(([id, text]) => ({ id, text })));
  await opened(address, async (page) => {
    assert.ok(await page.locator("#ask").isHidden());
    const names = await page.locator("#document option").allTextContents();
    assert.deepEqual(names.map((name) => name.split(" · ")[0]), ["en", "uk", "</script><b>", "7", "Document 5"]);
    for (const [number, [, text]] of TEXTS.entries()) {
      assert.equal(await page.locator("#text").textContent(), text);
      assert.deepEqual(await marks(page), marksOf(mentionsOf(text)));
      if (number + 1 < TEXTS.length) await page.locator("#next").click();
    }
    assert.ok(await page.locator("#next").isDisabled());
    assert.equal(await page.evaluate(() => window.pwned), undefined);
  });
});

test("has candidates, languages and the map, and loads nothing", { timeout: 120_000 }, async () => {
  await opened(written("one", [{ id: "report", text: REPORT }]), async (page) => {
    assert.ok(await page.locator("#documents").isHidden());
    assert.match(await page.locator("#status").innerText(), /^report · \d+ mentions$/);
    assert.equal(await page.locator("#map .land path").count(), 27);
    await page.locator("#text mark", { hasText: /^Ivanivka$/ }).click();
    assert.ok(await page.locator("#details .candidate").count() > 1);
    await page.getByRole("button", { name: "Українська" }).click();
    assert.match(await page.locator("#details").innerText(), /Інші кандидати/);
    await page.screenshot({ path: path.join(SHOTS, "file.png") });
    const expected = geojsonOf(REPORT);
    for (const feature of expected.features) feature.properties.document = "report";
    assert.deepEqual(await downloaded(page), expected);
  });
});

test("puts the places of all documents on the map", { timeout: 120_000 }, async () => {
  const address = written("all", [{ id: 1, text: REPORT }, { id: 2, text: REPORT_RU }]);
  await opened(address, async (page) => {
    const one = await page.locator("#place-list li").count();
    await page.locator("#everywhere").check();
    const all = await page.locator("#place-list li").count();
    assert.ok(all > one);
    const file = await downloaded(page);
    assert.deepEqual(new Set(file.features.map(({ properties }) => properties.document)), new Set([1, 2]));
    // A place of the other document opens it.
    await page.locator("#place-list button", { hasText: "Avdiivka" }).click();
    assert.equal(await page.locator("#text").textContent(), REPORT_RU);
    assert.equal(await page.locator("#text mark[aria-pressed=true]").textContent(), "Авдеевка");
  });
});

test("opens without documents", { timeout: 120_000 }, async () => {
  await opened(written("none", []).replace(/#.*/, ""), async (page) => {
    assert.ok(await page.locator("#reading").isHidden());
    assert.equal(await page.locator("#status").innerText(), "There is no text yet.");
  });
});

test("its policy lets no other script run", { timeout: 120_000 }, async () => {
  const address = written("changed", [{ id: 1, text: REPORT }]);
  const file = path.join(folder, "changed.html");
  const page = command(["tag", "--input", "jsonl", "--output", "html", "-"], JSON.stringify({ text: REPORT }));
  writeFileSync(file, page.replace("</main>", "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'></main>"));
  const { page: shown, complaints, close } = await open(browser, address);
  assert.equal(await shown.evaluate(() => window.pwned), undefined);
  assert.ok(complaints.some((complaint) => /Content Security Policy/.test(complaint)), String(complaints));
  assert.ok(await shown.locator("#text mark").count() > 5);
  await close();
});
