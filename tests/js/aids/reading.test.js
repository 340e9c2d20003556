import assert from 'node:assert/strict';
import { test } from 'node:test';

import { find, readied } from '../../../annotator/web/static/js/aids/search.js';
import { unseen } from '../../../annotator/web/static/js/aids/unseen.js';
import { woven } from '../../../annotator/web/static/js/aids/woven.js';

const TEXT = '💩 Élite “voters” said\u00a0no. The e\u0301lite agreed.';
const points = [...TEXT];
const cut = ({ start, end }) => points.slice(start, end).join('');

test('words are found whatever their capitals, accents and spaces', () => {
  assert.deepEqual(find(readied(TEXT), 'elite').map(cut), ['Élite', 'e\u0301lite']);
  assert.deepEqual(find(readied(TEXT), '"voters" SAID no').map(cut), ['“voters” said\u00a0no']);
});

test('a vowel sign makes another word, and is found with its letter', () => {
  const text = readied('सरकार ने कि កិន កាន់');
  assert.equal(find(text, 'का').length, 1);
  assert.equal(find(text, 'កា').length, 1);
});

test('nothing typed finds nothing, and hits do not lie over each other', () => {
  assert.deepEqual(find(readied(TEXT), '  '), []);
  assert.deepEqual(find(readied('aaaa'), 'aa'), [{ start: 0, end: 2 }, { start: 2, end: 4 }]);
});

test('hidden characters are named with their places in code points', () => {
  const found = unseen('💩a\u202eb\u200bc\u0007\n');
  assert.deepEqual(found.map(({ at, name }) => [at, name]), [[2, 'RLO'], [4, 'ZWSP'], [6, 'U+0007']]);
});

const slice = (start, end) => 'One two three.'.slice(start, end);
const one = (id, ...segments) => ({ id, anchor: { segments: segments.map(([start, end]) => ({ start, end })) } });
const said = (pieces) => pieces.map((piece) => (piece.kind === 'words' ? piece.text : `${piece.kind[0]}${piece.id}`)).join('|');

test('what holds begins first and ends last', () => {
  const pieces = woven(slice, { start: 0, end: 14 }, [one('A', [0, 7]), one('B', [4, 7])]);
  assert.equal(said(pieces), 'bA|One |bB|two|eB|eA| three.');
});

test('overlaps, points, and what comes from the paragraph before', () => {
  const pieces = woven(slice, { start: 4, end: 14 }, [one('A', [0, 7]), one('B', [5, 9]), one('P', [7, 7])]);
  assert.equal(said(pieces), 'oA|t|bB|wo|eA|pP| t|eB|hree.');
});

test('joined, the words are the text again', () => {
  const pieces = woven(slice, { start: 0, end: 14 }, [one('A', [0, 3], [4, 7]), one('B', [2, 13])]);
  assert.equal(pieces.filter(({ kind }) => kind === 'words').map(({ text }) => text).join(''), 'One two three.');
});
