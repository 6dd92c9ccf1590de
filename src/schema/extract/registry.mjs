// Reads the CloudFormation registry schemas that an installed cfn-lint carries.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FIRST_REGION = 'us_east_1.py';

/** The folders and the version of the cfn-lint that python3 finds. */
export function findCfnLint() {
  const program = 'import cfnlint, os; from cfnlint.version import __version__; '
    + 'print(os.path.dirname(cfnlint.__file__)); print(__version__)';
  const [folder, version] = execFileSync('python3', ['-c', program], { encoding: 'utf8' }).split('\n');
  const data = join(folder, 'data');
  return { data, schemas: join(data, 'schemas'), version };
}

const MOST_OUTPUT = 64 * 1024 * 1024;

/** What one of the Python programs beside this file prints, as JSON. */
export function askCfnLint(program) {
  const file = join(import.meta.dirname, program);
  return JSON.parse(execFileSync('python3', ['-B', file], { encoding: 'utf8', maxBuffer: MOST_OUTPUT }));
}

/** Every resource schema by type name; the first region wins, then the others in name order. */
export function readRegistry(schemas) {
  const providers = join(schemas, 'providers');
  const regions = readdirSync(providers).filter((name) => /^[a-z]+_.*\.py$/.test(name)).sort();
  const files = new Map();
  for (const region of [FIRST_REGION, ...regions]) {
    const text = readFileSync(join(providers, region), 'utf8');
    for (const [, type, hash] of text.matchAll(/^\s+"([A-Za-z0-9:]+)": "([0-9a-f]+)"/gm)) {
      if (!files.has(type)) files.set(type, join(schemas, 'resources', `${hash}.json`));
    }
  }
  return new Map([...files].sort().map(([type, file]) => [type, JSON.parse(readFileSync(file, 'utf8'))]));
}

/** One resource's schema, addressed the way the specification addresses its own properties. */
export class RegistrySchema {
  constructor(schema) {
    this.schema = schema;
    this.paths = Object.fromEntries(
      ['readOnlyProperties', 'writeOnlyProperties', 'deprecatedProperties', 'conditionalCreateOnlyProperties',
        'createOnlyProperties'].map((list) => [list, new Set((schema[list] ?? []).map(normalPath))]),
    );
  }

  resolve(node) {
    for (let hops = 0; node?.$ref && hops < 16; hops++) {
      const { $ref, ...beside } = node;
      const target = $ref.replace(/^#\//, '').split('/').reduce((at, part) => at?.[part], this.schema);
      node = { ...target, ...beside };
    }
    return node;
  }

  /** The properties of an object schema, those of its alternatives included. */
  properties(node) {
    const own = this.resolve(node);
    if (!own) return {};
    const all = {};
    for (const part of [...(own.allOf ?? []), ...(own.anyOf ?? []), ...(own.oneOf ?? [])]) {
      Object.assign(all, this.properties(part));
    }
    return Object.assign(all, own.properties ?? {});
  }

  items(node) {
    return this.resolve(this.resolve(node)?.items);
  }

  mapValue(node) {
    const own = this.resolve(node);
    const patterns = Object.values(own?.patternProperties ?? {});
    const other = typeof own?.additionalProperties === 'object' ? own.additionalProperties : undefined;
    return this.resolve(patterns[0] ?? other);
  }

  listed(list, path) {
    return this.paths[list].has(path);
  }

  /** Whether a path leads to a property. */
  knows(path) {
    let node = this.schema;
    for (const step of path.split('/')) {
      node = this.properties(node)[step];
      if (node === undefined) return false;
      for (let inner = this.items(node) ?? this.mapValue(node); inner; inner = this.items(node) ?? this.mapValue(node)) node = inner;
    }
    return true;
  }

  /** What a change of a property does. */
  update(path) {
    if (this.listed('createOnlyProperties', path)) return 'replaces';
    return this.listed('conditionalCreateOnlyProperties', path) ? 'may replace' : 'in place';
  }
}

/** The path of a property, of a pointer to it or a name with dots. */
export function normalPath(pointer) {
  return pointer.replace(/^\/properties\//, '').replaceAll('.', '/').split('/')
    .filter((part) => !['*', 'items', 'properties', 'patternProperties'].includes(part)).join('/');
}

/** The specification's type for a value that only the registry knows. */
export function registryType(schema, node) {
  const own = schema.resolve(node);
  if (own?.type === 'array') return { type: 'array', element: registryType(schema, own.items) };
  return { type: ['boolean', 'integer', 'number', 'string'].includes(own?.type) ? own.type : 'json' };
}

/** The keywords that limit one value. */
export const LIMITS = ['pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum',
  'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'];
/** The formats of which something is known. */
export const FORMATS = new Set(['date-time', 'ipv4-network', 'ipv6-network', 'json', 'uri']);

/** The limits that a resolved schema sets on its own value. */
export function limits(node) {
  const found = {};
  for (const key of LIMITS) {
    if (node?.[key] !== undefined && node[key] !== false) found[key] = node[key];
  }
  if (FORMATS.has(node?.format)) found.format = node.format;
  const values = node?.enum ?? node?.enumCaseInsensitive ?? (node?.const !== undefined ? [node.const] : undefined);
  if (values?.every((value) => ['string', 'number'].includes(typeof value))) {
    found.enum = values;
    if (!node.enum && node.enumCaseInsensitive) found.enumIgnoresCase = true;
  }
  return found;
}

// Formats that call a resource type by another name than the type has.
const RENAMED = { 'AWS::ACM::Certificate': 'AWS::CertificateManager::Certificate' };

/** The identifiers of other resources that a resolved schema names: [type, attribute]. */
export function relations(node) {
  const found = [];
  for (const part of [node, ...(node?.anyOf ?? []), ...(node?.oneOf ?? []), ...(node?.allOf ?? [])]) {
    const [, type, attribute] = /^(\w+::\w+::\w+)\.(\w+)$/.exec(part?.format ?? '') ?? [];
    if (type) found.push([RENAMED[type] ?? type, attribute.replace(/^(Id|Name)s$/, '$1')]);
    const ref = part?.relationshipRef;
    if (ref) found.push([ref.typeName, ref.propertyPath.replace(/^\/properties\//, '').replaceAll('/', '.')]);
  }
  return found;
}
