/** What a closed card says, in a line or two. */

import { t } from '../lib/words.js';

const LONGEST = 180;
/** @type {Intl.Segmenter} */ let characters;

/** @param {import('./layer.js').Annotation} annotation @param {import('./scheme.js').Scheme} scheme @returns {string} */
export function says(annotation, scheme) {
  const { attributes } = annotation;
  return attributes.normalized || attributes.missing_text || kinds(annotation, scheme) || '';
}

/** @param {import('./layer.js').Annotation} annotation @returns {string} the words it stands on */
export function quote(annotation) {
  return shorten(annotation.anchor.segments.map(({ exact }) => exact).join(' … '));
}

/** Where it stands, in words. @param {import('./layer.js').Annotation} annotation @returns {string} */
export function place(annotation) {
  const { kind } = annotation.anchor;
  if (kind === 'article') return t('The whole article');
  return kind === 'point' ? t('At this point') : `“${quote(annotation)}”`;
}

/** @param {import('./layer.js').Annotation} annotation @param {import('./scheme.js').Scheme} scheme @returns {string} */
export function line(annotation, scheme) {
  return shorten(says(annotation, scheme) || place(annotation), 90);
}

function kinds({ tag, attributes }, scheme) {
  if (tag !== 'framing') return '';
  const label = (/** @type {string} */ vocabulary, /** @type {string} */ id) => scheme.terms[vocabulary]?.[id] ?? id;
  const found = (attributes.technique ?? []).map((/** @type {string} */ id) => label('technique', id));
  if (!found.length && attributes.bias_form) found.push(t('{form} bias', { form: label('bias_form', attributes.bias_form) }));
  return found.join(', ');
}

/** At most so many code points, cut between characters. @param {string} words @param {number} [longest] @returns {string} */
export function shorten(words, longest = LONGEST) {
  const line = words.replace(/\s+/gu, ' ');
  if ([...line].length <= longest) return line;
  characters ??= new Intl.Segmenter();
  const { index } = characters.segment(line).containing([...line].slice(0, longest - 1).join('').length);
  return `${line.slice(0, index).trimEnd()}…`;
}
