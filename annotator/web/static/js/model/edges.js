/** Words in a text whose start or end moves by a word. */

/**
 * Return the words after one edge moved; unchanged when they do not stand in the text or nothing would be left.
 * @param {string} text @param {string} words @param {number} near where they stand, about
 * @param {'start' | 'end'} edge @param {number} step -1 to the left, 1 to the right
 */
export function moved(text, words, near, edge, step) {
  const start = place(text, words, near);
  if (start < 0) return words;
  const end = start + words.length;
  const [from, to] = edge === 'start' ? [shifted(text, start, step, /\S+\s*$/, /^\S+\s*/), end] : [start, shifted(text, end, step, /\s*\S+$/, /^\s*\S+/)];
  const now = text.slice(from, to).trim();
  return now && from < to ? now : words;
}

/** @param {string} text @param {number} at @param {number} step @param {RegExp} before @param {RegExp} after */
function shifted(text, at, step, before, after) {
  return step < 0 ? at - (text.slice(0, at).match(before)?.[0].length ?? 0) : at + (text.slice(at).match(after)?.[0].length ?? 0);
}

/** Of several places the one nearest. @param {string} text @param {string} words @param {number} near */
function place(text, words, near) {
  let best = -1;
  for (let at = words ? text.indexOf(words) : -1; at >= 0; at = text.indexOf(words, at + 1)) {
    if (best < 0 || Math.abs(at - near) < Math.abs(best - near)) best = at;
  }
  return best;
}
