// What a page of `graph --format html` shows, and what it lets in: node graph_content_test.mjs APP CHROMIUM

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import {
  PHONE, drawChange, nodeOf, openBrowser, openedForEach, panelOf, resourceOf, settle, showView, viewsOf,
} from "./graph_page.mjs";

const [app, chromiumPath] = process.argv.slice(2);

let world;
let file;

before(async () => {
  world = await openBrowser(app, chromiumPath);
  file = drawChange(world);
});
after(() => world?.close());

const HOSTILE = `</script><img src="https://foreign.example/x" onerror="alert(1)">{{data}}<!--`;

describe("an address", () => {
  test("opens a view and a resource", async () => {
    const first = await world.open(file);
    const { key } = await resourceOf(first.page, "DigitalTwinBucket");
    await first.close();
    const opened = await world.open(file, {}, `#permissions/${key}`);
    assert.equal(await opened.page.locator("[aria-selected=true][role=tab]").textContent(), "Permissions");
    assert.equal(await panelOf(opened.page).locator("h2").textContent(), "DigitalTwinBucket");
    await opened.close();
  });

  for (const hash of ["#nowhere", "#architecture/No/Such", "#%", "#architecture/%E0%A4%A"]) {
    test(`${hash} shows the first view`, async () => {
      const opened = await world.open(file, {}, hash);
      assert.equal(await opened.page.locator("[aria-selected=true][role=tab]").count(), 1);
      assert.equal(await opened.page.locator(".view:not([hidden])").getAttribute("id"), "view-architecture");
      assert.equal(await panelOf(opened.page).isHidden(), true);
      await opened.close();
    });
  }
});

describe("what is shown", () => {
  const opened = openedForEach(() => world.open(file));

  test("a hovered node keeps its edges and neighbours, the rest fades", async () => {
    const { page } = opened;
    const edge = page.locator(".view:not([hidden]) .node").first();
    const key = await page.evaluate(() => document.querySelector(".view:not([hidden]) .edge").dataset.from);
    await page.locator(`.view:not([hidden]) .node[data-key="${key}"]`).hover();
    const opacities = await page.evaluate(
      (from) =>
        [...document.querySelectorAll(".view:not([hidden]) .edge")].map((shown) => [
          shown.dataset.from === from || shown.dataset.to === from,
          Number(getComputedStyle(shown).opacity),
        ]),
      key,
    );
    assert.ok(opacities.some(([own]) => !own));
    for (const [own, opacity] of opacities) assert.equal(opacity === 1, own);
    await page.mouse.move(2, 2);
    assert.equal(await edge.evaluate((node) => getComputedStyle(node).opacity), "1");
  });

  test("each view is also a list of all that it draws", async () => {
    const { page } = opened;
    await page.click("#as-list");
    for (const view of await viewsOf(page)) {
      await showView(page, view);
      const missing = await page.evaluate(() => {
        const text = document.getElementById("list").textContent;
        const { resources } = JSON.parse(document.getElementById("data").textContent);
        const ids = new Map(resources.map(({ key, id }) => [key, id]));
        return [...document.querySelectorAll(".view:not([hidden]) .node")]
          .map((node) => ids.get(node.dataset.key) ?? node.getAttribute("aria-label"))
          .filter((name) => !text.includes(name));
      });
      assert.deepEqual(missing, [], view);
      assert.equal(await page.locator("#stage").isHidden(), true);
    }
  });

  test("the list of the architecture names every resource", async () => {
    const { page } = opened;
    await page.click("#as-list");
    const missing = await page.evaluate(() => {
      const text = document.getElementById("list").textContent;
      const { resources } = JSON.parse(document.getElementById("data").textContent);
      const built = resources.filter(({ change }) => change?.action !== "delete");
      return built.map(({ id }) => id).filter((id) => !text.includes(id));
    });
    assert.deepEqual(missing, []);
  });

  test("everything has a role and a name for a screen reader", async () => {
    const { page } = opened;
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll(".node[data-key], svg.picture[data-view], button, input")]
        .filter((shown) => !(shown.getAttribute("aria-label") || shown.textContent.trim()))
        .map((shown) => shown.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(nameless, []);
  });

  test("no id stands twice", async () => {
    const { page } = opened;
    const twice = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      return ids.filter((id, i) => ids.indexOf(id) !== i);
    });
    assert.deepEqual(twice, []);
  });

  test("the change lists what it replaces and loses", async () => {
    const { page } = opened;
    await showView(page, "change");
    const changed = await page.evaluate(
      () => JSON.parse(document.getElementById("data").textContent).resources.filter(({ change }) => change).length,
    );
    assert.ok(changed > 0);
    assert.equal(await panelOf(page).locator("h2").textContent(), "Answers");
  });

  test("paper has the picture and the list, and no buttons", async () => {
    const { page } = opened;
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.locator("#tools").isHidden(), true);
    assert.equal(await page.locator(".view:not([hidden]) > svg").isVisible(), true);
    assert.ok((await page.locator("#list").innerText()).includes("MainTable"));
  });
});

