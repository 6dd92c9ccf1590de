// validate.js TEMPLATE [TIMES]
// Validates the template with @aws/cloudformation-validate, TIMES times (once by default), and prints one JSON object:
// the time of the first and the median of the others, in milliseconds, and the number of findings.

import { performance } from 'node:perf_hooks';
import { RegoEngine, TemplateFile } from '@aws/cloudformation-validate';

const [path, times = '1'] = process.argv.slice(2);
const began = performance.now();
const engine = new RegoEngine();
const each = [];
let findings = 0;
for (let i = 0; i < Number(times); i++) {
  const start = i === 0 ? began : performance.now();
  const report = engine.validateStandard(new TemplateFile(path));
  findings = report.diagnostics.length;
  each.push(performance.now() - start);
}
engine.free();
const [first, ...others] = each;
others.sort((a, b) => a - b);
const warm = others.length > 0 ? others[Math.floor(others.length / 2)] : null;
console.log(JSON.stringify({ first_ms: first, warm_ms: warm, findings }));
