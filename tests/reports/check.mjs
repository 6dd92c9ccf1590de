// Checks the reports of an app's `validate` against their schemas: node check.mjs APP TEMPLATE...

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";

const require = createRequire(import.meta.url);
const [app, ...templates] = process.argv.slice(2);

function report(format) {
  try {
    return JSON.parse(
      execFileSync(app, ["validate", "--format", format, ...templates], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }),
    );
  } catch (error) {
    if (error.status !== 1) throw error;
    return JSON.parse(error.stdout);
  }
}

// Returns whether the report follows the schema and has findings at all.
function follows(format, schema, findings) {
  const ajv = new Ajv({ allErrors: true, meta: false, schemaId: "auto", unknownFormats: "ignore" });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-07.json"));
  const document = report(format);
  const isValid = ajv.validate(schema, document);
  for (const { dataPath, message } of ajv.errors ?? []) console.log(format, dataPath, message);
  console.log(`${format}: ${findings(document).length} findings`);
  return isValid && findings(document).length > 0;
}

const ours = JSON.parse(
  readFileSync(new URL("../../docs/schema/findings.schema.json", import.meta.url), "utf8"),
);
const sarif = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const results = [
  follows("json", ours, (document) => document.findings),
  follows("sarif", sarif, (document) => document.runs[0].results),
];
process.exit(results.every(Boolean) ? 0 : 1);
