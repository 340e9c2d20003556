/** Paints annotations over the text with CSS highlights: one per tag, so that a thousand cost no element. */

import { Boxes } from './boxes.js';

/** @param {import('./desk.js').Desk} desk */
export function mountMarks(desk) {
  const painter = new Painter(desk);
  desk.on('loaded', () => painter.all());
  desk.on('changed', ({ ids }) => ids.forEach((/** @type {string} */ id) => painter.one(id)));
  desk.on('active', () => painter.active());
  desk.on('changed', () => painter.active());
  desk.on('targets', ({ ids }) => painter.light('target', ids));
}

class Painter {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {Map<string, {colour: string, ranges: StaticRange[]}>} */ this.painted = new Map();
    /** @type {Map<string, Highlight | Boxes>} */ this.sets = new Map();
    ['framing', 'claim', 'rebuttal', 'omission', 'side', 'target', 'active'].forEach((name, priority) => this.#register(name, priority));
  }

  all() {
    const { layer } = this.desk;
    for (const set of this.sets.values()) set.clear();
    this.painted.clear();
    for (const annotation of layer.annotations.values()) this.#add(annotation);
    this.active();
  }

  /** @param {string} id */
  one(id) {
    const old = this.painted.get(id);
    old?.ranges.forEach((range) => this.sets.get(old.colour)?.delete(range));
    this.painted.delete(id);
    const annotation = this.desk.layer.annotations.get(id);
    if (annotation) this.#add(annotation);
  }

  active() {
    const { current, text } = this.desk;
    this.light('active', current ? [current.id] : []);
    const { source_span: source, cue_span: cue } = current?.attributes ?? {};
    this.#fill('side', [source, cue].filter(Boolean).flatMap((anchor) => this.#ranges(anchor)));
    if (current) text.style.setProperty('--active', `var(--${colourOf(this.desk, current.tag)})`);
  }

  /** @param {string} name @param {string[]} ids */
  light(name, ids) {
    this.#fill(name, ids.flatMap((id) => this.painted.get(id)?.ranges ?? []));
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
    set.clear();
    ranges.forEach((range) => set.add(range));
  }

  #add({ id, tag, anchor }) {
    const ranges = this.#ranges(anchor);
    const colour = colourOf(this.desk, tag);
    this.painted.set(id, { colour, ranges });
    ranges.forEach((range) => this.sets.get(colour)?.add(range));
  }

  #ranges({ segments }) {
    return segments.filter(({ start, end }) => start < end).map(({ start, end }) => this.desk.index.paint(start, end));
  }
}

/** A tag of a project's own borrows one of the four colours. */
function colourOf(desk, tag) {
  return desk.scheme.tags[tag]?.colour ?? tag;
}
