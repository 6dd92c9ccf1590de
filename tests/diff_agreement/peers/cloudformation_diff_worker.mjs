// Compares many pairs of templates with @aws-cdk/cloudformation-diff in one process, for
// agreement.py. The package's folder is the only argument. Each line of standard input is a pair as
// JSON, `old` and `new`; each line of standard output is what the package says of it.

import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const { fullDiff } = createRequire(import.meta.url)(resolve(process.argv[2]));

const resourceOf = (change) => ({
  impact: change.changeImpact,
  properties: Object.fromEntries(
    Object.entries(change.propertyUpdates).map(([name, each]) => [name, each.changeImpact])),
  others: Object.keys(change.otherChanges),
});

const answer = (before, after) => {
  const began = performance.now();
  const diff = fullDiff(before, after);
  const changed = diff.resources.logicalIds;
  const resources = Object.fromEntries(changed.map((id) => [id, resourceOf(diff.resources.get(id))]));
  return { resources, seconds: (performance.now() - began) / 1e3 };
};

const saidOf = (line) => {
  try {
    const pair = JSON.parse(line);
    return answer(pair.old, pair.new);
  } catch (problem) {
    return { failed: String(problem), resources: {}, seconds: 0 };
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(saidOf(line)));
}
