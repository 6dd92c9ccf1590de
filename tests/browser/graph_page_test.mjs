// What a person does with a page of `graph --format html`: node graph_page_test.mjs APP CHROMIUM

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import {
  drawChange, focused, hashOf, nodeOf, openBrowser, openedForEach, panelOf, resourceOf, settle,
  showView, transformOf, viewsOf,
} from "./graph_page.mjs";

const [app, chromiumPath] = process.argv.slice(2);

let world;
let file;

before(async () => {
  world = await openBrowser(app, chromiumPath);
  file = drawChange(world);
});
after(() => world?.close());

const middleOfStage = async (page) => {
  const { x, y, width, height } = await page.locator("#stage").boundingBox();
  return [x + width / 2, y + height / 2];
};

describe("a click", () => {
  const opened = openedForEach(() => world.open(file));

  test("on a node tells of it, and its address leads back to it", async () => {
    const { page } = opened;
    const table = await resourceOf(page, "MainTable");
    await nodeOf(page, table).click();
    const panel = panelOf(page);
    await panel.waitFor();
    assert.equal(await panel.locator("h2").textContent(), "MainTable");
    const text = await panel.innerText();
    for (const told of ["AWS::DynamoDB::Table", table.place, "KeySchema", table.holds]) {
      assert.ok(text.includes(told), told);
    }
    assert.equal(await hashOf(page), `#architecture/${table.key}`);
    assert.equal(await nodeOf(page, table).evaluate((node) => node.classList.contains("selected")), true);
  });

  test("on a reference leads to what is referred to, and Back to where it was", async () => {
    const { page } = opened;
    const health = await resourceOf(page, "CacheHealthFunction");
    await nodeOf(page, health).click();
    const [first] = health.to;
    const wanted = first.key.split("/").pop();
    await panelOf(page).locator("section", { hasText: "Refers to" }).locator(".jump", { hasText: wanted }).first().click();
    await settle(page);
    assert.equal(await panelOf(page).locator("h2").textContent(), wanted);
    await page.goBack();
    await settle(page);
    assert.equal(await panelOf(page).locator("h2").textContent(), "CacheHealthFunction");
  });

  test("on a fold lists its members, and one of them opens", async () => {
    const { page } = opened;
    const fold = page.locator(".view:not([hidden]) .fold").first();
    const members = (await fold.getAttribute("data-keys")).split("\n");
    await fold.click();
    const rows = panelOf(page).locator("section", { hasText: "Resources" }).locator(".jump");
    assert.equal(await rows.count(), members.length);
    await rows.first().click();
    await settle(page);
    assert.equal(await panelOf(page).locator("h2").textContent(), members[0].split("/").pop());
    assert.equal(await fold.evaluate((node) => node.classList.contains("selected")), true);
  });

  test("beside everything closes the panel, a drag does not", async () => {
    const { page } = opened;
    const table = await resourceOf(page, "MainTable");
    await nodeOf(page, table).click();
    const { x, y } = await page.locator("#stage").boundingBox();
    await page.mouse.move(x + 4, y + 4);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 20, { steps: 4 });
    await page.mouse.up();
    await settle(page);
    assert.equal(await panelOf(page).isVisible(), true);
    await page.mouse.click(x + 4, y + 4);
    await panelOf(page).waitFor({ state: "hidden" });
  });
});

