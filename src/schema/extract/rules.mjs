// The rules of the registry's schemas: how the properties of a shape go together.

import { COMBINING, Reducer } from './fragments.mjs';

const only = (node, keys) => Object.fromEntries(Object.entries(node).filter(([key]) => keys.includes(key)));
const combining = (node) => only(node, node.if === undefined ? COMBINING : [...COMBINING, 'then', 'else']);

// What demands one of several, or forbids the others.
const CLOSED = ['anyOf', 'oneOf', 'requiredXor', 'requiredOr', 'onlyProperties'];

/**
 * The rules of an object's schema, those of its scalars and lists included. `specs` are its properties
 * as the specification has them: with one that the schema does not know yet, its choices may be too few.
 */
export function rulesOf(schema, node, specs) {
  const reducer = new Reducer((part) => schema.resolve(part), false);
  const properties = schema.properties(node);
  const own = Object.fromEntries(Object.entries(node.properties ?? {}).map(([name, part]) =>
    [name, schema.resolve(part)]));
  const rules = parted(reducer.reduce(combining(node), own).rule);
  const isOld = Object.keys(specs).some((name) => !(name in properties));
  const kept = rules.filter((rule) => !('onlyProperties' in rule)
    && !(isOld && CLOSED.some((key) => key in rule) && isOfAll(rule, Object.keys(properties))));
  const torn = differing(schema, node);
  for (const [name, part] of Object.entries(properties)) {
    if (torn.has(name)) continue;
    const rule = valueRule(reducer, schema, schema.resolve(part), specs[name]?.type);
    if (rule !== true) kept.push({ properties: { [name]: rule } });
  }
  return kept;
}

/** The properties of which alternatives say different things. */
function differing(schema, node) {
  const texts = {};
  for (const part of [node, ...['allOf', 'anyOf', 'oneOf'].flatMap((key) => node[key] ?? [])]) {
    for (const [name, own] of Object.entries(schema.resolve(part).properties ?? {})) {
      (texts[name] ??= new Set()).add(JSON.stringify(schema.resolve(own)));
    }
  }
  return new Set(Object.keys(texts).filter((name) => texts[name].size > 1));
}

// Where every property is one of the choices, so is one that is new.
const isOfAll = (rule, names) => names.every((name) => JSON.stringify(rule).includes(`"${name}"`));

/** A rule of several keywords as a rule for each. */
function parted(rule) {
  if (rule === true) return [];
  const { if: condition, then, else: otherwise, allOf = [], ...others } = rule;
  return [
    ...Object.entries(others).map(([key, value]) => ({ [key]: value })),
    ...allOf,
    ...(condition === undefined ? [] : [JSON.parse(JSON.stringify({ if: condition, then, else: otherwise }))]),
  ];
}

/** Whether it holds objects of a nested type, of which the rules stand at that type. */
const isShape = (type) => ['ref', 'map'].includes(type?.type) || (type?.type === 'union' && type.types.some(isShape));

/** What a scalar or a list must be beyond its type and limits. */
function valueRule(reducer, schema, node, type) {
  if (!node || isShape(type)) return true;
  const own = reducer.reduce(combining(node)).rule;
  if (!node.items || (type?.type === 'array' && isShape(type.element))) return own;
  const items = reducer.reduce(combining(schema.resolve(node.items))).rule;
  if (items === true) return own;
  return { ...(own === true ? {} : own), items };
}
