// Reads cfn-lint's lists that are not schemas: IAM's actions and the ends of Lambda's runtimes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (data, file) => JSON.parse(readFileSync(join(data, 'AdditionalSpecs', file), 'utf8'));
const inOrder = (object) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));

/** JSON with one line for each of an object's members. */
function lines(entries) {
  return `{\n${entries.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')}\n}\n`;
}

/** The actions of each service prefix, all in lower case. */
export function iamActions(data) {
  return lines(inOrder(read(data, 'Policies.json')).map(([service, { Actions }]) =>
    [service, Object.keys(Actions).sort()]));
}

/** When each runtime is deprecated and blocked, and what to move to. */
export function runtimeLifecycles(data) {
  return lines(inOrder(read(data, 'LmbdRuntimeLifecycle.json')).map(([runtime, facts]) => [runtime, {
    deprecated: facts.deprecated ?? undefined,
    createBlock: facts['create-block'] ?? undefined,
    updateBlock: facts['update-block'] ?? undefined,
    successor: facts.successor ?? undefined,
  }]));
}