describe("the search", () => {
  const opened = openedForEach(() => world.open(file));
  const options = (page) => page.locator("#results li");

  async function find(page, text) {
    await page.keyboard.press("/");
    assert.equal(await focused(page), "search");
    await page.locator("#search").fill(text);
    return options(page).evaluateAll((all) => all.map((option) => option.dataset.key.split("/").pop()));
  }

  test("puts a name first, and Enter goes there", async () => {
    const { page } = opened;
    assert.equal((await find(page, "maintable"))[0], "MainTable");
    await page.keyboard.press("Enter");
    await settle(page);
    assert.equal(await panelOf(page).locator("h2").textContent(), "MainTable");
    assert.equal(await focused(page), "panel");
    assert.equal(await page.locator("#found").isHidden(), true);
  });

  test("puts names before what only has the word in its properties", async () => {
    const { page } = opened;
    const all = await page.evaluate(() =>
      JSON.parse(document.getElementById("data").textContent).resources.map(({ id }) => id),
    );
    const found = await find(page, "function");
    assert.ok(found.some((id) => all.indexOf(id) < all.indexOf("CacheHealthFunction")), "another one is written before");
    assert.equal(found[0], "CacheHealthFunction");
  });

  test("finds by type, by construct and by the text of a property, which it shows", async () => {
    const { page } = opened;
    assert.deepEqual(await find(page, "aws::dynamodb"), ["MainTable"]);
    const { construct } = await resourceOf(page, "RedisCluster");
    if (construct) assert.ok((await find(page, construct)).includes("RedisCluster"));
    assert.ok((await find(page, "6379")).includes("RedisCluster"));
    assert.match(await options(page).filter({ hasText: "RedisCluster" }).first().innerText(), /Port: 6379/);
  });

  test("is led by arrows; Escape closes it", async () => {
    const { page } = opened;
    const found = await find(page, "bucket");
    assert.ok(found.length > 2);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    const active = await page.locator("#search").getAttribute("aria-activedescendant");
    assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
    assert.equal(await page.locator(`#${active}`).evaluate((option) => option.dataset.key.split("/").pop()), found[1]);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#found").isHidden(), true);
  });

  test("says that nothing is found", async () => {
    const { page } = opened;
    assert.deepEqual(await find(page, "no such thing"), []);
    assert.equal(await page.locator("#count").textContent(), "Nothing found");
  });
});

describe("the keyboard alone", () => {
  const opened = openedForEach(() => world.open(file));

  async function tabTo(page, wanted) {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
    }
    assert.fail(`Tab never leads to ${wanted}`);
  }

  const strokeOfFocused = (page) =>
    page.evaluate(() => {
      const rect = document.activeElement.querySelector(":scope > rect");
      return rect && getComputedStyle(rect).strokeWidth;
    });

  test("leads to tabs, search, picture, one stop in it, legend and buttons, each with a visible focus", async () => {
    const { page } = opened;
    for (const wanted of ["#skip", "#tabs button", "#search", "#stage", ".picture [tabindex='0']", "#legend summary", "#zoom-fit"]) {
      await tabTo(page, wanted);
      const visible = await page.evaluate(() => {
        const { activeElement } = document;
        return getComputedStyle(activeElement).outlineStyle !== "none" || activeElement.id === "skip";
      });
      assert.ok(visible || (await strokeOfFocused(page)) === "3px", wanted);
    }
  });

  test("arrows lead to the neighbour in their direction, Enter opens it, Escape leads back", async () => {
    const { page } = opened;
    await tabTo(page, ".picture [tabindex='0']");
    const middle = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        const shown = activeElement.classList.contains("box") ? activeElement.querySelector(".title") : activeElement;
        const { x, y, width, height } = shown.getBBox();
        return { x: x + width / 2, y: y + height / 2, key: activeElement.dataset.key };
      });
    let moved = 0;
    for (const [arrow, axis, sign] of [["ArrowRight", "x", 1], ["ArrowDown", "y", 1], ["ArrowLeft", "x", -1], ["ArrowUp", "y", -1]]) {
      const from = await middle();
      await page.keyboard.press(arrow);
      const to = await middle();
      if (to.key === from.key) continue;
      moved++;
      assert.ok((to[axis] - from[axis]) * sign > 0, arrow);
      assert.equal(await strokeOfFocused(page), "3px", "the focus is seen");
    }
    assert.ok(moved >= 3, `${moved} arrows led on`);
    const key = await focused(page);
    await page.keyboard.press("Enter");
    await settle(page);
    assert.equal(await focused(page), "panel");
    await page.keyboard.press("Escape");
    assert.equal(await panelOf(page).isHidden(), true);
    assert.equal(await focused(page), key);
  });

  test("plus and minus zoom, 0 shows all, arrows on the picture move it", async () => {
    const { page } = opened;
    const whole = await transformOf(page);
    await page.keyboard.press("+");
    await settle(page);
    assert.ok((await transformOf(page)).scale > whole.scale);
    await page.keyboard.press("-");
    await page.keyboard.press("-");
    await settle(page);
    assert.ok((await transformOf(page)).scale < whole.scale);
    await page.keyboard.press("0");
    await settle(page);
    assert.deepEqual(await transformOf(page), whole);
    await page.locator("#stage").focus();
    await page.keyboard.press("ArrowRight");
    await settle(page);
    assert.ok((await transformOf(page)).x < whole.x);
  });

  test("arrows lead through the tabs", async () => {
    const { page } = opened;
    const views = await viewsOf(page);
    await tabTo(page, "#tabs button");
    await page.keyboard.press("ArrowRight");
    await settle(page);
    assert.equal(await hashOf(page), `#${views[1]}`);
    assert.equal(await page.locator("[role=tab][aria-selected=true]").count(), 1);
    assert.equal(await focused(page), `tab-${views[1]}`);
  });
});

