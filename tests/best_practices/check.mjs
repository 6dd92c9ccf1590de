// Holds templates against the rules of cdk-nag: node check.mjs PAGE TEMPLATE...
// The page acknowledges findings in tables whose first two columns are rules and logical ids. What
// it does not acknowledge is an error, and so is what it acknowledges in vain or without a reason.

import { readFileSync } from "node:fs";

import { App, Stack } from "aws-cdk-lib";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from "cdk-nag";

const [page, ...templates] = process.argv.slice(2);
const PACKS = [AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks];

function* findings(file) {
  const stack = new Stack(new App(), "Checked");
  new CfnInclude(stack, "Template", { templateFile: file });
  for (const Pack of PACKS) {
    for (const { ruleName, description, violatingResources } of new Pack().validateScope(stack)
      .violations) {
      for (const { constructPath } of violatingResources) {
        const resource = constructPath.split("/").pop();
        yield { key: `${ruleName} ${resource}`, description };
      }
    }
  }
}

// Findings with their reasons, in the order of the page, up to where it turns to every construct.
function acknowledged(text) {
  const reasons = new Map();
  const codes = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
  for (const line of text.split("\n## Every construct")[0].split("\n")) {
    const [rules, resources, reason] = line.split("|").slice(1);
    if (!resources) continue;
    for (const rule of codes(rules)) {
      for (const resource of codes(resources)) reasons.set(`${rule} ${resource}`, reason?.trim());
    }
  }
  return reasons;
}

const reasons = acknowledged(readFileSync(page, "utf8"));
const found = new Map();
for (const file of templates) {
  for (const { key, description } of findings(file)) {
    found.set(key, `${key}, in ${file}: ${description}`);
  }
}

const complaints = [
  ...[...found].filter(([key]) => !reasons.has(key)).map(([, text]) => `unknown: ${text}`),
  ...[...reasons.keys()].filter((key) => !found.has(key)).map((key) => `in vain: ${key}`),
  ...[...reasons].filter(([, reason]) => !reason).map(([key]) => `without a reason: ${key}`),
];
for (const complaint of complaints) console.log(complaint);
console.log(`${found.size} findings, ${complaints.length} complaints`);
process.exitCode = complaints.length || !templates.length ? 1 : 0;
