// Reads what AWS's validator carries: the npm package `@aws/cloudformation-validate`, Apache-2.0. Its
// WebAssembly module holds JSON texts, each in a frame of Zstandard (RFC 8878).

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decompress } from 'fzstd';
import { normalPath } from './registry.mjs';

const FOLDER = dirname(fileURLToPath(import.meta.resolve('@aws/cloudformation-validate')));
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** What the validator knows: its version, the schemas by type, the ends of runtimes and of services, and instance types. */
export function readValidator() {
  const texts = framesOf(readFileSync(join(FOLDER, 'bindings_wasm_bg.wasm'))).map((frame) =>
    JSON.parse(Buffer.from(decompress(frame)).toString('utf8')));
  const part = (holds) => {
    const found = texts.filter(holds);
    if (found.length !== 1) throw new Error('AWS\'s validator keeps its data in another way than before');
    return found[0];
  };
  const schemas = part((text) => text['AWS::S3::Bucket']?.type_name);
  const byRegion = texts.flatMap((text) => Object.entries(text))
    .filter(([name]) => /^aws_\w+_enum$/.test(name));
  return {
    version: JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')).version,
    schemas: new Map(Object.entries(schemas).map(([type, schema]) => [type, new ValidatorSchema(schema)])),
    runtimes: part((text) => text.lambda_runtimes).lambda_runtimes.lifecycle,
    lifecycles: part((text) => text.resource_lifecycle).resource_lifecycle,
    lists: new Map(byRegion.map(([name, regions]) => [name.replace(/_enum$/, ''), [...listed(regions)].sort()])),
  };
}

/** The values of a list that differs by region, and maybe by what stands beside it. */
function listed(part, found = new Set()) {
  const values = part?.enum ?? (part?.const === undefined ? [] : [part.const]);
  values.forEach((value) => found.add(value));
  for (const region of Object.values(part ?? {})) {
    if (region?.allOf) region.allOf.forEach((rule) => Object.values(rule.then?.properties ?? {}).forEach((value) => listed(value, found)));
    else if (region?.enum) listed(region, found);
  }
  return found;
}

/** Each frame from its magic number to the end of its last block. */
function framesOf(bytes) {
  const frames = [];
  for (let at = bytes.indexOf(MAGIC); at >= 0; at = bytes.indexOf(MAGIC, at + MAGIC.length)) {
    frames.push(bytes.subarray(at, endOfFrame(bytes, at)));
  }
  return frames;
}

function endOfFrame(bytes, begin) {
  const descriptor = bytes[begin + 4];
  const isSingle = (descriptor >> 5) & 1;
  const sizes = [isSingle, 2, 4, 8][descriptor >> 6];
  const dictionary = [0, 1, 2, 4][descriptor & 3];
  let at = begin + 5 + (isSingle ? 0 : 1) + dictionary + sizes;
  for (let isLast = false; !isLast;) {
    const header = bytes.readUIntLE(at, 3);
    isLast = (header & 1) === 1;
    const isRepeated = ((header >> 1) & 3) === 1;
    at += 3 + (isRepeated ? 1 : header >> 3);
  }
  return at + (descriptor & 4 ? 4 : 0);
}

const NAMES = {
  pattern: 'pattern', min_length: 'minLength', max_length: 'maxLength', minimum: 'minimum', maximum: 'maximum',
  exclusive_minimum: 'exclusiveMinimum', exclusive_maximum: 'exclusiveMaximum', multiple_of: 'multipleOf',
  min_items: 'minItems', max_items: 'maxItems', unique_items: 'uniqueItems', min_properties: 'minProperties',
  max_properties: 'maxProperties', enum: 'enum',
};

/** The limits of a value under the names that the registry has for them. */
function limitsOf(value) {
  const found = Object.fromEntries(Object.entries(value ?? {}).filter(([key, limit]) => NAMES[key] && limit !== false)
    .map(([key, limit]) => [NAMES[key], limit]));
  if (value?.enum_case_insensitive) Object.assign(found, { enum: value.enum_case_insensitive, enumIgnoresCase: true });
  return found;
}

/** One resource's schema, asked as `RegistrySchema` is. */
class ValidatorSchema {
  constructor(schema) {
    this.schema = schema;
    this.values = new Map();
    this.createOnly = new Set((schema.create_only_properties ?? []).map(normalPath));
    this.conditional = new Set((schema.conditional_create_only_properties ?? []).map(normalPath));
  }

  knows(path) {
    return this.valuesAt(path).length > 0;
  }

  /** What stands at a path: more than one value where it leads through alternatives. */
  valuesAt(path) {
    if (path === '') return [this.schema];
    if (!this.values.has(path)) {
      const end = Math.max(path.lastIndexOf('/'), 0);
      const step = path.slice(end === 0 ? 0 : end + 1);
      this.values.set(path, this.valuesAt(path.slice(0, end)).flatMap((value) => this.shapesOf(value))
        .flatMap((shape) => shape.properties?.[step] ?? []));
    }
    return this.values.get(path);
  }

  /** The limits of the one value at a path, and of its items; undefined where it is not one. */
  limitsAt(path) {
    const values = this.valuesAt(path);
    if (values.length !== 1) return undefined;
    const own = this.resolve(values[0]);
    return { own: limitsOf(own), items: limitsOf(this.resolve(own.items)) };
  }

  resolve(value) {
    for (let hops = 0; value?.ref_name && hops < 16; hops++) {
      const { ref_name: name, ...beside } = value;
      value = { ...this.schema.definitions?.[name], ...beside };
    }
    return value;
  }

  /** The objects that a value may be, those in lists and maps included. */
  shapesOf(value, depth = 0) {
    if (!value || depth > 8) return [];
    const inner = [value.ref_name && this.schema.definitions?.[value.ref_name], value.items,
      ...Object.values(value.pattern_properties ?? {}), ...(value.any_of ?? []), ...(value.one_of ?? []), ...(value.all_of ?? [])];
    return [value, ...inner.flatMap((each) => this.shapesOf(each, depth + 1))];
  }

  update(path) {
    if (this.createOnly.has(path)) return 'replaces';
    return this.conditional.has(path) ? 'may replace' : 'in place';
  }
}
