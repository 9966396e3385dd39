// What the page looks like: nothing hangs over at any width, colours can be read, and screenshots to look at.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { REPORT, REPORT_UK, SHOTS, ask, launch, nextFrame, open, serve } from "./page.mjs";

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// The least contrast of text by WCAG 2.2, level AA.
const LEAST_CONTRAST = 4.5;

// The contrast of the words of each element with what is painted below them.
function contrasts() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => value / 255);
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const low = [];
  const shown = [...document.body.querySelectorAll("*:not(svg *, option, noscript)")].filter((element) =>
    element.checkVisibility() && !element.disabled && [...element.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  for (const element of shown) {
    const below = [];
    for (let at = element; at; at = at.parentElement) below.unshift(getComputedStyle(at).backgroundColor);
    const back = paint(below);
    const ink = paint([...below, getComputedStyle(element).color]);
    const [a, b] = [luminance(back), luminance(ink)].sort((x, y) => y - x);
    low.push([(a + 0.05) / (b + 0.05), element.className || element.tagName, element.textContent.slice(0, 30)]);
  }
  return low;
}

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`at ${width} pixels, ${colorScheme}`, { timeout: 120_000 }, async () => {
      const viewport = { width, height: width === 360 ? 740 : 900 };
      const { page, complaints, close } = await open(browser, `${server.address}#lang=${colorScheme === "dark" ? "uk" : "en"}`, { viewport, colorScheme });
      const shot = (name, fullPage = true) => page.screenshot({ path: path.join(SHOTS, `${name}-${width}-${colorScheme}.png`), fullPage });
      await shot("empty");
      await ask(page, colorScheme === "dark" ? REPORT_UK : REPORT);
      await nextFrame(page);
      await shot("report");
      await page.locator("#text mark.place").nth(2).click();
      await nextFrame(page);
      await shot("details", width !== 360);
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overhang <= 0, `${overhang} pixels hang over`);
      const low = (await page.evaluate(contrasts)).filter(([contrast]) => contrast < LEAST_CONTRAST);
      assert.deepEqual(low, []);
      const small = await page.locator("button").evaluateAll((all) => all.filter((button) => button.checkVisibility())
        .map((button) => button.getBoundingClientRect()).filter(({ width, height }) => width < 24 || height < 24).length);
      assert.equal(small, 0, "buttons of less than 24 pixels are hard to hit");
      assert.deepEqual(complaints, []);
      await close();
    });
  }
}