describe("a phone", () => {
  const opened = openedForEach(() => world.open(file, { viewport: PHONE, hasTouch: true, isMobile: true }));

  test("shows the panel as a sheet at the bottom, and nothing is wider than the screen", async () => {
    const { page } = opened;
    const { key } = await resourceOf(page, "MainTable");
    await page.evaluate((wanted) => (location.hash = `#architecture/${wanted}`), key);
    await settle(page);
    const sheet = await panelOf(page).boundingBox();
    assert.deepEqual([sheet.x, sheet.width], [0, PHONE.width]);
    assert.equal(Math.round(sheet.y + sheet.height), PHONE.height);
    assert.ok(sheet.height < 0.6 * PHONE.height);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width);
    const node = await nodeOf(page, { key }).boundingBox();
    assert.ok(node.y > 0 && node.y + node.height <= sheet.y, "the node is seen above the sheet");
  });

  test("has buttons that a finger meets", async () => {
    const { page } = opened;
    for (const button of await page.locator("#tools button:visible, #tabs button").all()) {
      const { width, height } = await button.boundingBox();
      assert.ok(width >= 24 && height >= 24, await button.textContent());
    }
  });
});

test("the page's policy lets in no script, style, image or request of others", async () => {
  const opened = await world.open(file);
  const { page, wrongs } = opened;
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    document.body.setAttribute("style", "opacity: 0.5");
    const answer = await fetch("data:,x").then(() => "fetched", () => "refused");
    return [window.ran ?? "refused", getComputedStyle(document.body).opacity, answer];
  });
  assert.deepEqual(ran, ["refused", "1", "refused"]);
  assert.ok(wrongs.length >= 3 && wrongs.every((wrong) => wrong.includes("Content Security Policy") || wrong.includes("data:,x")), wrongs.join());
  wrongs.length = 0;
  await opened.close();
});

test("texts of a template stay texts", async () => {
  const hostile = join(world.folder, `a & <b> ${"'"}.json`);
  const made = {
    Description: HOSTILE,
    Resources: {
      Topic: {
        Type: "AWS::SNS::Topic",
        Metadata: { "aws:cdk:path": HOSTILE },
        Properties: { DisplayName: HOSTILE, Tags: [{ Key: "__proto__", Value: HOSTILE }] },
      },
      "Odd<img src=x onerror=alert(2)>": { Type: "AWS::SQS::Queue<script>alert(3)</script>" },
    },
  };
  writeFileSync(hostile, JSON.stringify(made));
  const opened = await world.open(world.draw([hostile]));
  const { page } = opened;
  const { key } = await resourceOf(page, "Topic");
  await nodeOf(page, { key }).click();
  assert.ok((await panelOf(page).innerText()).includes(HOSTILE));
  await page.keyboard.press("/");
  await page.locator("#search").fill("onerror");
  await page.keyboard.press("Enter");
  await page.click("#as-list");
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.locator("script").count(), 2);
  await opened.close();
});
