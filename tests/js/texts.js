/** Texts for the tests: an index over plain objects that stand for text nodes. */

import { TextIndex } from '../../annotator/web/static/js/lib/offsets.js';

/** @param {...string} texts one a node @returns {TextIndex} */
export function indexOf(...texts) {
  return new TextIndex(texts.map((data) => /** @type {any} */ ({ data })));
}

/** @param {string} text @param {string} words @returns {[number, number]} where the words stand, in code points */
export function place(text, words) {
  const start = [...text.slice(0, text.indexOf(words))].length;
  return [start, start + [...words].length];
}
