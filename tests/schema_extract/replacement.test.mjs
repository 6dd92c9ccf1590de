import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settleReplacement } from '../../src/schema/extract/replacement.mjs';

const TYPE = 'AWS::Store::Shelf';

/** Settles one type, whose registry has these updates by path. */
function settle(properties, registry, decisions = {}, definitions = {}) {
  const resources = { [TYPE]: { properties, definitions } };
  const told = [];
  const registries = [{ knows: (_, path) => path in registry, update: (_, path) => registry[path] }];
  const kept = settleReplacement(resources, registries, decisions, '2030-01-31', (line) => told.push(line));
  return { properties, definitions, told, kept: kept[TYPE] ?? {} };
}

const decided = (update) => ({ [TYPE]: { Name: { update, specification: 'replaces', registry: 'in place', source: 'https://a' } } });
const replaced = () => ({ Name: { type: 'string', update: 'replaces' } });

test('where the sources agree nothing is decided', () => {
  const { properties, kept, told } = settle(replaced(), { Name: 'replaces' });
  assert.deepEqual([properties.Name.update, kept, told], ['replaces', {}, []]);
});

test('what is newly disputed may replace, and is told', () => {
  const { properties, kept, told } = settle(replaced(), { Name: 'in place' });
  assert.equal(properties.Name.update, 'may replace');
  assert.equal(kept.Name.asOf, '2030-01-31');
  assert.match(kept.Name.reason, /AWS's own sources differ/);
  assert.deepEqual(told, [`${TYPE} Name: the specification says replaces, the registry in place`]);
});

test('a decision holds again while the sources say the same', () => {
  for (const [update, expected] of [['in place', undefined], ['replaces', 'replaces']]) {
    const { properties, kept, told } = settle(replaced(), { Name: 'in place' }, decided(update));
    assert.deepEqual([properties.Name.update, kept, told], [expected, decided(update)[TYPE], []]);
  }
});

test('a decision is asked for again when a source says another thing', () => {
  const { properties, told } = settle(replaced(), { Name: 'may replace' }, decided('in place'));
  assert.equal(properties.Name.update, 'may replace');
  assert.match(told[0], /it was decided when they said replaces and in place/);
});

test('a decision that is not needed any more is dropped', () => {
  const { kept, told } = settle({ Name: { type: 'string' } }, { Name: 'in place' }, decided('in place'));
  assert.deepEqual([kept, told], [{}, [`${TYPE} Name: no longer disputed, its decision is dropped`]]);
});

test('a nested property is disputed by itself', () => {
  const boards = { Board: { properties: { Width: { type: 'integer', update: 'replaces' } } } };
  const { definitions, kept } = settle({ Boards: { type: '[#Board]' } },
    { Boards: 'in place', 'Boards/Width': 'in place' }, {}, boards);
  assert.equal(definitions.Board.properties.Width.update, 'may replace');
  assert.deepEqual(Object.keys(kept), ['Boards/Width']);
});

test('what the registry does not know is not disputed', () => {
  assert.equal(settle(replaced(), {}).properties.Name.update, 'replaces');
});
