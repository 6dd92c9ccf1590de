// Checks the reports of an app's `validate` and `diff` against their schemas:
// node check.mjs APP OLD NEW TEMPLATE...

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";

const require = createRequire(import.meta.url);
const [app, before, after, ...templates] = process.argv.slice(2);

function report(words) {
  try {
    return JSON.parse(
      execFileSync(app, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
  } catch (error) {
    if (error.status !== 1) throw error;
    return JSON.parse(error.stdout);
  }
}

// Returns whether the report follows the schema and has rows of each kind at all.
function follows(name, words, schema, kinds) {
  const ajv = new Ajv({ allErrors: true, meta: false, schemaId: "auto", unknownFormats: "ignore" });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-07.json"));
  const document = report(words);
  const isValid = ajv.validate(schema, document);
  for (const { dataPath, message } of ajv.errors ?? []) console.log(name, dataPath, message);
  const counts = kinds.map((rows) => rows(document).length);
  console.log(`${name}: ${counts.join(", ")} rows`);
  return isValid && counts.every((count) => count > 0);
}

const schemaOf = (name) =>
  JSON.parse(readFileSync(new URL(`../../docs/schema/${name}.schema.json`, import.meta.url), "utf8"));
const sarif = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const validate = (format) => ["validate", "--format", format, ...templates];
const diff = ["diff", before, after, "--format", "json"];
const sections = ["data_loss", "security", "stacks", "resources", "outputs", "parameters",
  "conditions", "mappings", "rules", "metadata", "loops", "settings"];
const results = [
  follows("json", validate("json"), schemaOf("findings"), [(document) => document.findings]),
  follows("sarif", validate("sarif"), sarif, [(document) => document.runs[0].results]),
  follows("diff", diff, schemaOf("diff"), sections.map((name) => (document) => document[name])),
  follows("security", [...diff, "--security-only"], schemaOf("diff"), [
    (document) => document.security,
  ]),
];
process.exit(results.every(Boolean) ? 0 : 1);
