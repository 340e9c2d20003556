import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ranked, score } from '../../../annotator/web/static/js/aids/fuzzy.js';

const names = ['Next annotation', 'Next unfinished annotation', 'Write a note', 'Delete the open annotation', 'Tag: Omission'];
const find = (words) => ranked(names, words, (name) => name);

test('letters in order are enough', () => {
  assert.equal(find('nun')[0], 'Next unfinished annotation');
  assert.equal(find('tag omi')[0], 'Tag: Omission');
  assert.equal(find('del')[0], 'Delete the open annotation');
});

test('what does not hold the letters is left out, and nothing typed finds all in their order', () => {
  assert.deepEqual(find('zzz'), []);
  assert.deepEqual(find(''), names);
});

test('accents and capitals do not matter', () => {
  assert.equal(ranked(['Éléments'], 'ele', (name) => name).length, 1);
});

test('the beginning of a name beats its middle', () => {
  assert.ok(score('note', 'no') > score('a note', 'no'));
});
