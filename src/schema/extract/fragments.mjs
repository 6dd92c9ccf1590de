// Reduces schemas to the fragments that say how properties go together; ../README.md lists their keywords.
//
// What a fragment leaves out makes it hold more often. That is right where it must hold, but not in a
// condition, nor where exactly one of several may hold. So each reduction also says whether it is exact.

import { FORMATS, LIMITS } from './registry.mjs';

/** The keywords that go beyond one property's type and limits. */
export const COMBINING = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'requiredXor', 'requiredOr', 'dependentRequired',
  'dependentExcluded', 'dependencies', 'prefixItems', 'contains', 'uniqueKeys'];

const COPIED = ['required', 'requiredXor', 'requiredOr', 'uniqueKeys', 'dependentRequired', 'dependentExcluded'];
const SILENT = ['title', 'description', '$comment', '$id', '$schema', 'default', 'examples', 'insertionOrder',
  'definitions', 'arrayType', 'then', 'else', 'const', 'enumCaseInsensitive'];
const TELLING = ['const', 'enum', 'enumCaseInsensitive', 'pattern'];
const WRITTEN_FORMATS = ['ipv4', 'ipv6'];
const DEEPEST = 6;

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const isScalar = (value) => value !== null && typeof value !== 'object';

/** Reduces the schemas of one source. */
export class Reducer {
  /**
   * `resolve` follows references. In rules that people wrote (`isWritten`) a scalar's type only says
   * that the value is known; in the registry it may tell alternatives apart.
   */
  constructor(resolve, isWritten) {
    this.resolve = resolve;
    this.isWritten = isWritten;
  }

  /**
   * `known` are the schemas of a shape's properties that are checked anyway, so that to say them again
   * adds nothing; undefined for a value that may be no object.
   */
  reduce(node, known, depth = 0) {
    if (typeof node === 'boolean') return new Reduced(node);
    const result = new Reduced({});
    if (depth > DEEPEST) return result.lose().finish();
    const schema = this.resolve(node);
    const beside = (part, also) => this.reduce(part, also ? { ...also, ...known } : known, depth + 1);
    const below = (part) => this.reduce(part, undefined, depth + 1);
    for (const [key, value] of Object.entries(schema)) {
      switch (key) {
        case 'allOf': case 'anyOf': case 'oneOf': this.several(result, key, value, beside, known !== undefined); break;
        case 'not': result.condition(beside(value), (rule) => ({ not: rule })); break;
        case 'if': ifThenElse(result, schema, beside); break;
        case 'dependencies': dependencies(result, value, beside); break;
        case 'properties': this.properties(result, value, below, known ?? {}); break;
        case 'additionalProperties': others(result, schema); break;
        case 'items': case 'contains': result.place(key, below(value)); break;
        case 'prefixItems': prefixItems(result, value.map(below)); break;
        case 'type': this.type(result, value, known !== undefined); break;
        case 'format': this.format(result, value); break;
        case 'enum': break;
        default:
          if (COPIED.includes(key)) result.add({ [key]: value });
          else if (LIMITS.includes(key)) result.add(value === false ? {} : { [key]: value });
          else if (!SILENT.includes(key)) result.lose();
      }
    }
    values(result, schema);
    return result.finish();
  }

  several(result, key, parts, beside, isShape) {
    const also = isShape && !this.isWritten ? this.agreed(parts) : undefined;
    const reduced = parts.map((part) => beside(part, also));
    const exact = reduced.every((one) => one.exact);
    if (!exact) result.lose();
    const rules = reduced.map((one) => one.rule);
    if (key === 'allOf') return rules.filter((rule) => rule !== true).forEach((rule) => result.add(rule));
    // Where an alternative lost something, another may hold beside it.
    const wanted = key === 'oneOf' && exact ? 'oneOf' : 'anyOf';
    if (rules.length === 1) return result.add(rules[0]);
    if (wanted === 'anyOf' && rules.includes(true)) return undefined;
    return result.add({ [wanted]: rules });
  }

