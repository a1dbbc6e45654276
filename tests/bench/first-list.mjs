// From an address to a list of contacts that can be used: two static folders side by side.
//
//     node tests/bench/first-list.mjs FOLDER_A FOLDER_B [ROUNDS]
//
// Needs node 20, chromium and chromedriver. A folder is served as a good host does, with Brotli; an address within it
// may follow (`dist?demo=en#/contacts`, `build#/contacts`; `#/contacts` unless said).
//
// "First visit" starts with an empty browser. A release of Cove has nobody's data then, so its demo is opened by link.
// "500 contacts, again" is a browser that was closed and starts anew on what it kept: into a release of Cove the 500
// contacts of tests/fixtures/tables/atomic-crm-contacts.csv are imported before by its own pages; of any other folder
// it is simply the second visit, with whatever records it makes up for itself.
//
// Usable is when ten rows stand in the window and no task longer than 50 ms runs within the next 500 ms; the time is
// that of the last such task's end, or of the rows. Both folders take turns in every round; medians are printed, with
// the least and the greatest. "Phone" means a quarter of the processor, 150 ms to the host and 1.6 Mbit/s.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const TABLE = fileURLToPath(new URL("../fixtures/tables/atomic-crm-contacts.csv", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".json": "application/json", ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2",
};
const WATCH = `(() => {
  let last = 0, seen = 0;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) last = Math.max(last, task.startTime + task.duration);
  }).observe({ type: "longtask", buffered: true });
  const rows = () => [...document.querySelectorAll("[role=row], tbody tr, [role=listitem], main li, main [role=button]")]
    .filter((row) => { const box = row.getBoundingClientRect();
      return box.height > 0 && box.top < innerHeight && box.bottom > 0 && row.innerText?.trim(); }).length;
  const look = () => {
    if (document.body && rows() >= 10) seen ||= performance.now(); else seen = 0;
    const from = Math.max(seen, last);
    if (seen && performance.now() - from > 500) window.__usable = from; else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

/** Serves a folder; gives its address. */
async function serve(folder) {
  const packed = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    let file = join(folder, normalize(path));
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!existsSync(file)) return response.writeHead(404).end();
    if (!packed.has(file)) {
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
      packed.set(file, existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : brotliCompressSync(readFileSync(file), quality));
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-encoding": "br", "cache-control": "no-cache" });
    response.end(packed.get(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://localhost:${server.address().port}/`, close: () => server.close() };
}

