// Pages of `graph --format html`, drawn by the program and opened from a file, watched for what no
// page may do: ask for anything, or complain.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { launch } from "./browser.mjs";

export const WIDE = { width: 1360, height: 800 };
export const PHONE = { width: 360, height: 720 };

/** A folder for drawn pages, and the browser that opens them. */
export async function openBrowser(app, chromiumPath) {
  const folder = mkdtempSync(join(tmpdir(), "omnitrack-graph-"));
  const browser = await launch(chromiumPath, ["MAP * ~NOTFOUND"]);
  let drawn = 0;
  return {
    browser,
    folder,
    /** Draws what the command line asks for, as HTML or as `format` says; gives the file. */
    draw: (asked, format = "html") => {
      const file = join(folder, `drawn ${drawn++}.${format}`);
      execFileSync(app, ["graph", "--format", format, "-o", file, ...asked], { stdio: "pipe" });
      return file;
    },
    /** Opens a drawn page; `options` are a context's of Playwright, `hash` is what to show. */
    open: (file, options = {}, hash = "") => openPage(browser, file, options, hash),
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function openPage(browser, file, options, hash) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const address = pathToFileURL(file).href;
  const wrongs = [];
  page.on("console", (message) => wrongs.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => wrongs.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    wrongs.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  context.on("request", (request) => {
    const url = request.url();
    if (url.split("#")[0] !== address && url !== "data:,") wrongs.push(`request: ${url}`);
  });
  await page.goto(address + hash);
  await settle(page);
  return {
    page,
    wrongs,
    /** Closes the page, which did nothing that no page may do. */
    close: async () => {
      await context.close();
      assert.deepEqual(wrongs, []);
    },
  };
}

/** Waits until the page drew what it was last told. */
export const settle = (page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** The names of the views that a page has. */
export const viewsOf = (page) =>
  page.evaluate(() => JSON.parse(document.getElementById("data").textContent).views.map(({ name }) => name));

export async function showView(page, name) {
  await page.evaluate((view) => (location.hash = `#${view}`), name);
  await settle(page);
}

/** What the page knows of a resource. */
export const resourceOf = (page, id) =>
  page.evaluate(
    (wanted) =>
      JSON.parse(document.getElementById("data").textContent).resources.find((found) => found.id === wanted),
    id,
  );
/** The node of a resource in the view that is shown. */
export const nodeOf = (page, { key }) => page.locator(`.view:not([hidden]) .node[data-key="${key}"]`);
export const panelOf = (page) => page.locator("#panel");
export const hashOf = (page) => page.evaluate(() => decodeURIComponent(location.hash));
/** How the picture that is shown is scaled and moved. */
export const transformOf = (page) =>
  page.evaluate(() => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(document.querySelector(".view:not([hidden]) > svg")).transform);
    return { scale: a, x: e, y: f };
  });
/** The key or the id of what has the focus. */
export const focused = (page) => page.evaluate(() => document.activeElement?.dataset.key ?? document.activeElement?.id);

/** What OmniTrack's deployment becomes in production, drawn. */
export function drawChange(world) {
  const template = (name) => fileURLToPath(new URL(`../../templates/${name}/OmniTrack.template.json`, import.meta.url));
  return world.draw(["--old", template("omnitrack"), template("omnitrack-production")]);
}

/** Opens a page before each test of a group and closes it behind; gives what is opened. */
export function openedForEach(open) {
  const opened = {};
  beforeEach(async () => Object.assign(opened, await open()));
  afterEach(() => opened.close());
  return opened;
}
