// Holds templates against five packs of cdk-nag: node every_construct.mjs REASONS TEMPLATE...
// REASONS lists rules, without the names of their packs, with the resource types that a reason is
// for. A finding without a reason is an error, and so is a reason that is unused for a rule or type.

import { readFileSync } from "node:fs";

import { App, Stack } from "aws-cdk-lib";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";
import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R5Checks,
  PCIDSS321Checks,
  ServerlessChecks,
} from "cdk-nag";

const [table, ...templates] = process.argv.slice(2);
const PACKS = [
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R5Checks,
  PCIDSS321Checks,
  ServerlessChecks,
];
const PACK_NAME = /^(HIPAA\.Security|NIST\.800\.53\.R5|PCI\.DSS\.321|Serverless)-/;

function* findings(file) {
  const { Resources: resources } = JSON.parse(readFileSync(file, "utf8"));
  const stack = new Stack(new App(), "Checked");
  new CfnInclude(stack, "Template", { templateFile: file });
  for (const Pack of PACKS) {
    for (const { ruleName, description, violatingResources } of new Pack().validateScope(stack)
      .violations) {
      const rule = ruleName.replace(PACK_NAME, "").replace(/\[.*/s, "");
      for (const { constructPath } of violatingResources) {
        const id = constructPath.split("/").pop();
        yield { rule, type: resources[id].Type, text: `${ruleName} ${id}: ${description}` };
      }
    }
  }
}

const entries = JSON.parse(readFileSync(table, "utf8"));
const used = new Set();
const complaints = [];
let found = 0;
for (const file of templates) {
  for (const { rule, type, text } of findings(file)) {
    ++found;
    const entry = entries.find(({ rules, types }) => rules.includes(rule) && types.includes(type));
    if (!entry) complaints.push(`without a reason: ${text} (${rule} of ${type})`);
    used.add(rule).add(`${entry?.rules[0]} ${type}`);
  }
}
for (const { rules, types, reason } of entries) {
  if (!reason) complaints.push(`empty: ${rules}`);
  complaints.push(...rules.filter((rule) => !used.has(rule)).map((rule) => `unused: ${rule}`));
  complaints.push(
    ...types.filter((type) => !used.has(`${rules[0]} ${type}`)).map((t) => `unused: ${rules} of ${t}`),
  );
}
for (const complaint of complaints) console.log(complaint);
console.log(`${found} findings, ${complaints.length} complaints`);
process.exitCode = complaints.length || !templates.length ? 1 : 0;
