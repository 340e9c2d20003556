/** How strong a password may be, in words, while it is typed; the server alone decides what is refused. */

const SHORTEST = 8;
const GOOD = 15;
const FEW = 5;

/** @param {string} password @returns {{level: 0 | 1 | 2 | 3, words: string}} */
export function strength(password) {
  const length = [...password].length;
  if (length === 0) return { level: 0, words: '' };
  if (length < SHORTEST) return { level: 0, words: `Too short: ${SHORTEST - length} more` };
  if (new Set(password.toLowerCase()).size < FEW) return { level: 0, words: 'Weak: too few different characters' };
  if (length < 12) return { level: 1, words: 'Weak: another word makes it better' };
  return length < GOOD ? { level: 2, words: 'Fair: another word makes it strong' } : { level: 3, words: 'Strong, if you use it nowhere else' };
}
