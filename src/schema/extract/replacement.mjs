// Decides what a change of a property does, where the specification and the registry's schemas differ: by
// ../replacement.json, which says of each why. What is newly disputed is added there as `may replace`, for a person to decide.

import { byName } from './layout.mjs';

const STRENGTH = ['in place', 'may replace', 'replaces'];
const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html';
const stronger = (some, other) => (STRENGTH.indexOf(some) >= STRENGTH.indexOf(other) ? some : other);

/**
 * Settles the updates of all properties, and returns the decisions that still stand with the new ones. `registries` are
 * asked in turn, the newest first: `knows(type, path)` and `update(type, path)`; `report` gets a line for each thing that
 * a person should look at.
 */
export function settleReplacement(resources, registries, decisions, day, report) {
  const used = {};
  for (const [type, resource] of byName(resources)) {
    if (type.startsWith('AWS::Serverless::')) continue;
    new Settler(type, resource, registries, decisions[type] ?? {}, day, report).settle((path, decision) => {
      (used[type] ??= {})[path] = decision;
    });
  }
  for (const [type, paths] of Object.entries(decisions)) {
    for (const path of Object.keys(paths)) {
      if (!used[type]?.[path]) report(`${type} ${path}: no longer disputed, its decision is dropped`);
    }
  }
  return used;
}

class Settler {
  constructor(type, resource, registries, decisions, day, report) {
    Object.assign(this, { type, resource, registries, decisions, day, report });
    this.also = new Set((resource.alsoReplaces ?? []).map((path) => path.replaceAll('.', '/')));
  }

  settle(keep) {
    this.keep = keep;
    this.done = new Map();
    for (const [name, property] of byName(this.resource.properties)) this.visit(name, property, 'in place', 'in place', new Set());
  }

  /** `outer` is what a change of what holds the property does, `known` what the registry says of that. */
  visit(path, property, outer, known, open) {
    const registry = this.registries.find((each) => each.knows(this.type, path));
    if (!registry) return;
    if (!this.done.has(property)) this.done.set(property, this.decide(path, property, outer, known, registry));
    const effect = stronger(stronger(outer, property.update ?? 'in place'), this.also.has(path) ? 'replaces' : 'in place');
    const registered = stronger(known, registry.update(this.type, path));
    for (const [, shape] of (property.type ?? '').matchAll(/#(\w+)/g)) {
      if (open.has(shape)) continue;
      for (const [name, nested] of byName(this.resource.definitions[shape]?.properties ?? {})) {
        this.visit(`${path}/${name}`, nested, effect, stronger(registered, effect), new Set(open).add(shape));
      }
    }
  }

  decide(path, property, outer, known, registry) {
    const own = this.also.has(path) ? 'replaces' : property.update ?? 'in place';
    const specification = stronger(outer, own);
    const registered = stronger(known, registry.update(this.type, path));
    const decision = this.decisions[path];
    const isDisputed = specification !== registered;
    if (!isDisputed && (!decision || decision.update === specification)) return;
    const facts = { specification, registry: registered };
    if (decision && decision.specification === specification && decision.registry === registered) {
      this.keep(path, decision);
      apply(property, decision.update);
      return;
    }
    this.report(`${this.type} ${path}: the specification says ${specification}, the registry ${registered}`
      + `${decision ? `; it was decided when they said ${decision.specification} and ${decision.registry}` : ''}`);
    this.keep(path, {
      update: 'may replace', ...facts, asOf: this.day, source: REFERENCE,
      reason: `AWS's own sources differ: one says that it ${words(specification)}, another that it ${words(registered)}`,
    });
    apply(property, 'may replace');
  }
}

const words = (update) => ({ 'in place': 'is updated in place', 'may replace': 'may be replaced', replaces: 'is replaced' })[update];

function apply(property, update) {
  if (update === 'in place') delete property.update;
  else property.update = update;
}

/** The text of replacement.json. */
export function decisionsText(decisions) {
  const types = byName(decisions).map(([type, paths]) => {
    const lines = byName(paths).map(([path, decision]) => ` ${JSON.stringify(path)}: ${JSON.stringify(decision)}`);
    return `${JSON.stringify(type)}: {\n${lines.join(',\n')}\n}`;
  });
  return `{\n${types.join(',\n')}\n}\n`;
}
