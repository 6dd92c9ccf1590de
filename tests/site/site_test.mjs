// How a browser reads the site from files: node site_test.mjs OUT CHROMIUM

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const [out, executablePath] = process.argv.slice(2);
const PAGES = [
  ...readdirSync(out, { recursive: true })
    .filter((name) => name.endsWith(".html") && !/^(codes|command-line|constructs|headers|repository)\//.test(name)),
  "command-line/index.html", "command-line/diff.html", "codes/index.html", "codes/OT4380.html", "codes/OT4220.html",
  "constructs/dynamodb.html", "constructs/dynamodb/Table.html", "constructs/ec2/Vpc.html",
  "constructs/lambda/Function.html", "constructs/stepfunctions.html", "headers/index.html",
  "headers/fn.html", "headers/cloudwatch/metric.html", "repository/examples/event_pipeline/index.html",
];
const LOOKS = [1280, 360].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));
const address = (name, more = "") => pathToFileURL(path.join(out, name)).href + more;

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath, args: ["--disable-gpu", "--no-first-run"] });
});
after(() => browser?.close());

// A page of the site, and what went wrong in it: messages of the console, and requests for no file.
async function open(name, { width = 1280, scheme = "light", more = "" } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("requestfailed", (request) => wrong.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) wrong.push(`asked: ${request.url()}`);
  });
  await page.goto(address(name, more));
  return { page, wrong, close: () => context.close() };
}

const shown = (page) => page.locator(".results a").evaluateAll((links) => links.map(({ href }) => href));

// The least contrast of texts with what is behind them, of each colour that a page has.
const leastContrast = (page) =>
  page.evaluate(() => {
    const channels = (color) => color.match(/[\d.]+/g).map(Number);
    const light = ([r, g, b]) =>
      [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = (element) => {
      for (let each = element; each; each = each.parentElement) {
        const color = channels(getComputedStyle(each).backgroundColor);
        if ((color[3] ?? 1) > 0) return color;
      }
      return [255, 255, 255];
    };
    let least = { ratio: 21 };
    for (const element of document.querySelectorAll("body *")) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
      if (!own || !element.checkVisibility({ checkOpacity: true })) continue;
      const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < least.ratio) least = { ratio, text: element.textContent.slice(0, 40) };
    }
    return least;
  });

for (const look of LOOKS) {
  describe(`${look.width} px, ${look.scheme}`, () => {
    let opened;
    before(async () => (opened = await open("index.html", look)));
    after(() => opened.close());

    for (const name of PAGES) {
      test(`${name} fits, is legible, and asks for nothing`, async () => {
        const { page, wrong } = opened;
        await page.goto(address(name));
        assert.deepEqual(wrong, []);
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(tooWide <= 0, `${tooWide} px too wide`);
        const least = await leastContrast(page);
        assert.ok(least.ratio >= 4.5, `contrast ${least.ratio} of '${least.text}'`);
      });
    }
  });
}

describe("the search", () => {
  test("finds a construct while one types, and keys lead to it", async () => {
    const { page, wrong, close } = await open("deploying.html");
    await page.keyboard.press("/");
    await page.keyboard.type("Table");
    await page.waitForSelector(".results a");
    assert.equal((await shown(page))[0], address("constructs/dynamodb/Table.html"));
    await page.keyboard.press("ArrowDown");
    await Promise.all([page.waitForURL(/Table\.html$/), page.keyboard.press("Enter")]);
    assert.deepEqual(wrong, []);
    await close();
  });

  for (const [query, wanted] of [
    ["OT4380", "codes/OT4380.html"], ["ot4220", "codes/OT4220.html"], ["partition_key", "constructs/dynamodb"],
    ["diff", "command-line/diff.html"], ["cdk", "guide/from-cdk.html"], ["bucket versioning", "constructs/s3"],
    ["grant_read_data", "constructs/dynamodb"], ["fn::base64", "headers/fn.html"],
    ["lambda", "constructs/lambda"], ["Metric", "headers/cloudwatch/metric.html#metric"],
  ]) {
    test(`'${query}' is answered on a page of its own`, async () => {
      const { page, wrong, close } = await open("search.html", { more: `?q=${encodeURIComponent(query)}` });
      await page.waitForSelector("article .results a");
      const first = (await shown(page)).slice(0, 4).map((href) => href.slice(address("").length));
      assert.ok(first.some((href) => href.replace(/^\//, "").startsWith(wanted)), first.join());
      assert.deepEqual(wrong, []);
      await close();
    });
  }

  test("says so where nothing is found, and runs no text as code", async () => {
    const { page, wrong, close } = await open("search.html", { more: "?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3Exyzzy" });
    await page.waitForSelector("article .none");
    assert.equal(await page.locator("article img").count(), 0);
    assert.deepEqual(wrong, []);
    await close();
  });
});

test("colours are chosen, and kept", async () => {
  const { page, close } = await open("index.html");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const system = await ground();
  await page.click("#site-theme");
  await page.click("#site-theme");
  const dark = await ground();
  assert.notEqual(dark, system);
  await page.reload();
  assert.equal(await ground(), dark);
  await page.click("#site-theme");
  assert.equal(await ground(), system);
  await close();
});

for (const width of [1280, 360]) {
  test(`what a row of a wide table is about stays when it is scrolled, at ${width} px`, async () => {
    const { page, close } = await open("compared.html", { width });
    const moved = await page.locator(".table", { has: page.locator("text=MPL-2.0") }).evaluate((table) => {
      const cells = [...table.querySelector("tbody tr").cells];
      const places = () => [0, 1, 2].map((i) => cells[i].getBoundingClientRect().left);
      const before = places();
      table.scrollLeft = 60;
      return places().map((place, i) => Math.round(before[i] - place));
    });
    // The second lies over the border of the first.
    assert.deepEqual(moved.map((by) => (by <= 4 ? 0 : by)), [0, 0, 60]);
    await close();
  });
}

test("on a phone a menu leads to the pages", async () => {
  const { page, wrong, close } = await open("index.html", { width: 360 });
  const link = page.locator("#site-sidebar a", { hasText: "Several stacks" });
  assert.equal(await link.isVisible(), false);
  await page.click("#site-menu");
  assert.equal(await link.isVisible(), true);
  await page.keyboard.press("Escape");
  assert.equal(await link.isVisible(), false);
  await page.click("#site-menu");
  await Promise.all([page.waitForURL(/several-stacks\.html$/), link.click()]);
  assert.deepEqual(wrong, []);
  await close();
});
