/** What a person does to a layer, each as a list of changes: nothing here touches the page or the network. */

import { t } from '../lib/words.js';
import { content } from './layer.js';
import { canAnchor, canRelate, keepsAttribute } from './scheme.js';

/** @typedef {import('./layer.js').Layer} Layer */
/** @typedef {import('./history.js').Act} Act */
/** @typedef {import('./history.js').Change} Change */

/** @param {string} tag @param {import('./anchors.js').Anchor} anchor @param {string} [id] @returns {Act} */
export function create(tag, anchor, id = crypto.randomUUID()) {
  const after = { tag, anchor, attributes: {}, sources: [], note: null, confidence: null };
  return { words: t('Made a {tag}', { tag }), changes: [{ kind: 'annotation', id, before: null, after }] };
}

/** Removes an annotation and what links to it, the links first. @param {Layer} layer @param {string} id @returns {Act} */
export function remove(layer, id) {
  const gone = layer.relationsOf(id).map((relation) => change('relation', relation, null));
  const annotation = layer.annotations.get(id);
  return { words: t('Removed a {tag}', { tag: annotation.tag }), changes: [...gone, change('annotation', annotation, null)] };
}

/** Changes fields of an annotation; typing in a row is one act. @param {Layer} layer @param {string} id
 *  @param {Partial<import('./layer.js').Annotation>} fields @param {string} [merge] @returns {Act | null} */
export function edit(layer, id, fields, merge) {
  const annotation = layer.annotations.get(id);
  if (!annotation) return null;
  const made = change('annotation', annotation, { ...annotation, ...fields });
  if (JSON.stringify(made.before) === JSON.stringify(made.after)) return null;
  return { words: t('Changed a {tag}', { tag: annotation.tag }), changes: [made], merge: merge && `${id} ${merge}` };
}

/** @param {Layer} layer @param {string} id @param {string} name @param {any} value @returns {Act | null} */
export function setAttribute(layer, id, name, value) {
  const { attributes } = layer.annotations.get(id);
  return edit(layer, id, { attributes: { ...attributes, [name]: value } }, name);
}

const OWN = new Set(['text', 'anchor']);

/** Gives an annotation the answers of another where it has none: choices and names, never words or places.
 *  @param {Layer} layer @param {any} scheme @param {string} id @param {import('./layer.js').Annotation} from @returns {Act | null} */
export function answersOf(layer, scheme, id, from) {
  const { tag, attributes } = layer.annotations.get(id);
  const kinds = scheme.tags[tag].attributes;
  const taken = Object.entries(from.attributes).filter(([name]) => attributes[name] === undefined && !OWN.has(kinds[name]?.split(' ')[0]));
  return taken.length ? edit(layer, id, { attributes: { ...attributes, ...Object.fromEntries(taken) } }) : null;
}

/** Gives an annotation another tag: what the new tag does not know goes, links it may not have too.
 *  @param {Layer} layer @param {any} scheme @param {string} id @param {string} tag
 *  @returns {Act | null} nothing when the tag cannot stand on this anchor */
export function retag(layer, scheme, id, tag) {
  const annotation = layer.annotations.get(id);
  if (annotation.tag === tag || !canAnchor(scheme, tag, annotation.anchor.kind)) return null;
  const kept = Object.entries(annotation.attributes).filter(([name]) => keepsAttribute(scheme, annotation.tag, tag, name));
  const after = { ...annotation, tag, attributes: Object.fromEntries(kept) };
  const illegal = layer.relationsOf(id).filter((relation) => !stillLegal(layer, scheme, relation, id, tag));
  const gone = illegal.map((relation) => change('relation', relation, null));
  return { words: t('Made it a {tag}', { tag }), changes: [...gone, change('annotation', annotation, after)] };
}

/** @param {string} type @param {string} from @param {string} to @param {string} [id] @returns {Act} */
export function link(type, from, to, id = crypto.randomUUID()) {
  return { words: t('Linked'), changes: [{ kind: 'relation', id, before: null, after: { type, from, to } }] };
}

/** @param {Layer} layer @param {string} id @returns {Act} */
export function unlink(layer, id) {
  return { words: t('Removed a link'), changes: [change('relation', layer.relations.get(id), null)] };
}

/** @returns {Change} */
function change(kind, record, after) {
  return { kind, id: record.id, before: content(kind, record), after: after && content(kind, after) };
}

function stillLegal(layer, scheme, relation, id, tag) {
  const tagOf = (/** @type {string} */ end) => end === id ? tag : layer.annotations.get(end)?.tag;
  return canRelate(scheme, relation.type, tagOf(relation.from), tagOf(relation.to));
}
