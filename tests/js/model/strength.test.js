/** Words on how strong a password may be. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { strength } from '../../../annotator/web/static/js/model/strength.js';

for (const [password, level, begins] of [
  ['', 0, ''], ['short', 0, 'Too short: 3 more'], ['aaaaaaaaaaaaaaaaaaaa', 0, 'Weak'], ['bicycles', 1, 'Weak'],
  ['green ladders', 2, 'Fair'], ['tall green ladders', 3, 'Strong'], ['🦉🌧️🚲🍞🎻🧭🪵🔔', 1, 'Weak'],
]) {
  test(`${password || 'nothing'} is at level ${level}`, () => {
    const found = strength(password);
    assert.equal(found.level, level);
    assert.ok(found.words.startsWith(begins));
  });
}
