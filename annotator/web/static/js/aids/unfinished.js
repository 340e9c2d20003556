/** What an annotation still lacks, by the rules of the scheme that the page carries; the server has the last word. */

import { holds } from '../model/conditions.js';

/** @typedef {import('../model/layer.js').Annotation} Annotation */
/** @typedef {import('../model/layer.js').Layer} Layer */
/** @typedef {import('../model/scheme.js').Scheme} Scheme */

/** What is needed at hand-in and not given: names of attributes, and "sources".
 *  @param {Annotation} annotation @param {Layer} layer @param {Scheme} scheme @returns {string[]} */
export function lacks(annotation, layer, scheme) {
  const { needs = {}, proof = 0 } = scheme.tags[annotation.tag] ?? {};
  const relations = Object.values(needs).some((asked) => asked.unless_relation) ? layer.relationsOf(annotation.id) : [];
  const missing = Object.entries(needs)
    .filter(([name, asked]) => !given(annotation.attributes[name]) && holds(asked, annotation, relations))
    .map(([name]) => name);
  return annotation.sources.length < proof ? [...missing, 'sources'] : missing;
}

/** @param {Annotation} annotation @param {Layer} layer @param {Scheme} scheme @returns {boolean} */
export function isUnfinished(annotation, layer, scheme) {
  return lacks(annotation, layer, scheme).length > 0;
}

/** Whether the link its tag is about is not there: a rebuttal that names no claim.
 *  @param {Annotation} annotation @param {Layer} layer @param {Scheme} scheme @returns {boolean} */
export function isUnlinked(annotation, layer, scheme) {
  const awaited = Object.values(scheme.tags[annotation.tag]?.needs ?? {}).map((asked) => asked.unless_relation).filter(Boolean);
  return awaited.some((type) => !layer.relationsOf(annotation.id).some((one) => one.type === type && one.from === annotation.id));
}

function given(value) {
  return value !== undefined && value !== null && value !== '';
}