/** As much of WebDriver as is needed here. */
class Browser {
  static async start(port, profile) {
    const args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--lang=en", "--accept-lang=en",
      "--window-size=1280,800", `--user-data-dir=${profile}`];
    const wanted = { capabilities: { alwaysMatch: { "goog:chromeOptions": { args } } } };
    const browser = new Browser();
    browser.base = `http://localhost:${port}/session`;
    browser.base += `/${(await browser.ask("", wanted)).sessionId}`;
    return browser;
  }
  async ask(path, body, method = "POST") {
    const answer = await fetch(this.base + path, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.message}`);
    return value;
  }
  tool(cmd, params) { return this.ask("/goog/cdp/execute", { cmd, params }); }
  go(url) { return this.ask("/url", { url }); }
  run(script, ...args) { return this.ask("/execute/sync", { script, args }); }
  quit() { return this.ask("", undefined, "DELETE"); }
  async until(script, ...args) {
    for (const end = Date.now() + 60_000; Date.now() < end; ) {
      const found = await this.run(script, ...args);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`in vain: ${script}; the page says: ${await this.run("return document.body.innerText")}`);
  }
  async type(value, text) {
    await this.until("return Boolean(document.querySelector(arguments[0]))", value);
    const [element] = Object.values(await this.ask("/element", { using: "css selector", value }));
    await this.ask(`/element/${element}/value`, { text });
  }
  press(words) {
    return this.until(`const found = [...document.querySelectorAll("button, label")].find((one) =>
      one.innerText.trim().startsWith(arguments[0]) && !one.disabled); found?.click(); return Boolean(found)`, words);
  }
}

/** Whether it is a release of Cove. */
const isCove = (folder) => /data-wasm="[^"]*cove_bg/.test(readFileSync(join(folder, "index.html"), "utf8"));

/** Imports 500 contacts by the pages of a release of Cove. */
async function prepare(browser, address) {
  await browser.go(address);
  await browser.press("Start empty");
  await browser.type("form input[autocomplete=name]", "Ann Lee");
  await browser.run("document.querySelector('form button[type=submit]').click()");
  await browser.until("return document.querySelector('nav')");
  await browser.run("location.hash = '#/import'");
  await browser.type("main input[type=file]", TABLE);
  for (const words of ["Next", "Next", "Import 500"]) {
    await browser.press(words);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await browser.until("return document.querySelector('nav a[href=\"#/contacts\"] .nav-count')?.innerText === '500'");
}

async function measure(browser, url, phone) {
  await browser.tool("Page.addScriptToEvaluateOnNewDocument", { source: WATCH });
  if (phone) {
    await browser.tool("Emulation.setCPUThrottlingRate", { rate: 4 });
    await browser.tool("Network.enable", {});
    const line = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
    await browser.tool("Network.emulateNetworkConditions", line);
  }
  await browser.go(url);
  return browser.until("return window.__usable");
}

const [given, rounds] = [process.argv.slice(2, 4), Number(process.argv[4] ?? 5)];
if (given.length < 2) {
  console.error("usage: node tests/bench/first-list.mjs FOLDER_A FOLDER_B [ROUNDS]");
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), "first-list-"));
const port = 20_000 + Math.floor(Math.random() * 10_000);
const driver = spawn("chromedriver", [`--port=${port}`], { stdio: "ignore" });
process.on("exit", () => { driver.kill(); rmSync(scratch, { recursive: true, force: true }); });
for (let tries = 0; !(await fetch(`http://localhost:${port}/status`).then(({ ok }) => ok, () => false)); tries++) {
  if (tries > 200) throw new Error("chromedriver does not start");
  await new Promise((resolve) => setTimeout(resolve, 50));
}

const sides = [];
for (const one of given) {
  const [, folder, tail] = /^([^?#]*)(.*)$/.exec(one);
  const cove = isCove(folder);
  const site = await serve(folder);
  const side = { name: one, site, cove, profile: mkdtempSync(join(scratch, "kept-")), times: {} };
  side.first = site.address + (tail || (cove ? "?demo=en#/contacts" : "#/contacts"));
  side.again = cove ? `${site.address}#/contacts` : side.first;
  const browser = await Browser.start(port, side.profile);
  if (cove) await prepare(browser, site.address);
  else await measure(browser, side.first, false);
  await browser.quit();
  sides.push(side);
}
const rows = [["first visit", false], ["500 contacts, again", false], ["first visit, phone", true], ["500 contacts, again, phone", true]];
for (let round = 0; round < rounds; round++) {
  for (const [row, phone] of rows) {
    for (const side of sides) {
      const first = row.startsWith("first");
      const profile = first ? mkdtempSync(join(scratch, "new-")) : side.profile;
      const browser = await Browser.start(port, profile);
      (side.times[row] ??= []).push(await measure(browser, first ? side.first : side.again, phone));
      await browser.quit();
    }
  }
}
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
const cell = (times) => `${Math.round(median(times))} ms (${Math.round(times[0])}–${Math.round(times.at(-1))})`;
console.log(`| usable list of contacts, median of ${rounds} | ${sides.map(({ name }) => name).join(" | ")} | B to A |`);
console.log("|---|---|---|---|");
for (const [row] of rows) {
  const [a, b] = sides.map(({ times }) => times[row]);
  console.log(`| ${row} | ${cell(a)} | ${cell(b)} | ${(median(b) / median(a)).toFixed(2)}× |`);
}
for (const { site } of sides) site.close();
process.exit(0);
