// The served page, driven as a person would.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  DATE, HOSTILE, REPORT, REPORT_RU, REPORT_UK, ask, downloaded, geojsonOf, launch, markers, marks, marksOf, mentionsOf, nextFrame, open, paste, serve,
} from "./page.mjs";

const SYNKIVKA = "UA63080130130078227";
const IVANIVKA = "UA63080130040020621";
let server, browser;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(async () => {
  await browser?.close();
  assert.equal(await server?.stop(), 0, "the server ends well when told to");
});

// A test with a page of its own, which may not complain.
function driven(name, act, options = {}) {
  test(name, { timeout: 120_000 }, async () => {
    const { page, complaints, close } = await open(browser, server.address + (options.hash ?? ""), options);
    try {
      await act(page);
      assert.deepEqual(complaints, options.complaints ?? []);
    } finally {
      await close();
    }
  });
}

driven("marks what the command finds, in three languages", async (page) => {
  for (const text of [REPORT, REPORT_UK, REPORT_RU]) {
    const mentions = mentionsOf(text);
    assert.ok(mentions.length > 5);
    await ask(page, text);
    assert.equal(await page.locator("#text").textContent(), text);
    assert.deepEqual(await marks(page), marksOf(mentions));
    const places = new Set(mentions.filter(({ place }) => place?.lat).map(({ place }) => place.id));
    const coordinates = mentions.filter(({ kind }) => kind === "coordinates").length;
    assert.equal(Object.keys(await markers(page)).length, places.size + coordinates);
    assert.equal(await page.locator("#place-list li").count(), places.size + coordinates);
  }
});

driven("shows candidates and evidence of a mention that is clicked", async (page) => {
  await ask(page, REPORT);
  const expected = mentionsOf(REPORT).find(({ place }) => place?.id === IVANIVKA);
  await page.locator("#text mark", { hasText: /^Ivanivka$/ }).click();
  const details = page.locator("#details");
  assert.match(await details.innerText(), /Ivanivka[\s\S]*UA63080130040020621[\s\S]*Evidence/);
  const shown = await details.locator(".candidate").evaluateAll((all) => all.map((button) => button.dataset.id));
  assert.deepEqual(shown, expected.alternatives.map(({ id }) => id));
  assert.deepEqual(await details.locator(".evidence li").allTextContents(), expected.evidence);
  assert.equal(await page.locator(`#map .marker.selected`).getAttribute("data-key"), IVANIVKA);

  // A candidate far off comes into sight.
  await details.locator(".candidate").last().click();
  await nextFrame(page);
  const box = await page.locator("#map").boundingBox();
  const hollow = await page.locator("#map .marker.candidate.hover").boundingBox();
  assert.ok(hollow && hollow.x > box.x && hollow.x + hollow.width < box.x + box.width && hollow.y > box.y);

  await details.locator(".close").click();
  assert.ok(await details.isHidden());
  assert.equal(await page.locator("#map .marker.candidate").count(), 0);
});

driven("names no place where none is known, and suggests", async (page) => {
  await ask(page, REPORT);
  await page.locator("#text mark.unknown").click();
  assert.match(await page.locator("#details").innerText(), /unknown place[\s\S]*Places of a similar name[\s\S]*Synkivka/);
});

driven("links text and map", async (page) => {
  await ask(page, REPORT);
  await page.locator("#text mark", { hasText: "Sinkivka" }).hover();
  await nextFrame(page);
  assert.deepEqual(await page.locator("#map .marker.hover").evaluateAll((all) => all.map((marker) => marker.dataset.key)), [SYNKIVKA]);
  const [x, y] = (await markers(page))[IVANIVKA];
  await page.mouse.move(x, y);
  assert.deepEqual(await page.locator("#text mark.hover").allTextContents(), ["Ivanivka"]);
  await page.mouse.click(x, y);
  assert.equal(await page.locator("#text mark[aria-pressed=true]").textContent(), "Ivanivka");
  assert.match(await page.locator("#details h2").innerText(), /^Ivanivka/);
});

