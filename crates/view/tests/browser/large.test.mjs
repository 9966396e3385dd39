// A text of thousands of mentions stays usable: what is in sight is laid out and drawn, and not the rest.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { ROOT, downloaded, launch, markers, nextFrame, open, paste, serve } from "./page.mjs";

const MENTIONS = 20_000;
// Seconds that the thread of the page may work for each act: three or four times what it does, and a third or less of what it
// took when everything was laid out and drawn (find 25, click 1.8, pan 3.4, filter 27).
const BOUNDS = { find: 7, click: 0.6, pan: 1, filter: 2 };

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([serve("--timeout", "120"), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// A sentence for each name, with names from all over the country. Lines begin with a mention.
function reportOf(count, joint) {
  const rows = readFileSync(path.join(ROOT, "data/settlements.tsv"), "utf8").split("\n").slice(1);
  const names = [...new Set(rows.map((row) => row.split("\t")[2]).filter(Boolean))];
  return Array.from({ length: count }, (_, number) =>
    `Обстріляно село ${names[(number * 7919) % names.length]}.${number % 4 === 3 ? `${joint}Суми: ` : " "}`).join("");
}

// A clock of the work of the page's thread, which what else runs on the machine does not move: seconds that an act takes, until
// what it changes is on the screen.
async function clock(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value;
  };
  return async (act) => {
    const before = await worked();
    await act();
    await nextFrame(page);
    return await worked() - before;
  };
}

function clickOn(page, number) {
  return page.evaluate((number) => [...document.querySelectorAll("#text [role=button]")].at(number).click(), number);
}

for (const [name, joint] of [["in lines", "\n"], ["without a line break", " "]]) {
  test(`${MENTIONS} mentions ${name}`, { timeout: 240_000 }, async () => {
    const text = reportOf(MENTIONS, joint);
    const { page, complaints, close } = await open(browser, server.address);
    const seconds = await clock(page);
    const cost = { find: await seconds(() => paste(page, text)) };
    assert.equal(await page.locator("#text").evaluate((element, text) => element.textContent === text, text), true);
    const marked = await page.locator("#text mark").count();
    assert.ok(marked > 0.95 * MENTIONS, `${marked}`);
    const longest = await page.locator("#text > .part").evaluateAll((all) => Math.max(...all.map((part) => part.textContent.length)));
    assert.ok(longest < 15_000, `a part of ${longest} characters`);

    cost.click = Math.max(await seconds(() => clickOn(page, 5)), await seconds(() => clickOn(page, -5)));
    const selected = page.locator("#text [aria-pressed=true]");
    const { top, bottom } = await selected.evaluate((mark) => mark.getBoundingClientRect().toJSON());
    assert.ok(top >= 0 && bottom <= 900, `a mention far below comes into sight: ${top} to ${bottom}`);
    assert.equal(await page.locator("#map .marker.selected").count(), 1);
    await page.locator("#map svg").focus();
    cost.pan = await seconds(async () => {
      for (let step = 0; step < 5; step += 1) {
        await page.keyboard.press("ArrowLeft");
        await nextFrame(page);
      }
    });

    // Those that are not drawn come as the map gets nearer; the list has all, and so has the file.
    const places = Number((await page.locator("#place-count").innerText()).replaceAll(/\D/g, ""));
    assert.ok(places > 5000, `${places}`);
    await page.keyboard.press("0");
    await nextFrame(page);
    const far = Object.keys(await markers(page));
    assert.ok(far.length > 300 && far.length < 3000, `${far.length}`);
    for (let step = 0; step < 8; step += 1) await page.keyboard.press("+");
    await nextFrame(page);
    const near = Object.keys(await markers(page)).filter((key) => !far.includes(key));
    assert.ok(near.length > 0, `of ${places} places some are only seen from near`);
    const entries = page.locator("#place-list .entry");
    const first = await entries.count();
    assert.ok(first < 500);
    await page.locator("#more").click();
    assert.ok(await entries.nth(first).evaluate((entry) => entry === document.activeElement), "the focus goes to what is new");
    assert.equal(await page.locator("#more").innerText(), `Show more: ${(places - 2 * first).toLocaleString("en")} left`);
    const file = await downloaded(page);
    assert.equal(new Set(file.features.map(({ properties }) => properties.place.id)).size, places);

    cost.filter = await seconds(() => page.locator("#least").fill("50"));
    const costly = Object.entries(cost).filter(([act, seconds]) => seconds > BOUNDS[act]);
    assert.deepEqual(costly, [], `seconds, at most ${JSON.stringify(BOUNDS)}`);
    console.log(Object.entries(cost).map(([act, seconds]) => `${act} ${seconds.toFixed(2)} s`).join(", "));
    assert.deepEqual(complaints, []);
    await close();
  });
}
