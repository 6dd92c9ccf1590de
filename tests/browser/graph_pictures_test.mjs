// How pages of `graph --format html` look: node graph_pictures_test.mjs APP CHROMIUM [SHOTS]
// With a folder SHOTS, a screenshot of each view is kept there for a person to look at.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { contrastProblems } from "./graph_contrast.mjs";
import { geometryProblems } from "./graph_geometry.mjs";
import { PHONE, WIDE, openBrowser, settle, showView, viewsOf } from "./graph_page.mjs";

const [app, chromiumPath, shots] = process.argv.slice(2);
const folderOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const TEMPLATES = folderOf("../../templates/");
const PUBLIC = folderOf("graph_templates/");
const LOOKS = [
  ["wide", { viewport: WIDE, colorScheme: "light" }],
  ["dark", { viewport: WIDE, colorScheme: "dark" }],
  ["phone", { viewport: PHONE, colorScheme: "light", hasTouch: true }],
  ["dark phone", { viewport: PHONE, colorScheme: "dark", hasTouch: true }],
];
const LARGE = 500;

const templatesOf = (folder) =>
  readdirSync(folder).sort().filter((name) => /\.(json|yaml)$/.test(name)).map((name) => join(folder, name));
const examples = readdirSync(join(TEMPLATES, "examples")).sort();
const omnitrack = join(TEMPLATES, "omnitrack/OmniTrack.template.json");
const production = join(TEMPLATES, "omnitrack-production/OmniTrack.template.json");
const ALL = ["architecture", "tree", "network", "permissions", "data-flow", "change"];
// What is drawn, and the views whose contrast is measured: the style is one for all.
const DRAWN = [
  ["OmniTrack", [omnitrack], ALL],
  ["production OmniTrack", [production], ALL],
  ["OmniTrack becomes production", ["--old", omnitrack, production], ALL],
  ...examples.map((name) => [name, templatesOf(join(TEMPLATES, "examples", name)), ["architecture"]]),
  ...templatesOf(PUBLIC).map((file) => [basename(file), [file], ALL]),
];

let world;

before(async () => {
  world = await openBrowser(app, chromiumPath);
  if (shots) mkdirSync(shots, { recursive: true });
});
after(() => world?.close());

async function keepShot(page, ...name) {
  if (shots) await page.screenshot({ path: join(shots, `${name.join("-").replaceAll(" ", "_")}.png`) });
}

/** A template of many resources of all sorts, in several VPCs. */
function largeTemplate() {
  const Resources = {};
  const kinds = ["AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::Logs::LogGroup"];
  for (let i = 0; Object.keys(Resources).length < LARGE; i++) {
    const vpc = `Vpc${Math.floor(i / 20)}`;
    Resources[vpc] ??= { Type: "AWS::EC2::VPC", Properties: { CidrBlock: "10.0.0.0/16" } };
    if (i % 5 === 0) {
      Resources[`${vpc}Subnet${i}`] = {
        Type: "AWS::EC2::Subnet",
        Properties: { VpcId: { Ref: vpc }, CidrBlock: `10.0.${i % 250}.0/24` },
      };
    }
    Resources[`Store${i}`] = { Type: kinds[i % kinds.length] };
    Resources[`Worker${i}Role`] = { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: {} } };
    Resources[`Worker${i}`] = {
      Type: "AWS::Lambda::Function",
      Properties: {
        Role: { "Fn::GetAtt": [`Worker${i}Role`, "Arn"] },
        Environment: { Variables: { STORE: { Ref: `Store${i}` }, NEXT: { Ref: `Store${Math.max(0, i - 3)}` } } },
        VpcConfig: { SubnetIds: [{ Ref: `${vpc}Subnet${i - (i % 5)}` }], SecurityGroupIds: [] },
      },
    };
  }
  return { Resources };
}

for (const [name, asked, views] of DRAWN) {
  describe(name, () => {
    let file;
    before(() => {
      file = world.draw(asked);
    });

    for (const [look, options] of LOOKS) {
      test(look, async () => {
        const opened = await world.open(file, options);
        const { page } = opened;
        for (const view of await viewsOf(page)) {
          await showView(page, view);
          await keepShot(page, name, view, look);
          if (options.colorScheme === "light") assert.deepEqual(await geometryProblems(page), [], view);
          if (options.viewport === WIDE && views.includes(view)) {
            assert.deepEqual(await contrastProblems(page), [], view);
          }
        }
        await showFirstResource(page);
        await keepShot(page, name, "panel", look);
        assert.deepEqual(await contrastProblems(page), [], "panel: contrast");
        await opened.close();
      });
    }
  });
}

for (const colorScheme of ["light", "dark"]) {
  test(`an SVG alone is as right, ${colorScheme}`, async () => {
    const file = world.draw(["--view", "architecture", omnitrack], "svg");
    const opened = await world.open(file, { colorScheme, viewport: { width: 1900, height: 1400 } });
    assert.deepEqual(await geometryProblems(opened.page), []);
    assert.deepEqual(await contrastProblems(opened.page), []);
    await keepShot(opened.page, "svg", colorScheme);
    await opened.close();
  });
}

// Where none of the fonts that pictures ask for is installed, a wider one stands in.
for (const name of ["OmniTrack becomes production", "kubernetes.json", "shop.json"]) {
  test(`${name} is as right in a wide font`, async () => {
    const [, asked] = DRAWN.find(([drawn]) => drawn === name);
    const opened = await world.open(world.draw(asked));
    const { page } = opened;
    await page.evaluate(() =>
      document.querySelectorAll(".picture").forEach(({ style }) => (style.fontFamily = "DejaVu Sans")),
    );
    for (const view of await viewsOf(page)) {
      await showView(page, view);
      await keepShot(page, name, view, "wide font");
      assert.deepEqual(await geometryProblems(page), [], view);
    }
    await opened.close();
  });
}

// The panel of the resource with the most to tell.
async function showFirstResource(page) {
  const key = await page.evaluate(() => {
    const { resources } = JSON.parse(document.getElementById("data").textContent);
    const told = ({ to, from, findings }) => to.length + from.length + 9 * findings.length;
    return resources.reduce((a, b) => (told(b) > told(a) ? b : a)).key;
  });
  await page.evaluate((wanted) => (location.hash = `#architecture/${wanted}`), key);
  await settle(page);
  await page.evaluate(() => document.querySelector("#legend").setAttribute("open", ""));
  await settle(page);
}

test(`${LARGE} resources fit, and each is found`, async () => {
  const file = join(world.folder, "Large.json");
  writeFileSync(file, JSON.stringify(largeTemplate()));
  const opened = await world.open(world.draw([file]));
  const { page } = opened;
  for (const view of await viewsOf(page)) {
    await showView(page, view);
    await keepShot(page, "large", view);
    assert.deepEqual(await geometryProblems(page), [], view);
  }
  await showView(page, "architecture");
  const lost = await page.evaluate(() => {
    const { resources } = JSON.parse(document.getElementById("data").textContent);
    const drawn = new Set();
    for (const shown of document.querySelectorAll("#view-architecture :is(.node, .box)")) {
      const { key, keys = "", folded = "" } = shown.dataset;
      [key, ...keys.split("\n"), ...folded.split("\n")].forEach((each) => drawn.add(each));
    }
    return resources.map(({ key }) => key).filter((key) => !drawn.has(key));
  });
  assert.deepEqual(lost, []);
  await opened.close();
});
