/** Where characters, words and sentences begin and end, in code points of an article's text. */

/** @typedef {import('./offsets.js').TextIndex} TextIndex */

const OPENERS = /^[\s"'“‘«(\[]+/u;
const CLOSERS = /[.!?。！？។…"'”’»)\]\s]+$/u;
const segmenters = new Map();

/** Widens a stretch so that no grapheme cluster is split.
 *  @param {TextIndex} index @param {number} start @param {number} end @returns {[number, number]} */
export function wholeGraphemes(index, start, end) {
  const from = around(index, start, 'grapheme')?.start ?? start;
  if (start === end) return [from, from];
  return [from, around(index, end - 1, 'grapheme')?.end ?? end];
}

/** The next grapheme edge. @param {TextIndex} index @param {number} offset @param {1 | -1} way @returns {number} */
export function graphemeEdge(index, offset, way) {
  const part = around(index, way > 0 ? offset : offset - 1, 'grapheme');
  return part ? (way > 0 ? part.end : part.start) : offset;
}

/** The next edge of a word: its end when going on, its start when going back.
 *  @param {TextIndex} index @param {number} offset @param {1 | -1} way @param {string} [language] @returns {number} */
export function wordEdge(index, offset, way, language) {
  for (let at = offset; ;) {
    const part = around(index, way > 0 ? at : at - 1, 'word', language);
    if (!part) return offset;
    at = way > 0 ? part.end : part.start;
    if (part.word) return at;
  }
}

/** The next start of a sentence. @param {TextIndex} index @param {number} offset @param {1 | -1} way
 *  @param {string} [language] @returns {number} */
export function sentenceEdge(index, offset, way, language) {
  for (let at = offset; ;) {
    const part = around(index, way > 0 ? at : at - 1, 'sentence', language);
    if (!part) return way > 0 ? index.length : 0;
    if (way < 0 && index.slice(part.start, part.end).trim()) return part.start;
    at = way > 0 ? part.end : part.start;
    if (way > 0 && isText(index, at)) return at;
  }
}

/** The sentence at an offset, without its final stop and the quotation marks around it.
 *  @param {TextIndex} index @param {number} offset @param {string} [language]
 *  @returns {{start: number, end: number} | null} */
export function sentenceAt(index, offset, language) {
  const part = [offset, offset - 1].map((at) => around(index, at, 'sentence', language))
    .find((found) => found && index.slice(found.start, found.end).trim());
  if (!part) return null;
  const words = index.slice(part.start, part.end);
  const start = part.start + points(words.match(OPENERS)?.[0]);
  const end = part.end - points(words.match(CLOSERS)?.[0]);
  return start < end ? { start, end } : null;
}

function points(words = '') {
  return [...words].length;
}

function isText(index, offset) {
  return offset < index.length && Boolean(index.units[index.placeOf(offset)].text.trim());
}

/** The part that holds the code point at an offset, or nothing outside the text.
 *  @returns {{start: number, end: number, word: boolean} | null} */
function around(index, offset, kind, language) {
  if (offset < 0 || offset >= index.length) return null;
  const place = index.placeOf(offset);
  const [units, base] = [index.units[place], index.starts[place]];
  const part = segmenter(kind, language).segment(units.text).containing(units.toUnits(offset - base));
  const start = base + units.toPoints(part.index);
  return { start, end: base + units.toPoints(part.index + part.segment.length), word: Boolean(part.isWordLike) };
}

/** @returns {Intl.Segmenter} */
function segmenter(granularity, language = 'und') {
  const key = `${granularity} ${language}`;
  if (!segmenters.has(key)) segmenters.set(key, makeSegmenter(granularity, language));
  return segmenters.get(key);
}

function makeSegmenter(granularity, language) {
  try {
    return new Intl.Segmenter(language, { granularity });
  } catch {
    return new Intl.Segmenter(undefined, { granularity });
  }
}
