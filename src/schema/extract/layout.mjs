// The text layout of a data file: JSON, one line a property, names in order.

const quote = JSON.stringify;

function table(entries, line) {
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([name, value]) => `${quote(name)}: ${line(value)}`).join(',\n')}\n}`;
}

export const byName = (object) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

function list(items) {
  return `[\n${items.map(quote).join(',\n')}\n]`;
}

function record({ rules, properties, attributes, definitions, ...facts }) {
  const parts = Object.entries(facts).map(([key, value]) => `${quote(key)}: ${quote(value)}`);
  if (rules?.length > 0) parts.push(`"rules": ${list(rules)}`);
  if (properties) parts.push(`"properties": ${table(byName(properties), quote)}`);
  if (attributes) parts.push(`"attributes": ${table(byName(attributes), quote)}`);
  if (definitions) parts.push(`"definitions": ${table(byName(definitions), record)}`);
  return `{${parts.join(', ')}}`;
}

/** The text of one service's file. */
export function serviceText({ service, resources }) {
  return `{"service": ${quote(service)}, "resources": ${table(byName(resources), record)}}\n`;
}
