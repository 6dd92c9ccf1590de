// Lists that are not schemas: IAM's actions and the ends of Lambda's runtimes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const inOrder = (object) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));

/** JSON with one line for each of an object's members. */
function lines(entries) {
  return `{\n${entries.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')}\n}\n`;
}

/** The actions of each service prefix, all in lower case, as cfn-lint has them. */
export function iamActions(data) {
  const policies = JSON.parse(readFileSync(join(data, 'AdditionalSpecs', 'Policies.json'), 'utf8'));
  return lines(inOrder(policies).map(([service, { Actions }]) => [service, Object.keys(Actions).sort()]));
}

/** When each runtime is deprecated and blocked, and what to move to, as AWS's validator has it. */
export function runtimeLifecycles(runtimes) {
  return lines(inOrder(runtimes).map(([runtime, facts]) => [runtime, {
    deprecated: facts.deprecated || undefined,
    createBlock: facts.create_block || undefined,
    updateBlock: facts.update_block || undefined,
    successor: facts.successor || undefined,
  }]));
}
