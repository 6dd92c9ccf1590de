// Runs @aws/cloudformation-validate over many templates in one process, for agreement.py; the same
// protocol as cfn_lint_worker.py. The package's folder is the only argument. Ends when the validator
// traps, since its memory cannot be used after that; agreement.py starts it again for the others.

import { renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const { RegoEngine, TemplateFile } = createRequire(import.meta.url)(resolve(process.argv[2]));
const LEVELS = { FATAL: 'error', ERROR: 'error', WARN: 'warning', INFO: 'info', DEBUG: 'info' };

const pathOf = ({ entity, propertyPath }) => {
  const steps = (propertyPath ?? '').replace(/\[(\d+)\]/g, '.$1').split(/[./]/).filter(Boolean);
  if (entity?.entityType !== 'Resource') return steps.join('/');
  return ['Resources', entity.logicalId, ...steps].join('/');
};

const answer = (engine, file) => {
  const began = performance.now();
  const report = engine.validateTemplate(new TemplateFile(file), { detailLevel: 'STANDARD' });
  const findings = report.diagnostics.map((each) => ({
    rule: each.ruleId,
    severity: LEVELS[each.severity],
    line: each.startLine ?? 0,
    column: each.startColumn ?? 0,
    path: pathOf(each),
    message: each.message,
  }));
  const failed = report.status === 'OK' ? {} : { failed: report.status };
  return { findings, ...failed, seconds: (performance.now() - began) / 1e3 };
};

const engine = new RegoEngine();
for await (const line of createInterface({ input: process.stdin })) {
  const { file, out } = JSON.parse(line);
  writeFileSync(`${out}.part`, JSON.stringify(answer(engine, file)));
  renameSync(`${out}.part`, out);
  console.log(file);
}
engine.free();
