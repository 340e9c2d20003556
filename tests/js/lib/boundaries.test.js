import assert from 'node:assert/strict';
import { test } from 'node:test';

import { characterEdge, graphemeEdge, paragraphAt, sentenceAt, sentenceEdge, snapped, wholeGraphemes, wordAt, wordEdge } from '../../../annotator/web/static/js/lib/boundaries.js';
import { indexOf, place } from '../texts.js';

test('a family is never split', () => {
  const text = 'the 👨‍👩‍👧 firetrucks';
  const [start, end] = place(text, '👨‍👩‍👧');
  assert.deepEqual(wholeGraphemes(indexOf(text), start + 1, end - 1), [start, end]);
});

test('a Khmer cluster is never split', () => {
  assert.deepEqual(wholeGraphemes(indexOf('ខ្មែរ'), 1, 2), [0, 4]);
});

test('a caret stands before the cluster it fell into', () => {
  assert.deepEqual(wholeGraphemes(indexOf('e\u0301a'), 1, 1), [0, 0]);
});

test('words end and begin where letters do', () => {
  const index = indexOf('The ministry, said.');
  assert.equal(wordEdge(index, 3, 1, 'en'), 12);
  assert.equal(wordEdge(index, 12, 1, 'en'), 18);
  assert.equal(wordEdge(index, 14, -1, 'en'), 4);
});

test('a word edge is found across blocks, and stays put at the ends', () => {
  const index = indexOf('One.', '\n\n', 'Two.');
  assert.equal(wordEdge(index, 4, 1, 'en'), 9);
  assert.equal(wordEdge(index, 6, -1, 'en'), 0);
  assert.equal(wordEdge(index, 10, 1, 'en'), 10);
  assert.equal(wordEdge(index, 0, -1, 'en'), 0);
});

test('characters are stepped over whole', () => {
  const index = indexOf('a👨‍👩‍👧b');
  assert.equal(graphemeEdge(index, 1, 1), 6);
  assert.equal(graphemeEdge(index, 6, -1), 1);
});

test('white space is no character to end in, and the ends of the text are', () => {
  const index = indexOf('ab', ' \n', 'e\u0301 ');
  assert.equal(characterEdge(index, 2, 1), 6);
  assert.equal(characterEdge(index, 4, -1), 1);
  assert.equal(characterEdge(index, 6, 1), 7);
  assert.equal(characterEdge(index, 0, -1), 0);
});

test('a sentence is taken without its stop and the quotation marks around it', () => {
  const index = indexOf('He left. “She stayed at home.” They slept.');
  const found = sentenceAt(index, 12, 'en');
  assert.equal(index.slice(found.start, found.end), 'She stayed at home');
});

test('the caret moves from sentence to sentence, over blocks', () => {
  const index = indexOf('One is here. Two is there.', '\n\n', 'Three.');
  assert.equal(sentenceEdge(index, 0, 1, 'en'), 13);
  assert.equal(sentenceEdge(index, 13, 1, 'en'), 28);
  assert.equal(sentenceEdge(index, 28, -1, 'en'), 13);
});

test('an unknown language is no error', () => {
  assert.equal(wordEdge(indexOf('ab cd'), 0, 1, 'not a language'), 2);
});

test('a selection snaps to words or sentences, and in scripts without spaces to nothing', () => {
  const index = indexOf('“It is biased,” he said. រដ្ឋាភិបាល');
  assert.deepEqual(snapped(index, 5, 9, 'word', 'en'), [4, 13]);
  assert.deepEqual(snapped(index, 5, 9, 'sentence', 'en'), [1, 23]);
  assert.deepEqual(snapped(index, 5, 9, 'off', 'en'), [5, 9]);
  assert.deepEqual(snapped(index, 27, 29, 'word', 'km'), [27, 29]);
  assert.deepEqual(snapped(index, 27, 29, 'sentence', 'km'), [27, 29]);
});

test('the server’s sentences are taken when they are there', () => {
  const index = indexOf('Mr. Sok left. He ran.');
  index.sentences = [[0, 13], [14, 21]];
  assert.deepEqual(sentenceAt(index, 2, 'en'), { start: 0, end: 12 });
  assert.equal(sentenceEdge(index, 0, 1, 'en'), 14);
  assert.equal(sentenceEdge(index, 14, -1, 'en'), 0);
});

test('a word, a paragraph', () => {
  const index = indexOf('One two.', '\n\n', ' Three. ');
  assert.deepEqual(wordAt(index, 7, 'en'), { start: 4, end: 7, word: true });
  assert.deepEqual(paragraphAt(index, 9), { start: 0, end: 8 });
  assert.deepEqual(paragraphAt(index, 12), { start: 11, end: 17 });
});
