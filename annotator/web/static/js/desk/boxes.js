/** The second painter, for browsers without CSS highlights: boxes over the text, none in it. */

import { make } from '../lib/dom.js';

/** A set of ranges that draws itself; it answers to the same words as a Highlight. */
export class Boxes {
  /** @param {import('./desk.js').Desk} desk @param {string} name @param {number} priority */
  constructor(desk, name, priority) {
    this.frame = desk.frame;
    /** @type {Set<StaticRange>} */ this.ranges = new Set();
    this.layer = make('div', { class: 'boxes', 'data-boxes': name, 'aria-hidden': 'true' });
    this.layer.style.setProperty('z-index', String(priority));
    this.frame.append(this.layer);
    this.waiting = 0;
    desk.on('resized', () => this.#later());
  }

  get size() {
    return this.ranges.size;
  }

  /** @param {StaticRange} range */
  add(range) {
    this.ranges.add(range);
    this.#later();
  }

  /** @param {StaticRange} range */
  delete(range) {
    this.ranges.delete(range);
    this.#later();
  }

  clear() {
    this.ranges.clear();
    this.#later();
  }

  #later() {
    this.waiting ||= requestAnimationFrame(() => { this.waiting = 0; this.#draw(); });
  }

  #draw() {
    const frame = this.frame.getBoundingClientRect();
    const rects = [...this.ranges].flatMap((range) => [...live(range).getClientRects()]);
    this.layer.replaceChildren(...rects.map((rect) => box(rect, frame)));
  }
}

function live({ startContainer, startOffset, endContainer, endOffset }) {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

function box({ left, top, width, height }, frame) {
  const element = make('i');
  const sides = { left: left - frame.left, top: top - frame.top, width, height };
  for (const [side, value] of Object.entries(sides)) element.style.setProperty(side, `${value}px`);
  return element;
}
