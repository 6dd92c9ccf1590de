// Adds the limits that only the pages of the template reference state: ../documented.json.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '..', 'documented.json');

// A longer list may have grown since, and one with a single value may be no list.
const FEW = [2, 8];

/** Adds documented limits to properties, by type name, where nothing else says anything of the kind. */
export function addDocumented(resources) {
  const { asOf, types } = JSON.parse(readFileSync(FILE, 'utf8'));
  for (const [type, shapes] of Object.entries(types)) {
    for (const [shape, limits] of Object.entries(shapes)) {
      const properties = (shape ? resources[type]?.definitions[shape] : resources[type])?.properties ?? {};
      for (const [name, limit] of Object.entries(limits)) addLimit(properties[name], limit, asOf);
    }
  }
}

function addLimit(property, limit, asOf) {
  if (property === undefined || (limit.enum && (property.enum || property.pattern))) return;
  for (const [key, value] of Object.entries(limit)) property[key] ??= value;
  if (limit.enum) property.documented = true;
  const count = limit.enum?.length;
  if (count < FEW[0] || count > FEW[1]) property.enumAsOf = asOf;
}
