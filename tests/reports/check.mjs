// Checks the reports of an app's `validate`, `diff` and `adopt`, and its lock file, against their
// schemas; `adopt` writes the lock file into the current folder, so it comes last:
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
    if (![1, 3].includes(error.status)) throw error;
    return JSON.parse(error.stdout);
  }
}

// Returns whether a document follows the schema and has rows of each kind at all.
function follows(name, document, schema, kinds) {
  const ajv = new Ajv({ allErrors: true, meta: false, schemaId: "auto", unknownFormats: "ignore" });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-07.json"));
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
  follows("json", report(validate("json")), schemaOf("findings"), [(document) => document.findings]),
  follows("sarif", report(validate("sarif")), sarif, [(document) => document.runs[0].results]),
  follows("diff", report(diff), schemaOf("diff"), sections.map((name) => (document) => document[name])),
  follows("security", report([...diff, "--security-only"]), schemaOf("diff"), [
    (document) => document.security,
  ]),
  follows("adopt", report(["adopt", "deployed.yaml", "--format", "json"]), schemaOf("adopt"), [
    ...["certain", "new", "gone"].map(
      (state) => (document) =>
        document.stacks[0].resources.filter((resource) => resource.state === state),
    ),
    (document) => document.data_loss,
  ]),
  follows("lock", JSON.parse(readFileSync("omnitrack.lock.json", "utf8")), schemaOf("lock"), [
    (document) => Object.keys(document.stacks.Demo),
  ]),
];
process.exit(results.every(Boolean) ? 0 : 1);
