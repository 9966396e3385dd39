// The command, its server and a browser, for the tests beside this file.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../..");
// scripts/check-page sets these.
const { PAGE_TOOLS, PAGE_COMMAND, PAGE_BROWSER } = process.env;
const { chromium } = createRequire(`${PAGE_TOOLS}/`)("playwright-core");

export const SHOTS = path.join(PAGE_TOOLS, "screenshots");
mkdirSync(SHOTS, { recursive: true });

export const REPORT = readFileSync(path.join(ROOT, "examples/report.txt"), "utf8");
export const DATE = "2023-11-26";
export const REPORT_UK =
  "26 листопада ворог вісім разів атакував на Куп'янському напрямку, поблизу Синьківки та Іванівки Харківської області. " +
  "Під обстрілами були Вовчанськ, Піски-Радьківські й Часів Яр; у Херсоні поранено двох людей.\n" +
  "Речник 4-ї танкової бригади Ігор Савчук повідомив про 12 дронів «Шахед» над Полтавщиною. 🚀 Точка: 49.7068, 37.6150.";
export const REPORT_RU =
  "На Купянском направлении отбиты атаки у Синьковки и из-под Ивановки, сообщил полковник Андрей Лысенко. " +
  "Авдеевка, Марьинка и Новомихайловка Донецкой области обстреляны из артиллерии: 74 снаряда за сутки.";
export const HOSTILE =
  "<script>window.pwned = 1</script> </script><img src=x onerror=\"window.pwned = 2\"> ]]> <!-- <svg onload=alert(1)> " +
  "\u202eтаврутС\u202c \u2067Синьківка\u2069 \u200f\"'`&amp;&lt; {{constructor}} ${1} \u0007 Обстріляно <b>Куп'янськ</b></script>, " +
  "Kupiansk --> \\u003cscript> 🚀 і Бахмут\u2028кінець";

export function command(args, input = "") {
  const done = spawnSync(PAGE_COMMAND, args, { input, maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${args.join(" ")}: ${done.stderr}`);
  return done.stdout.toString();
}

// What the command finds in a text, as the page asks for it.
export function mentionsOf(text, date = DATE) {
  const line = JSON.stringify({ text, date });
  return JSON.parse(command(["tag", "--input", "jsonl", "--output", "jsonl", "--offsets", "utf16", "-"], line)).mentions;
}

export function geojsonOf(text, ...args) {
  return JSON.parse(command(["tag", "--output", "geojson", "--offsets", "utf16", "--date", DATE, ...args, "-"], text));
}

// A server on a free port: its address, and how to stop it.
export async function serve(...args) {
  const child = spawn(PAGE_COMMAND, ["serve", "--port", "0", ...args], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const found = /http:\/\/\S+\//.exec(said);
      if (found) resolve(found[0]);
    });
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const stop = () => new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.on("exit", (code) => resolve(code));
    child.kill("SIGTERM");
  });
  return { address, stop };
}

export function launch() {
  return chromium.launch({ executablePath: PAGE_BROWSER, args: ["--no-sandbox"] });
}

// A page whose complaints are kept: errors, refusals of its policy, dialogs, requests to elsewhere.
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    const home = new URL(address);
    const url = new URL(request.url());
    const local = url.protocol === "blob:" || (url.protocol === home.protocol && url.host === home.host);
    if (!local) complaints.push(`request to ${request.url()}`);
  });
  await page.goto(address);
  await page.locator("#map .land path").first().waitFor({ state: "attached" });
  return { page, complaints, close: () => context.close() };
}

// Types a text, sets its date, and waits for what it names.
export async function ask(page, text, date = DATE) {
  await page.locator("#report").fill(text);
  await submit(page, text, date);
}

// The same with a long text, which to type takes the driver longer than the page.
export async function paste(page, text, date = DATE) {
  await page.locator("#report").evaluate((report, value) => { report.value = value; }, text);
  await submit(page, text, date);
}

async function submit(page, text, date) {
  await page.locator("#date").fill(date);
  await page.locator("#find").click();
  await page.waitForFunction((length) => document.querySelector("#text").textContent.length === length
    && !document.body.hasAttribute("aria-busy"), text.length, { timeout: 60_000 });
  await nextFrame(page);
}

// Kind and words of each mark, by its colour and text.
export function marks(page) {
  return page.locator("#text mark").evaluateAll((all) => all.map((mark) => [mark.classList[0], mark.textContent]));
}

export function marksOf(mentions) {
  return mentions.map((mention) => [mention.kind === "place" && !mention.place ? "unknown" : mention.kind, mention.text]);
}

// Reads what a click on the download button saves.
export async function downloaded(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#download").click()]);
  if (download.suggestedFilename() !== "places.geojson") throw new Error(download.suggestedFilename());
  return JSON.parse(readFileSync(await download.path(), "utf8"));
}

// Where the markers stand, by their keys, as pixels of the window.
export function markers(page) {
  return page.locator("#map .marker[data-key]").evaluateAll((all) => Object.fromEntries(all.map((marker) => {
    const box = marker.querySelector("circle:last-child").getBoundingClientRect();
    return [marker.dataset.key, [box.x + box.width / 2, box.y + box.height / 2]];
  })));
}

export function nextFrame(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
