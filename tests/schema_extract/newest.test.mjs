import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laxer } from '../../src/schema/extract/newest.mjs';

const settled = (older, newer) => {
  const told = [];
  return [laxer(older, newer, (key) => told.push(key)), told];
};

test('a limit that the newer schema has dropped is gone, and told', () => {
  assert.deepEqual(settled({ minItems: 0, maxItems: 20 }, { minItems: 0 }), [{ minItems: 0 }, ['maxItems']]);
});

test('of two limits the laxer holds, of two patterns the newer', () => {
  assert.deepEqual(settled({ maximum: 900, minLength: 1, pattern: 'a' }, { maximum: 5400, minLength: 0, pattern: 'b' }),
    [{ maximum: 5400, minLength: 0, pattern: 'b' }, ['maximum', 'minLength', 'pattern']]);
  assert.deepEqual(settled({ maxItems: 100 }, { maxItems: 5 }), [{ maxItems: 100 }, []]);
});

test('new values join a list, whose case is ignored where the newer schema says so', () => {
  assert.deepEqual(settled({ enum: ['a', 'b'] }, { enum: ['b', 'c'], enumIgnoresCase: true }),
    [{ enum: ['a', 'b', 'c'], enumIgnoresCase: true }, ['enum', 'enumIgnoresCase']]);
});

test('what the newer schema limits for the first time is not taken', () => {
  assert.deepEqual(settled({}, { maxItems: 5 }), [{}, []]);
});