test("the tab that is chosen is seen on a phone, whole and with what stands beside it", async () => {
  const { page, close } = await world.open(file, { viewport: { width: 390, height: 800 }, hasTouch: true });
  const views = await viewsOf(page);
  for (const name of [views.at(-1), views[0], views[3]]) {
    await showView(page, name);
    const strip = await page.locator("#tabs").boundingBox();
    const tab = await page.locator(`#tab-${name}`).boundingBox();
    assert.ok(tab.x >= strip.x - 1 && tab.x + tab.width <= strip.x + strip.width + 1, name);
    if (name !== views[3]) continue;
    const next = await page.locator(`#tab-${views[4]}`).boundingBox();
    assert.ok(next.x < strip.x + strip.width, `${views[4]} is not seen beside ${name}`);
  }
  await close();
});

describe("wheel, drag, pinch and buttons", () => {
  const opened = openedForEach(() => world.open(file, { hasTouch: true }));

  test("the wheel zooms about the pointer", async () => {
    const { page } = opened;
    const [x, y] = await middleOfStage(page);
    const under = () =>
      page.evaluate(([px, py]) => {
        const point = new DOMPoint(px, py).matrixTransform(
          document.querySelector(".view:not([hidden]) > svg").getScreenCTM().inverse(),
        );
        return [Math.round(point.x), Math.round(point.y)];
      }, [x + 90, y - 40]);
    const before = await under();
    const { scale } = await transformOf(page);
    await page.mouse.move(x + 90, y - 40);
    await page.mouse.wheel(0, -400);
    await settle(page);
    assert.ok((await transformOf(page)).scale > scale * 1.5);
    assert.deepEqual(await under(), before);
  });

  test("a drag moves, and no move touches anything but the picture's transform", async () => {
    const { page } = opened;
    const { x, y } = await page.locator("#stage").boundingBox();
    const was = await transformOf(page);
    await page.mouse.move(x + 5, y + 5);
    await page.evaluate(() => {
      window.touched = new Set();
      new MutationObserver((changes) =>
        changes.forEach(({ target, attributeName }) => window.touched.add(`${target.id || target.localName} ${attributeName}`)),
      ).observe(document.body, { subtree: true, attributes: true, childList: true });
    });
    await page.mouse.down();
    await page.mouse.move(x + 125, y + 35, { steps: 12 });
    await page.mouse.up();
    await settle(page);
    const now = await transformOf(page);
    assert.deepEqual([now.x - was.x, now.y - was.y].map(Math.round), [120, 30]);
    assert.deepEqual(await page.evaluate(() => [...window.touched].sort()), ["stage class", "svg style"]);
  });

  test("a pinch zooms", async () => {
    const { page } = opened;
    const [x, y] = await middleOfStage(page);
    const { scale } = await transformOf(page);
    const session = await page.context().newCDPSession(page);
    const touch = (type, spread) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: spread === null ? [] : [{ x: x - spread, y, id: 0 }, { x: x + spread, y, id: 1 }],
      });
    await touch("touchStart", 50);
    for (const spread of [60, 80, 100]) await touch("touchMove", spread);
    await touch("touchEnd", null);
    await settle(page);
    assert.ok(Math.abs((await transformOf(page)).scale / scale - 2) < 0.1);
  });

  test("the buttons zoom and show all", async () => {
    const { page } = opened;
    const whole = await transformOf(page);
    await page.click("#zoom-in");
    await settle(page);
    assert.ok((await transformOf(page)).scale > whole.scale);
    await page.click("#zoom-fit");
    await settle(page);
    assert.deepEqual(await transformOf(page), whole);
  });
});
