// Writes ../data/<service>.json from the specification's database and the registry schemas.
// ../README.md says what the fields mean and how to run this.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { applyCorrections } from './corrections.mjs';
import { addDocumented } from './documented.mjs';
import { byName, serviceText } from './layout.mjs';
import { iamActions, runtimeLifecycles } from './lists.mjs';
import { relationsOfName } from './names.mjs';
import { newerTypesText } from './newer_types.mjs';
import { laxer } from './newest.mjs';
import { addLists, markOpenLists } from './open_lists.mjs';
import { settleRelations } from './own_relations.mjs';
import { firstSentence } from './prose.mjs';
import { askCfnLint, findCfnLint, limits, readRegistry, RegistrySchema, registryType, relations } from './registry.mjs';
import { decisionsText, settleReplacement } from './replacement.mjs';
import { rulesOf } from './rules.mjs';
import { settleSamUpdates } from './sam_updates.mjs';
import { readValidator } from './validator.mjs';
import { settleSets } from './sets.mjs';
import { addWrittenRules } from './written_rules.mjs';

const SCHEMA = join(import.meta.dirname, '..');
const DATA = join(SCHEMA, 'data');
const DECISIONS = join(SCHEMA, 'replacement.json');
// When the validator was published, whose lists are the newest.
const VALIDATOR_DAY = '2026-09-10';
const db = loadAwsServiceSpecSync();
const cfnLint = findCfnLint();
const registry = readRegistry(cfnLint.schemas);
const readable = askCfnLint('readable.py');
const validator = readValidator();
const today = new Date().toISOString().slice(0, 10);

// What a person should look at: where the sources dispute, and where a decision about that is out of date.
const reports = { limits: [], replacement: [], corrections: [] };

const unique = (list) => [...new Map(list.map((item) => [JSON.stringify(item), item])).values()];

function typeText(type) {
  switch (type.type) {
    case 'array': return `[${typeText(type.element)}]`;
    case 'map': return `{${typeText(type.element)}}`;
    case 'ref': return `#${db.get('typeDefinition', type.reference).name}`;
    case 'union': return unique(type.types.map(typeText)).join('|');
    default: return type.type;
  }
}

/** A record with the fields that say nothing left out. */
function compact(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== false
    && value !== '' && !(Array.isArray(value) && value.length === 0)));
}

/** What identifiers a value takes: by either source, else by its name where that leaves no doubt. */
function allRelations(name, spec, nodes) {
  if (!isText(spec.type)) return [];
  const known = unique([
    ...(spec.relationshipRefs ?? []).map((ref) => [ref.cloudFormationType, ref.propertyName]),
    ...nodes.flatMap(relations),
  ]);
  return (known.length > 0 ? known : relationsOfName(name)).sort();
}

/** How far a type's service is from its end; a type that the registry lacks fares as all of its service do. */
function lifecycleOf(type) {
  if (validator.schemas.has(type)) return validator.lifecycles[type];
  if (registry.has(type)) return registry.get(type).lifecycle;
  const service = type.slice(0, type.lastIndexOf('::') + 2);
  const all = unique([...validator.schemas.keys()].filter((name) => name.startsWith(service))
    .map((name) => validator.lifecycles[name] ?? null));
  return all.length === 1 && all[0] !== null ? all[0] : undefined;
}

const isText = (type) => type.type === 'string' || (type.type === 'array' && type.element.type === 'string');

/** A shape that stands in several places has the rules that hold in all of them. */
function common(some, others) {
  if (!some || !others) return some ?? others;
  const texts = new Set(others.map((rule) => JSON.stringify(rule)));
  return some.filter((rule) => texts.has(JSON.stringify(rule)));
}

/** The limits that the registry sets on a value and on its items, without those that newer schemas have dropped. */
function newestLimits(type, path, node, ofItems) {
  const older = { own: limits(node), items: limits(ofItems) };
  const newer = node && path && validator.schemas.get(type)?.limitsAt(path);
  if (!newer) return older;
  const settle = (part) => laxer(older[part], newer[part], (key, before, after) =>
    reports.limits.push(`${type} ${path}${part === 'items' ? ' (items)' : ''}: ${key} ${shortened(before)} → ${shortened(after)}`));
  return { own: settle('own'), items: settle('items') };
}

const shortened = (value) => (value === undefined ? 'none' : JSON.stringify(value).slice(0, 80));

