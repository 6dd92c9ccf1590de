// Lists whose order says nothing to the service, where neither source states it: ../sets.json, each with the page that
// tells it. It names lists by their paths, or all lists of identifiers of a type; JSON stands for all lists in it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SETS = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'sets.json'), 'utf8'));

const isJson = (property) => /json|^string$/.test(property.type);
const isList = (property) => property.type.split('|').some((one) => one.startsWith('['));

/** The properties at a path of a type; a nested type has them wherever it stands. */
function propertiesAt(resource, path) {
  let shapes = [resource];
  let found = [];
  for (const step of path.split('/').filter((each) => each !== '*')) {
    found = shapes.flatMap((shape) => shape.properties[step] ?? []);
    const nested = found.flatMap((property) => property.type.match(/#\w+/g) ?? []);
    shapes = nested.map((name) => resource.definitions[name.slice(1)]);
  }
  return found;
}

/** Marks the lists that are sets. */
export function settleSets(resources) {
  for (const { type, paths, identifiersOf } of SETS) {
    for (const path of paths ?? []) {
      const found = resources[type] ? propertiesAt(resources[type], path) : [];
      if (!found.some((each) => isList(each) || isJson(each))) throw new Error(`sets.json: ${type} has no list '${path}'`);
      for (const property of found) property.unordered = true;
    }
    if (!identifiersOf) continue;
    for (const resource of Object.values(resources)) {
      for (const { properties } of [resource, ...Object.values(resource.definitions)]) {
        for (const property of Object.values(properties)) {
          const names = (property.relations ?? []).map(([related]) => related);
          if (isList(property) && names.includes(identifiersOf)) property.unordered = true;
        }
      }
    }
  }
}
