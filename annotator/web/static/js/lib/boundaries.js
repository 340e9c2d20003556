/** Where characters, words and sentences begin and end, in code points of an article's text. */

/** @typedef {import('./offsets.js').TextIndex} TextIndex */

const OPENERS = /^[\s"'“‘«(\[]+/u;
const CLOSERS = /[.!?。！？។…"'”’»)\]\s]+$/u;
const segmenters = new Map();
/** Scripts that set no space between words: there a boundary stands at any grapheme, since none knows the words. */
const DENSE = /[\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0eff\u1000-\u109f\u1780-\u17d3\u17d7\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uaa60-\uaa7f\uf900-\ufaff\u{20000}-\u{3134f}]/u;

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

/** The edge of the next character that is seen: white space is stepped over, since no annotation ends in it.
 *  @param {TextIndex} index @param {number} offset @param {1 | -1} way @returns {number} */
export function characterEdge(index, offset, way) {
  for (let [from, to] = [offset, graphemeEdge(index, offset, way)]; ; [from, to] = [to, graphemeEdge(index, to, way)]) {
    if (to === from || index.slice(Math.min(from, to), Math.max(from, to)).trim()) return to;
  }
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

/** Widens a stretch to whole words or sentences; in a script without spaces only to whole graphemes.
 *  @param {TextIndex} index @param {number} start @param {number} end @param {'off' | 'word' | 'sentence'} mode
 *  @param {string} [language] @returns {[number, number]} */
export function snapped(index, start, end, mode, language) {
  if (mode === 'off' || start >= end) return [start, end];
  const first = isDense(index, start) ? null : partAt(index, start, mode, language);
  const last = isDense(index, end - 1) ? null : partAt(index, end - 1, mode, language);
  return [Math.min(start, first?.start ?? start), Math.max(end, last?.end ?? end)];
}

/** Whether the character at an offset belongs to a script without spaces. @param {TextIndex} index @param {number} offset */
export function isDense(index, offset) {
  return offset >= 0 && offset < index.length && DENSE.test(index.slice(offset, offset + 1));
}

function partAt(index, offset, mode, language) {
  if (mode === 'sentence') return sentenceAt(index, offset, language);
  const part = around(index, offset, 'word', language);
  return part?.word ? part : null;
}

/** The word at an offset, or just before it. @param {TextIndex} index @param {number} offset @param {string} [language]
 *  @returns {{start: number, end: number} | null} in a script without spaces the grapheme */
export function wordAt(index, offset, language) {
  for (const at of [offset, offset - 1]) {
    const part = around(index, at, isDense(index, at) ? 'grapheme' : 'word', language);
    if (part && (part.word || isDense(index, at))) return part;
  }
  return null;
}

/** The paragraph at an offset. @param {TextIndex} index @param {number} offset
 *  @returns {{start: number, end: number}} without white space at its ends */
export function paragraphAt(index, offset) {
  let place = index.placeOf(Math.min(offset, index.length - 1));
  if (!index.units[place].text.trim() && place > 0) place -= 1;
  const { text, length } = index.units[place];
  const lead = points(text.match(/^\s*/u)?.[0]);
  return { start: index.starts[place] + lead, end: index.starts[place] + length - points(text.match(/\s*$/u)?.[0]) };
}

/** The next start of a sentence. @param {TextIndex} index @param {number} offset @param {1 | -1} way
 *  @param {string} [language] @returns {number} */
export function sentenceEdge(index, offset, way, language) {
  const known = index.sentences;
  if (known?.length) {
    const found = way > 0 ? known.find(([start]) => start > offset) : known.findLast(([start]) => start < offset);
    return found?.[0] ?? (way > 0 ? index.length : 0);
  }
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
  const part = wholeSentenceAt(index, offset, language);
  if (!part) return null;
  const words = index.slice(part.start, part.end);
  const start = part.start + points(words.match(OPENERS)?.[0]);
  const end = part.end - points(words.match(CLOSERS)?.[0]);
  return start < end ? { start, end } : null;
}

/** The sentence at an offset with all its marks: the server's, or until they have come the browser's.
 *  @param {TextIndex} index @param {number} offset @param {string} [language]
 *  @returns {{start: number, end: number} | null} */
export function wholeSentenceAt(index, offset, language) {
  if (index.sentences?.length) {
    const found = index.sentences.find(([start, end]) => start <= offset && offset <= end);
    return found ? { start: found[0], end: found[1] } : null;
  }
  return [offset, offset - 1].map((at) => around(index, at, 'sentence', language))
    .find((found) => found && index.slice(found.start, found.end).trim()) ?? null;
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
