/**
 * Paints annotations over the text with CSS highlights, one per tag, so that they cost no element.
 * A browser goes through every painted range whenever the page changes: only those near the view are painted.
 */

import { Boxes } from './boxes.js';
import { View } from './view.js';

/** @param {import('./desk.js').Desk} desk */
export function mountMarks(desk) {
  desk.view = new View(desk);
  const painter = new Painter(desk);
  for (const name of ['loaded', 'view', 'filtered']) desk.on(name, () => painter.all());
  desk.on('changed', ({ ids }) => ids.forEach((/** @type {string} */ id) => painter.one(id)));
  desk.on('active', () => painter.active());
  desk.on('changed', () => painter.active());
  desk.on('previewed', ({ anchor }) => painter.preview(anchor));
  desk.on('targets', ({ ids }) => painter.aim(ids));
}

class Painter {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {Map<string, {annotation: any, colour: string, ranges: StaticRange[]}>} */ this.painted = new Map();
    /** @type {Map<string, Highlight | Boxes>} */ this.sets = new Map();
    /** @type {string[]} */ this.targets = [];
    ['framing', 'claim', 'rebuttal', 'omission', 'side', 'target', 'active'].forEach((name, priority) => this.#register(name, priority));
  }

  /** Paints what is near the view, and takes away what is not. */
  all() {
    const { layer } = this.desk;
    for (const [id, { annotation }] of this.painted) {
      if (layer.annotations.get(id) !== annotation || !this.#shows(annotation)) this.#remove(id);
    }
    for (const annotation of layer.annotations.values()) this.#add(annotation);
    this.aim(this.targets);
    this.active();
  }

  /** @param {string} id */
  one(id) {
    this.#remove(id);
    const annotation = this.desk.layer.annotations.get(id);
    if (annotation) this.#add(annotation);
  }

  active() {
    const { current } = this.desk;
    this.#fill('active', current ? this.#ranges(current.anchor) : []);
    const { source_span: source, cue_span: cue } = current?.attributes ?? {};
    this.#fill('side', [source, cue].filter(Boolean).flatMap((anchor) => this.#ranges(anchor)));
    if (current) this.#colour(current);
  }

  /** Only the paragraphs of the open one learn its colour: told to the whole text, every paragraph would be styled anew. */
  #colour({ tag, anchor }) {
    const { index, text } = this.desk;
    for (const { start, end } of anchor.segments) {
      for (let place = index.placeOf(start); place <= index.placeOf(end, true); place += 1) {
        const block = index.nodes[place].parentElement;
        if (block !== text) block.style.setProperty('--active', `var(--${colourOf(this.desk, tag)})`);
      }
    }
  }

  /** Lights what may be chosen. @param {string[]} ids */
  aim(ids) {
    this.targets = ids;
    this.#fill('target', ids.flatMap((id) => this.painted.get(id)?.ranges ?? []));
  }

  /** Shows where an anchor would stand. @param {import('../model/anchors.js').Anchor} anchor */
  preview(anchor) {
    this.#fill('target', this.#ranges(anchor));
  }

  #register(name, priority) {
    if (!CSS.highlights) return this.sets.set(name, new Boxes(this.desk, name, priority));
    const set = new Highlight();
    set.priority = priority;
    CSS.highlights.set(name, set);
    return this.sets.set(name, set);
  }

  #fill(name, ranges) {
    const set = this.sets.get(name);
    if (!set.size && !ranges.length) return;
    set.clear();
    ranges.forEach((range) => set.add(range));
  }

  #add(annotation) {
    const { id, tag, anchor } = annotation;
    if (this.painted.has(id) || !this.#shows(annotation)) return;
    const ranges = this.#ranges(anchor);
    const colour = colourOf(this.desk, tag);
    this.painted.set(id, { annotation, colour, ranges });
    ranges.forEach((range) => this.sets.get(colour)?.add(range));
  }

  #shows({ id, anchor }) {
    return !this.desk.filtered?.has(id) && this.desk.view.holds(anchor);
  }

  #remove(id) {
    const old = this.painted.get(id);
    old?.ranges.forEach((range) => this.sets.get(old.colour)?.delete(range));
    this.painted.delete(id);
  }

  #ranges({ segments }) {
    return segments.filter(({ start, end }) => start < end).map(({ start, end }) => this.desk.index.paint(start, end));
  }
}

/** A tag of a project's own borrows one of the four colours. */
function colourOf(desk, tag) {
  return desk.scheme.tags[tag]?.colour ?? tag;
}