function property(type, path, name, spec, node, schema) {
  const ofItems = spec.type.type === 'array' ? schema?.items(node) : undefined;
  const element = spec.type.type === 'array' ? spec.type.element : spec.type;
  const { own: { enum: registryEnum, ...own }, items: itemLimits } = newestLimits(type, path, node, ofItems);
  const specEnum = spec.type.allowedValues;
  const itemEnum = unique([...(element !== spec.type && element.allowedValues || []), ...(itemLimits.enum ?? [])]);
  const items = compact({ ...itemLimits, enum: itemEnum });
  return {
    type: typeText(spec.type),
    required: spec.required,
    update: { yes: 'replaces', maybe: 'may replace' }[spec.causesReplacement],
    enum: unique([...(specEnum ?? []), ...(registryEnum ?? [])]),
    default: spec.defaultValue,
    deprecated: spec.deprecated === 'WARN',
    ...own,
    items: Object.keys(items).length > 0 ? items : undefined,
    relations: allRelations(name, spec, [node, ofItems]),
    doc: firstSentence(spec.documentation),
  };
}

/** Collects one resource: its own properties, and each nested type at the first place that uses it. */
class ResourceReader {
  constructor(resource) {
    this.resource = resource;
    const schema = registry.get(resource.cloudFormationType);
    this.schema = schema && new RegistrySchema(schema);
    this.definitions = {};
    this.marks = new Map();
  }

  read() {
    const { resource } = this;
    const properties = this.properties(resource.properties, this.schema?.schema, '', new Set());
    const rules = this.rules(resource.properties, this.schema?.schema);
    const attributes = Object.fromEntries(byName(resource.attributes).map(([name, spec]) => {
      const node = name.split('.').reduce((at, part) => this.schema?.resolve(this.schema.properties(at)[part]),
        this.schema?.schema);
      this.visitType(spec.type, node, name.replaceAll('.', '/'), new Set());
      return [name, compact({
        type: typeText(spec.type),
        deprecated: spec.deprecated === 'WARN',
        relations: allRelations(name, spec, [node]),
        doc: firstSentence(spec.documentation),
      })];
    }));
    for (const link of db.follow('usesType', resource)) this.define(link.entity, undefined, undefined, new Set());
    this.settleMarks();
    const read = (readable[resource.cloudFormationType] ?? []).map((name) => name.replace('\\..*', '.*'));
    const lifecycle = lifecycleOf(resource.cloudFormationType);
    const { tagInformation: tags } = resource;
    return {
      class: resource.name,
      doc: firstSentence(resource.documentation),
      ...compact({
        transform: resource.cloudFormationTransform,
        primaryIdentifier: resource.primaryIdentifier,
        ref: resource.cfnRefIdentifier,
        arn: resource.arnTemplate,
        stateful: resource.isStateful,
        tags: tags && [tags.tagPropertyName, tags.variant],
        tagsOnUpdate: this.schema?.schema.tagging?.tagUpdatable === false ? 'refused' : undefined,
        alsoReplaces: unique(resource.additionalReplacementProperties ?? []).map((path) => path.join('.')).sort(),
        lifecycle: lifecycle && [lifecycle.status, lifecycle.date ?? ''],
        readable: read.filter((name) => !(name in attributes) && /^\w[\w.]*(\.\*)?$/.test(name)).sort(),
      }),
      rules,
      properties: this.finish(properties),
      attributes,
      definitions: this.finishedDefinitions(),
    };
  }

  properties(specs, node, path, open) {
    const schemas = this.schema?.properties(node) ?? {};
    const added = Object.keys(schemas).filter((name) => !(name in specs) && this.addable(path, name));
    const all = { ...specs, ...Object.fromEntries(added.map((name) => [name, {
      type: registryType(this.schema, schemas[name]), documentation: schemas[name].description,
    }])) };
    return Object.fromEntries(byName(all).map(([name, spec]) => {
      const at = this.schema?.resolve(schemas[name]);
      const here = path === '' ? name : `${path}/${name}`;
      this.visitType(spec.type, at, here, open);
      const fields = property(this.resource.cloudFormationType, path.startsWith('?') ? undefined : here, name, spec, at, this.schema);
      this.mark(fields, here, at);
      return [name, fields];
    }));
  }

  // The registry knows a few properties that the specification does not have yet.
  addable(path, name) {
    const here = path === '' ? name : `${path}/${name}`;
    return !this.schema.listed('readOnlyProperties', here) && !(name in this.resource.attributes)
      && !Object.keys(this.resource.attributes).some((attribute) => attribute.startsWith(`${name}.`));
  }

