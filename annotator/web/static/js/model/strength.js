/** How strong a password may be, in words, while it is typed; the server alone decides what is refused. */

import { t } from '../lib/words.js';

const SHORTEST = 8;
const GOOD = 15;
const FEW = 5;

/** @param {string} password @returns {{level: 0 | 1 | 2 | 3, words: string}} */
export function strength(password) {
  const length = [...password].length;
  if (length === 0) return { level: 0, words: '' };
  if (length < SHORTEST) return { level: 0, words: t('Too short: {n} more', { n: SHORTEST - length }) };
  if (new Set(password.toLowerCase()).size < FEW) return { level: 0, words: t('Weak: too few different characters') };
  if (length < 12) return { level: 1, words: t('Weak: another word makes it better') };
  return length < GOOD ? { level: 2, words: t('Fair: another word makes it strong') } : { level: 3, words: t('Strong, if you use it nowhere else') };
}
