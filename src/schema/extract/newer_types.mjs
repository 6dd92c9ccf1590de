// The types that the CDK's library has and the specification has not yet: their names, of which nothing
// else is known. What is written by the newest generated classes surely exists.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const LIBRARY = dirname(createRequire(import.meta.url).resolve('aws-cdk-lib/package.json'));
const NAME = /CFN_RESOURCE_TYPE_NAME\s*=\s*"(AWS::[A-Za-z0-9]+::[A-Za-z0-9]+)"/g;

function generatedFiles(folder) {
  return readdirSync(folder).filter((name) => name !== 'node_modules').flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return generatedFiles(path);
    return name.endsWith('.generated.js') ? [path] : [];
  });
}

/** The text of newer_types.json: what `known(type)` does not know. */
export function newerTypesText(known) {
  const names = new Set(generatedFiles(LIBRARY).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(NAME)].map(([, name]) => name)));
  const { version } = JSON.parse(readFileSync(join(LIBRARY, 'package.json'), 'utf8'));
  const types = [...names].filter((name) => !known(name)).sort();
  return `${JSON.stringify({ source: `aws-cdk-lib ${version}`, types }, null, 1)}\n`;
}