  /**
   * The properties of which all alternatives that have them say the same, and that no constant or
   * pattern tells apart (there is nothing to tell where there is one alternative).
   */
  agreed(parts) {
    const found = {};
    const torn = new Set();
    for (const part of parts) {
      for (const [name, unresolved] of Object.entries(this.resolve(part)?.properties ?? {})) {
        const node = this.resolve(unresolved);
        const tells = parts.length > 1 && (typeof node === 'boolean' || TELLING.some((key) => key in node));
        if (tells) torn.add(name);
        if (name in found && !same(found[name], node)) torn.add(name);
        found[name] = node;
      }
    }
    return Object.fromEntries(Object.entries(found).filter(([name]) => !torn.has(name)));
  }

  properties(result, properties, below, known) {
    const kept = {};
    for (const [name, node] of Object.entries(properties)) {
      if (typeof node !== 'boolean' && name in known && same(this.resolve(node), known[name])) continue;
      const reduced = below(node);
      if (!reduced.exact) result.lose();
      if (reduced.rule !== true) kept[name] = reduced.rule;
    }
    if (Object.keys(kept).length > 0) result.add({ properties: kept });
  }

  type(result, type, isShape) {
    const types = [type].flat();
    if (isShape && types.includes('object')) return;
    const structures = types.filter((one) => one === 'object' || one === 'array');
    if (structures.length === types.length) result.add({ type: types });
    else if (!this.isWritten) result.lose();
  }

  format(result, format) {
    if (FORMATS.has(format) || (this.isWritten && WRITTEN_FORMATS.includes(format))) result.add({ format });
    else result.lose();
  }
}

/** A fragment while it is made. */
class Reduced {
  constructor(rule) {
    this.rule = rule;
    this.exact = true;
  }

  lose() {
    this.exact = false;
    return this;
  }

  /** What holds too; a keyword that is there already goes into `allOf`. */
  add(rule) {
    if (rule === true) return;
    if (rule === false || Object.keys(rule).some((key) => key in this.rule)) (this.rule.allOf ??= []).push(rule);
    else Object.assign(this.rule, rule);
  }

  place(key, reduced) {
    if (!reduced.exact) this.lose();
    if (reduced.rule !== true || key === 'contains') this.add({ [key]: reduced.rule });
  }

  /** What needs an exact fragment, or cannot be said. */
  condition(reduced, make) {
    if (reduced.exact) this.add(make(reduced.rule));
    else this.lose();
  }

  finish() {
    if (typeof this.rule === 'object' && Object.keys(this.rule).length === 0) this.rule = true;
    if (this.rule.allOf?.length === 1 && Object.keys(this.rule).length === 1) [this.rule] = this.rule.allOf;
    return this;
  }
}

function ifThenElse(result, schema, beside) {
  const branches = [schema.then ?? true, schema.else ?? true].map(beside);
  if (branches.some((branch) => !branch.exact)) result.lose();
  const [then, otherwise] = branches.map((branch) => branch.rule);
  if (then === true && otherwise === true) return;
  result.condition(beside(schema.if), (rule) => ({
    if: rule, ...(then === true ? {} : { then }), ...(otherwise === true ? {} : { else: otherwise }),
  }));
}

function dependencies(result, parts, beside) {
  for (const [name, part] of Object.entries(parts)) {
    if (Array.isArray(part)) {
      result.add({ dependentRequired: { [name]: part } });
      continue;
    }
    const reduced = beside(part);
    if (!reduced.exact) result.lose();
    if (reduced.rule !== true) result.add({ if: { required: [name] }, then: reduced.rule });
  }
}

function others(result, schema) {
  if (schema.additionalProperties === true) return;
  if (schema.additionalProperties === false && !schema.patternProperties) {
    result.add({ onlyProperties: Object.keys(schema.properties ?? {}) });
  } else result.lose();
}

function prefixItems(result, items) {
  if (items.some((item) => !item.exact)) result.lose();
  if (items.some((item) => item.rule !== true)) result.add({ prefixItems: items.map((item) => item.rule) });
}

function values(result, schema) {
  const found = schema.enum ?? schema.enumCaseInsensitive ?? (schema.const === undefined ? undefined : [schema.const]);
  if (found === undefined) return;
  if (!found.every(isScalar)) {
    result.lose();
    return;
  }
  const texts = [...new Set(found.map(String))];
  const ignoresCase = (!schema.enum && schema.enumCaseInsensitive) || texts.every((text) => /^(true|false)$/i.test(text));
  result.add({ enum: texts, ...(ignoresCase ? { enumIgnoresCase: true } : {}) });
}
