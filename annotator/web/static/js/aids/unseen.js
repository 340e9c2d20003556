/** Characters that cannot be seen: controls of direction, joiners, spaces of no or other width. */

const NAMES = {
  '\u00a0': ['NBSP', 'no-break space'], '\u00ad': ['SHY', 'soft hyphen'], '\u034f': ['CGJ', 'grapheme joiner'], '\u061c': ['ALM', 'Arabic letter mark'],
  '\u180e': ['MVS', 'Mongolian separator'], '\u200b': ['ZWSP', 'zero-width space'], '\u200c': ['ZWNJ', 'zero-width non-joiner'],
  '\u200d': ['ZWJ', 'zero-width joiner'], '\u200e': ['LRM', 'left-to-right mark'], '\u200f': ['RLM', 'right-to-left mark'],
  '\u2028': ['LS', 'line separator'], '\u2029': ['PS', 'paragraph separator'],
  '\u202a': ['LRE', 'left-to-right embedding'], '\u202b': ['RLE', 'right-to-left embedding'], '\u202c': ['PDF', 'end of embedding'],
  '\u202d': ['LRO', 'left-to-right override'], '\u202e': ['RLO', 'right-to-left override'], '\u202f': ['NNBSP', 'narrow no-break space'],
  '\u2060': ['WJ', 'word joiner'], '\u2066': ['LRI', 'left-to-right isolate'], '\u2067': ['RLI', 'right-to-left isolate'],
  '\u2068': ['FSI', 'first strong isolate'], '\u2069': ['PDI', 'end of isolate'], '\ufeff': ['BOM', 'byte order mark'],
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
