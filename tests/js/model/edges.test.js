import assert from 'node:assert/strict';
import { test } from 'node:test';

import { moved } from '../../../annotator/web/static/js/model/edges.js';

const TEXT = 'with an impressive rate of 85%. An impressive one.';

for (const [edge, step, says] of [
  ['start', -1, 'an impressive rate'],
  ['start', 1, 'rate'],
  ['end', 1, 'impressive rate of'],
  ['end', -1, 'impressive'],
]) {
  test(`the ${edge} moves by ${step}`, () => assert.equal(moved(TEXT, 'impressive rate', 8, edge, step), says));
}

test('nothing is left of no word', () => {
  assert.equal(moved(TEXT, 'rate', 19, 'end', -1), 'rate');
  assert.equal(moved(TEXT, 'rate', 19, 'start', 1), 'rate');
});

test('at the ends of the text it stays', () => {
  assert.equal(moved(TEXT, 'with', 0, 'start', -1), 'with');
  assert.equal(moved(TEXT, 'one.', 46, 'end', 1), 'one.');
});

test('of two places the nearest is meant', () => {
  assert.equal(moved(TEXT, 'impressive', 34, 'end', 1), 'impressive one.');
});

test('words that are not there stay as they are', () => assert.equal(moved(TEXT, 'no such', 0, 'end', 1), 'no such'));
