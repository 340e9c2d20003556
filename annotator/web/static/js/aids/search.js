/** Finding words in a text whatever their capitals, accents and quotation marks; offsets are code points. */

import { plain } from '../lib/plain.js';

const MARKS = new Map([...'“”„«»'].map((mark) => [mark, '"']).concat([...'‘’‚'].map((mark) => [mark, "'"]), [...'–—‑'].map((mark) => [mark, '-'])));
const SILENT = /[\u00ad\u200b-\u200f\u2060\ufeff]/u;

/** A text made ready for many searches. @param {string} text */
export function readied(text) {
  /** @type {number[]} the code point each folded unit comes from */ const from = [];
  let folded = '';
  let at = 0;
  for (const point of text) {
    const words = fold(point);
    folded += words;
    for (let unit = 0; unit < words.length; unit += 1) from.push(at);
    at += 1;
  }
  return { folded, from };
}

/** @param {{folded: string, from: number[]}} text @param {string} words
 *  @returns {{start: number, end: number}[]} every place, in order, none over another */
export function find({ folded, from }, words) {
  const wanted = [...words.trim()].map(fold).join('');
  const found = [];
  if (!wanted) return found;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    found.push({ start: from[at], end: from[at + wanted.length - 1] + 1 });
  }
  return found;
}

function fold(point) {
  if (SILENT.test(point)) return '';
  if (/\s/u.test(point)) return ' ';
  return MARKS.get(point) ?? plain(point);
}
