// Puts right what all of the sources have wrong: ../corrections.json.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '..', 'corrections.json');

/** Takes names out of what each property is said to exclude; whether there were any. */
function allowBeside(owner, allow) {
  let isExcluding = false;
  for (const [name, others] of Object.entries(allow)) {
    for (const { dependentExcluded = {} } of owner.rules) {
      const excluded = dependentExcluded[name] ?? [];
      isExcluding ||= excluded.some((each) => others.includes(each));
      if (isExcluding) dependentExcluded[name] = excluded.filter((each) => !others.includes(each));
    }
  }
  return isExcluding;
}

/**
 * Corrects the limits of properties, and what is said of types themselves, by type name; `report` gets what
 * needs no correction any more.
 */
export function applyCorrections(resources, report) {
  for (const { type, property: name, shape, set = {}, drop = [], allow = {} } of JSON.parse(readFileSync(FILE, 'utf8'))) {
    const owner = shape ? resources[type]?.definitions[shape] : resources[type];
    const property = name ? owner?.properties[name] : owner;
    if (!property) throw new Error(`corrections.json: there is no ${type} ${shape ?? ''} ${name ?? ''}`);
    const isExcluding = allowBeside(property, allow);
    const isNeeded = isExcluding || drop.some((key) => key in property)
      || Object.entries(set).some(([key, value]) => JSON.stringify(property[key]) !== JSON.stringify(value));
    if (!isNeeded) report(`${type} ${name ?? ''}: needs no correction any more`);
    Object.assign(property, set);
    for (const key of drop) delete property[key];
  }
}
