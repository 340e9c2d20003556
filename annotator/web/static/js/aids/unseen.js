/** Characters that cannot be seen: controls of direction, joiners, spaces of no or other width. */

import { t } from '../lib/words.js';

const NAMES = {
  '\u00a0': ['NBSP', t('no-break space')], '\u00ad': ['SHY', t('soft hyphen')], '\u034f': ['CGJ', t('grapheme joiner')], '\u061c': ['ALM', t('Arabic letter mark')],
  '\u180e': ['MVS', t('Mongolian separator')], '\u200b': ['ZWSP', t('zero-width space')], '\u200c': ['ZWNJ', t('zero-width non-joiner')],
  '\u200d': ['ZWJ', t('zero-width joiner')], '\u200e': ['LRM', t('left-to-right mark')], '\u200f': ['RLM', t('right-to-left mark')],
  '\u2028': ['LS', t('line separator')], '\u2029': ['PS', t('paragraph separator')],
  '\u202a': ['LRE', t('left-to-right embedding')], '\u202b': ['RLE', t('right-to-left embedding')], '\u202c': ['PDF', t('end of embedding')],
  '\u202d': ['LRO', t('left-to-right override')], '\u202e': ['RLO', t('right-to-left override')], '\u202f': ['NNBSP', t('narrow no-break space')],
  '\u2060': ['WJ', t('word joiner')], '\u2066': ['LRI', t('left-to-right isolate')], '\u2067': ['RLI', t('right-to-left isolate')],
  '\u2068': ['FSI', t('first strong isolate')], '\u2069': ['PDI', t('end of isolate')], '\ufeff': ['BOM', t('byte order mark')],
};

/** @param {string} text @returns {{at: number, name: string, words: string}[]} in order, by code point */
export function unseen(text) {
  const found = [];
  let at = 0;
  for (const point of text) {
    const known = NAMES[point] ?? named(point);
    if (known) found.push({ at, name: known[0], words: known[1] });
    at += 1;
  }
  return found;
}

/** Other characters of no width, by their number: controls, tags, variation selectors stay as they are. */
function named(point) {
  if (!/[\p{Cc}\u{e0000}-\u{e007f}]/u.test(point) || '\n\t'.includes(point)) return null;
  const number = `U+${point.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return [number, number];
}