  visitType(type, node, path, open) {
    switch (type.type) {
      case 'array': return this.visitType(type.element, this.schema?.items(node), path, open);
      case 'map': return this.visitType(type.element, this.schema?.mapValue(node), path, open);
      case 'union': return type.types.forEach((one) => this.visitType(one, node, path, open));
      case 'ref': return this.define(db.get('typeDefinition', type.reference), node, path, open);
      default: return undefined;
    }
  }

  define(definition, node, path, open) {
    if (open.has(definition.name)) return;
    const known = this.definitions[definition.name];
    if (known && (path === undefined || !this.schema)) return;
    const inside = new Set(open).add(definition.name);
    const properties = this.properties(definition.properties, node, path ?? '?', inside);
    const rules = this.rules(definition.properties, node);
    if (!known) {
      this.definitions[definition.name] = { doc: firstSentence(definition.documentation), rules, properties };
      return;
    }
    known.rules = common(known.rules, rules);
    for (const [name, fields] of Object.entries(properties)) {
      this.marks.set(known.properties[name], [...(this.marks.get(known.properties[name]) ?? []),
        ...this.marks.get(fields)]);
    }
  }

  /** The rules of a shape that the registry knows; undefined of another. */
  rules(specs, node) {
    return node && rulesOf(this.schema, node, specs);
  }

  mark(fields, path, node) {
    const found = compact({
      unordered: node?.insertionOrder === false,
      readOnly: this.schema?.listed('readOnlyProperties', path),
      writeOnly: this.schema?.listed('writeOnlyProperties', path),
      deprecated: this.schema?.listed('deprecatedProperties', path),
    });
    this.marks.set(fields, [found]);
  }

  // A nested type may stand in several places: it is only called read-only, or without an order, where all of them are.
  settleMarks() {
    for (const [fields, found] of this.marks) {
      for (const key of ['readOnly', 'writeOnly', 'deprecated', 'unordered']) {
        if (found.every((mark) => mark[key])) fields[key] = true;
      }
    }
  }

  finish(properties) {
    return Object.fromEntries(Object.entries(properties).map(([name, { doc, ...fields }]) =>
      [name, compact({ ...fields, doc })]));
  }

  finishedDefinitions() {
    return Object.fromEntries(Object.entries(this.definitions).map(([name, definition]) =>
      [name, { ...definition, properties: this.finish(definition.properties) }]));
  }
}

const services = {};
for (const resource of db.all('resource')) {
  const service = resource.cloudFormationType.split('::').slice(0, 2).join('::');
  (services[service] ??= {})[resource.cloudFormationType] = new ResourceReader(resource).read();
}

const all = Object.assign({}, ...Object.values(services));
const registered = new Map([...registry].map(([type, schema]) => [type, new RegistrySchema(schema)]));
const registries = [validator.schemas, registered].map((schemas) => ({
  knows: (type, path) => schemas.get(type)?.knows(path) === true,
  update: (type, path) => schemas.get(type).update(path),
}));
const decisions = settleReplacement(all, registries, JSON.parse(readFileSync(DECISIONS, 'utf8')), today,
  (line) => reports.replacement.push(line));
writeFileSync(DECISIONS, decisionsText(decisions));
settleSamUpdates(all);
settleRelations(all);
addLists(all, validator.lists);
addDocumented(all);
markOpenLists(all, VALIDATOR_DAY);
applyCorrections(all, (line) => reports.corrections.push(line));
settleSets(all);
addWrittenRules(all);

mkdirSync(DATA, { recursive: true });
for (const old of readdirSync(DATA)) rmSync(join(DATA, old));
const used = new Set();
for (const [service, resources] of byName(services)) {
  const file = `${service.split('::')[1].toLowerCase()}.json`;
  if (used.has(file)) throw new Error(`two services would write ${file}`);
  used.add(file);
  writeFileSync(join(DATA, file), serviceText({ service, resources }));
}
for (const [folder, file, text] of [['iam', 'actions.json', iamActions(cfnLint.data)],
  ['lambda', 'runtimes.json', runtimeLifecycles(validator.runtimes)]]) {
  mkdirSync(join(SCHEMA, folder), { recursive: true });
  writeFileSync(join(SCHEMA, folder, file), text);
}
writeFileSync(join(SCHEMA, 'newer_types.json'), newerTypesText((type) => type in all));
for (const [about, lines] of Object.entries(reports)) {
  if (lines.length > 0) console.error(`${about}:\n  ${lines.join('\n  ')}`);
}
console.error(`${used.size} services, ${db.all('resource').length} resource types; registry of cfn-lint ${cfnLint.version}, AWS's validator ${validator.version}`);
