import assert from 'node:assert/strict';
import { test } from 'node:test';

import { plain } from '../../../annotator/web/static/js/lib/plain.js';

test('capitals and accents make no difference', () => {
  for (const [one, other] of [['Élite', 'elite'], ['e\u0301', 'E'], ['مُنْحاز', 'منحاز'], ['שָׁלוֹם', 'שלום'], ['Ώρα', 'ωρα']]) assert.equal(plain(one), plain(other));
});

test('vowel signs do, for without them the word is another', () => {
  for (const [one, other] of [['कि', 'का'], ['កា', 'កិ'], ['รัฐ', 'รฐ'], ['がく', 'かく'], ['ကာ', 'က']]) assert.notEqual(plain(one), plain(other));
});
