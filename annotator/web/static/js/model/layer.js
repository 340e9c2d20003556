/** My layer as this page has it: annotations, relations, and the versions the server knows them under. No DOM. */

import { inOrder, placeAmong } from './hits.js';

/** @typedef {import('./history.js').Change} Change */
/** @typedef {import('./anchors.js').Anchor} Anchor */
/** @typedef {{source: string, stance: string | null, quote: string | null, paraphrase: string | null,
 *    locator: string | null, retrieved_before_publication?: boolean | null}} SourceLink */
/** @typedef {{id: string, tag: string, anchor: Anchor, attributes: Record<string, any>, sources: SourceLink[],
 *    note: string | null, confidence: number | null, origin?: string}} Annotation */
/** @typedef {{id: string, type: string, from: string, to: string}} Relation */

const ANNOTATION = ['tag', 'anchor', 'attributes', 'sources', 'note', 'confidence'];
const LINK = ['source', 'stance', 'quote', 'locator', 'paraphrase', 'retrieved_before_publication'];
const RELATION = ['type', 'from', 'to'];

export class Layer extends EventTarget {
  constructor() {
    super();
    /** @type {Map<string, Annotation>} */ this.annotations = new Map();
    /** @type {Map<string, Relation>} */ this.relations = new Map();
    /** @type {Map<string, number>} */ this.versions = new Map();
    /** @type {Annotation[] | null} */ this.order = null;
    /** @type {string[]} */ this.sorted = [];
    this.name = '';
    this.state = 'open';
  }

  /** Takes the layer as the server has it. @param {any} record */
  load(record) {
    this.name = record.layer;
    this.state = record.state ?? 'open';
    this.annotations = new Map(record.annotations.map((/** @type {any} */ one) => [one.id, one]));
    this.relations = new Map(record.relations.map((/** @type {any} */ one) => [one.id, one]));
    this.versions = new Map([...record.annotations, ...record.relations].map((one) => [one.id, one.version ?? 1]));
    this.order = null;
    this.dispatchEvent(new CustomEvent('loaded'));
  }

  /** Makes changes and tells which things they touched. @param {Change[]} changes */
  apply(changes) {
    for (const { kind, id, after } of changes) {
      const held = kind === 'annotation' ? this.annotations : this.relations;
      if (kind === 'annotation') this.#takeOut(held.get(id));
      if (after) held.set(id, { ...held.get(id), ...after, id });
      else held.delete(id);
      if (kind === 'annotation') this.#putIn(held.get(id));
    }
    this.dispatchEvent(new CustomEvent('changed', { detail: { ids: touched(changes) } }));
  }

  /** @param {string} id @param {number | null} version */
  acknowledge(id, version) {
    if (version) this.versions.set(id, version);
  }

  /** What the layer's hash is made of, in order of ids: thousands are sorted once, and then only what came is.
   *  @returns {{id: string, version: number}[]} */
  live() {
    const ids = new Set([...this.annotations.keys(), ...this.relations.keys()]);
    this.sorted = [...this.sorted.filter((id) => ids.delete(id)), ...ids].sort();
    return this.sorted.map((id) => ({ id, version: this.versions.get(id) ?? 0 }));
  }

  /** @returns {Annotation[]} in the order of the text */
  ordered() {
    this.order ??= inOrder(this.annotations.values());
    return this.order;
  }

  /** @param {Annotation | undefined} annotation */
  #takeOut(annotation) {
    if (annotation && this.order) this.order.splice(placeAmong(this.order, annotation) - 1, 1);
  }

  /** @param {Annotation | undefined} annotation */
  #putIn(annotation) {
    if (annotation && this.order) this.order.splice(placeAmong(this.order, annotation), 0, annotation);
  }

  /** @param {string} id @returns {Relation[]} those that leave or reach an annotation */
  relationsOf(id) {
    return [...this.relations.values()].filter(({ from, to }) => from === id || to === id);
  }
}

/** What the server takes as the content of an annotation or relation. @param {'annotation' | 'relation'} kind
 *  @param {any} record @returns {any} */
export function content(kind, record) {
  if (kind === 'relation') return pick(record, RELATION);
  const body = pick(record, ANNOTATION);
  body.anchor = { kind: record.anchor.kind, segments: record.anchor.segments };
  body.attributes = given(record.attributes ?? {});
  body.sources = (record.sources ?? []).map((/** @type {any} */ link) => given(pick(link, LINK)));
  return body;
}

/** Whether two records say the same. @param {'annotation' | 'relation'} kind @param {any} a @param {any} b */
export function sameContent(kind, a, b) {
  return JSON.stringify(content(kind, a)) === JSON.stringify(content(kind, b));
}

function touched(changes) {
  const ids = changes.flatMap(({ kind, id, before, after }) => kind === 'annotation' ? [id] : [before, after]
    .flatMap((relation) => relation ? [relation.from, relation.to] : []));
  return [...new Set(ids)];
}

function pick(record, keys) {
  return Object.fromEntries(keys.map((key) => [key, record[key] ?? null]));
}

function given(attributes) {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined));
}
