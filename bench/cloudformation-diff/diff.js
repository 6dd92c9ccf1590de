// diff.js OLD NEW [TIMES]
// Compares two templates with @aws-cdk/cloudformation-diff, TIMES times (once by default), and prints one JSON object:
// the time of the first, from the loading of the library, and the median of the others, in milliseconds, and the
// number of resources that differ.

import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const [oldPath, newPath, times = '1'] = process.argv.slice(2);
const began = performance.now();
const { fullDiff } = await import('@aws-cdk/cloudformation-diff');
const texts = [oldPath, newPath].map((path) => readFileSync(path, 'utf8'));
const each = [];
let resources = 0;
for (let i = 0; i < Number(times); i++) {
  const start = i === 0 ? began : performance.now();
  const [before, after] = texts.map((text) => JSON.parse(text));
  resources = fullDiff(before, after).resources.differenceCount;
  each.push(performance.now() - start);
}
const [first, ...others] = each;
others.sort((a, b) => a - b);
const warm = others.length > 0 ? others[Math.floor(others.length / 2)] : null;
console.log(JSON.stringify({ first_ms: first, warm_ms: warm, resources }));
