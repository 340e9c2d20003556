import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Units } from '../../../annotator/web/static/js/lib/offsets.js';
import { indexOf } from '../texts.js';

const FAMILY = 'a 👨‍👩‍👧 said “💩” to \u{1F1F0}\u{1F1ED}, then ខ្មែរ.';

test('a text without wide characters counts the same both ways', () => {
  const units = new Units('plain');
  assert.deepEqual([units.length, units.toUnits(3), units.toPoints(3)], [5, 3, 3]);
});

test('every code point of a mixed text comes back from its unit', () => {
  const units = new Units(FAMILY);
  const points = [...FAMILY];
  assert.equal(units.length, points.length);
  for (let at = 0; at <= points.length; at += 1) {
    assert.equal(units.toUnits(at), points.slice(0, at).join('').length);
    assert.equal(units.toPoints(units.toUnits(at)), at);
  }
});

test('a position inside a surrogate pair stands before the pair', () => {
  assert.equal(new Units('a💩b').toPoints(2), 1);
});

test('a slice is the text between two code points', () => {
  assert.equal(new Units('a💩bc').slice(1, 3), '💩b');
});

test('an index over nodes gives each offset its node and unit', () => {
  const index = indexOf('one 💩', '\n\n', 'two');
  assert.equal(index.length, 10);
  assert.deepEqual(index.position(5), [index.nodes[1], 0]);
  assert.deepEqual(index.position(5, true), [index.nodes[0], 6]);
  assert.deepEqual(index.position(8), [index.nodes[2], 1]);
});

test('an offset comes back from its node and unit', () => {
  const index = indexOf('a💩', '\n', 'b💩c');
  for (let at = 0; at <= index.length; at += 1) assert.equal(index.offset(...index.position(at)), at);
});

test('a slice crosses nodes', () => {
  const index = indexOf('one 💩', '\n\n', 'two');
  assert.equal(index.slice(4, 8), '💩\n\nt');
  assert.equal(index.slice(0, index.length), 'one 💩\n\ntwo');
  assert.equal(index.slice(7, 7), '');
});

test('a caret is shown in the block, not in the white space between blocks', () => {
  const index = indexOf('one', '\n\n', 'two');
  assert.equal(index.visible(3)[0], index.nodes[0]);
  assert.equal(index.visible(5)[0], index.nodes[2]);
});

test('random texts: units and points agree with counting', () => {
  const letters = ['a', ' ', 'é', '💩', 'ក', '\u0301', '𝒳', 'ع'];
  for (let turn = 0; turn < 300; turn += 1) {
    const text = Array.from({ length: turn % 40 }, (_, at) => letters[(turn * 7 + at * at) % letters.length]).join('');
    const units = new Units(text);
    for (let at = 0; at <= units.length; at += 1) assert.equal(units.toPoints(units.toUnits(at)), at);
  }
});
