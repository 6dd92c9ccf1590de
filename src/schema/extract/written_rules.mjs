// Puts the written rules at the shapes that they are for.

import { Reducer } from './fragments.mjs';
import { askCfnLint } from './registry.mjs';
import { WRITTEN } from './written.mjs';

/** Adds the written rules to the resources, by type name. */
export function addWrittenRules(resources) {
  const known = askCfnLint('written_rules.py');
  const parts = Object.entries(WRITTEN).flatMap(([source, rules]) => [rules].flat().map((rule) => [source, rule]));
  for (const [source, { about, warning, paths, schema }] of parts) {
    const theirs = known[source];
    if (!theirs) throw new Error(`cfn-lint has no rule ${source} any more`);
    const { rule } = new Reducer((node) => node, true).reduce(schema ?? theirs.schema, {});
    if (rule === true) throw new Error(`nothing is left of the rule ${source}`);
    const shapes = new Set((paths ?? theirs.paths).map((path) => shapeAt(resources, path)));
    for (const shape of shapes) (shape.rules ??= []).push({ about, source, ...(warning ? { warning } : {}), ...rule });
  }
}

/** The shape at a path of cfn-lint's, `Resources/TYPE/Properties/NAME`, with a star for each item. */
function shapeAt(resources, path) {
  const [, type, , ...names] = path.split('/');
  const resource = resources[type];
  let shape = resource;
  for (const name of names.filter((part) => part !== '*')) {
    const nested = /#(\w+)/.exec(shape?.properties[name]?.type ?? '')?.[1];
    shape = nested && resource.definitions[nested];
  }
  if (!shape) throw new Error(`no shape at ${path}`);
  return shape;
}