driven("zooms and pans by wheel, drag, buttons and keys", async (page) => {
  await ask(page, REPORT);
  const apart = async () => {
    await nextFrame(page);
    const at = await markers(page);
    return Math.hypot(at[SYNKIVKA][0] - at[IVANIVKA][0], at[SYNKIVKA][1] - at[IVANIVKA][1]);
  };
  const where = async () => {
    await nextFrame(page);
    return (await markers(page))[SYNKIVKA];
  };
  const first = await apart();
  const box = await page.locator("#map").boundingBox();
  const middle = [box.x + box.width / 2, box.y + box.height / 2];

  await page.mouse.move(...await where());
  const before = await where();
  await page.mouse.wheel(0, -200);
  assert.ok(await apart() > first * 1.2, "the wheel zooms in");
  const behind = await where();
  assert.ok(Math.hypot(behind[0] - before[0], behind[1] - before[1]) < 2, "around the pointer");

  await page.getByRole("button", { name: "Show all places" }).click();
  assert.ok(Math.abs(await apart() - first) < 0.5, "all places come back");
  await page.getByRole("button", { name: "Zoom in" }).click();
  assert.ok(await apart() > first * 1.4);
  await page.getByRole("button", { name: "Zoom out" }).click();
  assert.ok(Math.abs(await apart() - first) < 0.5);

  const still = await where();
  const free = [box.x + 60, box.y + box.height - 60];
  await page.mouse.move(...free);
  await page.mouse.down();
  await page.mouse.move(free[0] + 30, free[1] - 20, { steps: 4 });
  await page.mouse.up();
  const dragged = await where();
  assert.ok(Math.abs(dragged[0] - still[0] - 30) < 1.5 && Math.abs(dragged[1] - still[1] + 20) < 1.5, `${still} ${dragged}`);

  await page.locator("#map svg").focus();
  await page.keyboard.press("ArrowRight");
  assert.ok((await where())[0] < dragged[0] - 30);
  await page.keyboard.press("+");
  assert.ok(await apart() > first * 1.4);
  await page.keyboard.press("0");
  assert.ok(Math.abs(await apart() - first) < 0.5);
  await page.mouse.dblclick(...middle);
  assert.ok(await apart() > first * 1.8);
  await page.getByRole("button", { name: "Show the whole country" }).click();
  assert.ok(await apart() < first);
});

driven("zooms by pinching", async (page) => {
  await ask(page, REPORT);
  await page.locator("#map").scrollIntoViewIfNeeded();
  const box = await page.locator("#map").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const before = await markers(page);
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...apart) => session.send("Input.dispatchTouchEvent", {
    type, touchPoints: apart.flatMap((half) => [{ x: x - half, y, id: 1 }, { x: x + half, y, id: 2 }]),
  });
  await touch("touchStart", 20);
  for (const half of [30, 40, 50, 60]) await touch("touchMove", half);
  await touch("touchEnd");
  await nextFrame(page);
  const after = await markers(page);
  const width = (at) => Math.abs(at[SYNKIVKA][0] - at[IVANIVKA][0]);
  assert.ok(width(after) > width(before) * 2.2 && width(after) < width(before) * 3.8, `${width(before)} ${width(after)}`);
}, { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

driven("works by keyboard alone", async (page) => {
  await page.locator("#report").focus();
  await page.keyboard.insertText(REPORT);
  await page.keyboard.press("Control+Enter");
  await page.locator("#text mark").first().waitFor();
  await page.locator("#least").focus();
  const texts = await page.locator("#text mark").allTextContents();
  assert.ok(texts.length > 10);
  for (const [number, text] of texts.entries()) {
    await page.keyboard.press(number === 0 ? "Tab" : "ArrowRight");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return { text: element.closest("mark").textContent, role: element.getAttribute("role"), outline: style.outlineStyle, width: style.outlineWidth };
    });
    assert.deepEqual(focused, { text, role: "button", outline: "solid", width: "3px" });
  }
  const last = page.locator("#text mark").last();
  await page.keyboard.press("Enter");
  assert.equal(await last.getAttribute("aria-pressed"), "true");
  assert.ok(await page.locator("#details").isVisible());
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#details").isHidden());
  const hasFocus = (mark) => mark.evaluate((element) => element === document.activeElement);
  assert.ok(await hasFocus(last), "the focus goes back to the mention");
  await page.keyboard.press("Space");
  assert.ok(await page.locator("#details").isVisible());
  await page.keyboard.press("Home");
  assert.ok(await hasFocus(page.locator("#text mark").first()));
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("End");
  assert.ok(await hasFocus(last));
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => !document.activeElement.closest("#text")), "Tab leaves the text");
  await page.keyboard.press("Shift+Tab");
  assert.ok(await hasFocus(last), "and comes back to where it was");
});

driven("has no button inside a button, and one for each mention", async (page) => {
  await ask(page, REPORT);
  const mentions = mentionsOf(REPORT);
  const outer = mentions.filter(({ start, end }) => mentions.some((other) => start < other.start && other.end <= end));
  assert.ok(outer.length, "a weapon inside a count");
  assert.equal(await page.locator("#text :is(button, [role=button], a) :is(button, [role=button], a, [tabindex])").count(), 0);
  const names = await page.locator("#text [role=button]").evaluateAll((all) => all.map((button) => button.getAttribute("aria-label") ?? button.textContent));
  assert.deepEqual(names, mentions.map(({ text }) => text));
  for (const { text } of outer) {
    const mark = page.locator("#text mark.count").filter({ hasText: text });
    await mark.getByRole("button", { name: text, exact: true }).focus();
    await page.keyboard.press("Enter");
    assert.ok((await page.locator("#details h2").innerText()).startsWith(`${text} `));
    // Behind the weapon, or on the words of the count itself: both are the count's.
    await page.locator("#details .close").click();
    await mark.click({ position: { x: 3, y: 8 } });
    assert.ok((await page.locator("#details h2").innerText()).startsWith(`${text} `));
    await mark.locator("mark").click();
    assert.match(await page.locator("#details h2").innerText(), /weapon$/);
    assert.equal(await page.locator("#text [aria-pressed=true]").count(), 1);
  }
});

driven("speaks Ukrainian, and remembers it", async (page) => {
  await ask(page, REPORT);
  await page.locator("#text mark", { hasText: /^Ivanivka$/ }).click();
  await page.getByRole("button", { name: "Українська" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "uk");
  assert.equal(await page.locator("#find").innerText(), "Знайти місця");
  const details = await page.locator("#details").innerText();
  assert.match(details, /Іванівка, село[\s\S]*Куп'янський район, Харківська область[\s\S]*Підстави/);
  const reasons = await page.locator("#details .evidence li").allTextContents();
  assert.ok(reasons.length > 1 && reasons.every((reason) => !/[a-z]/i.test(reason)), String(reasons));
  assert.match(page.url(), /#lang=uk$/);
  await page.reload();
  assert.equal(await page.locator("#find").innerText(), "Знайти місця");
});

driven("takes the browser's language", async (page) => {
  assert.equal(await page.locator("#find").innerText(), "Знайти місця");
  await page.locator("#example").click();
  await page.locator("#text mark").first().waitFor();
  assert.ok((await marks(page)).length > 8);
}, { locale: "uk-UA" });

driven("filters by kind and confidence, in text, list and file", async (page) => {
  await ask(page, REPORT);
  const mentions = mentionsOf(REPORT);
  await page.locator("#kinds [data-kind=count]").click();
  const kinds = new Set(await page.locator("#kinds [aria-pressed=true]").evaluateAll((all) => all.map((chip) => chip.dataset.kind)));
  assert.ok(!kinds.has("count") && kinds.has("place"));
  await page.locator("#least").fill("90");
  await nextFrame(page);
  const wanted = mentions.filter(({ kind, confidence }) => kinds.has(kind) && confidence >= 0.9);
  assert.ok(wanted.length && wanted.length < mentions.length);
  assert.deepEqual(await marks(page), marksOf(wanted));
  assert.deepEqual(await downloaded(page), geojsonOf(REPORT, "--min-confidence", "0.9"));
});

driven("saves the GeoJSON that the command writes", async (page) => {
  for (const text of [REPORT, REPORT_UK, REPORT_RU]) {
    await ask(page, text);
    const file = await downloaded(page);
    assert.ok(file.features.length > 2);
    assert.deepEqual(file, geojsonOf(text));
  }
});

driven("keeps hostile text as text", async (page) => {
  await ask(page, HOSTILE);
  assert.equal(await page.locator("#text").textContent(), HOSTILE);
  assert.deepEqual(await marks(page), marksOf(mentionsOf(HOSTILE)));
  for (const mark of await page.locator("#text mark").all()) await mark.click();
  assert.equal(await page.locator("#text").evaluate((text) => text.querySelectorAll(":not(mark, .part)").length), 0);
  assert.equal(await page.evaluate(() => window.pwned), undefined);
});

test("its policy refuses scripts and markup made of strings", async () => {
  const { page, complaints, close } = await open(browser, server.address);
  const refused = await page.evaluate(() => {
    const element = document.createElement("div");
    try {
      element.innerHTML = "<b>x</b>";
      return false;
    } catch (error) {
      return error instanceof TypeError;
    }
  });
  assert.ok(refused);
  await page.evaluate(() => {
    const image = document.createElement("img");
    image.src = "https://example.org/pixel";
    document.body.append(image);
  });
  await page.waitForFunction(() => true);
  assert.ok(complaints.some((complaint) => /Content Security Policy/.test(complaint)), String(complaints));
  await close();
});

driven("takes a megabyte", async (page) => {
  const part = `${HOSTILE}\n${"слова без назв ".repeat(150)}\n`;
  const text = part.repeat(Math.ceil(2 ** 20 / Buffer.byteLength(part)));
  await paste(page, text);
  assert.equal(await page.locator("#text").textContent(), text);
  assert.equal((await marks(page)).length, mentionsOf(text).length);
  await page.locator("#text mark").nth(500).click();
  assert.ok(await page.locator("#details").isVisible());
  assert.equal(await page.evaluate(() => window.pwned), undefined);
});

test("says what went wrong", { timeout: 120_000 }, async () => {
  const narrow = await serve("--max-body", "3000");
  const { page, complaints, close } = await open(browser, narrow.address);
  const status = page.locator("#status");
  await page.locator("#find").click();
  assert.equal(await status.innerText(), "There is no text yet.");
  await page.locator("#report").fill(REPORT_UK.repeat(9));
  await page.locator("#find").click();
  await status.filter({ hasText: "did not work" }).waitFor();
  assert.equal(await status.innerText(), "That did not work: the body is longer than 3000 bytes");
  assert.ok(await page.locator("#reading").isHidden());
  await ask(page, REPORT);
  assert.match(await status.innerText(), /^\d+ mentions$/);
  await narrow.stop();
  await page.locator("#find").click();
  await status.filter({ hasText: "the server does not answer" }).waitFor();
  assert.deepEqual(complaints.map((complaint) => complaint.split(": ")[0]), ["Failed to load resource", "Failed to load resource"]);
  await close();
});

test("the date of a report counts", () => {
  assert.notDeepEqual(mentionsOf(REPORT, DATE), mentionsOf(REPORT, null));
});
