/** The margin: at which height each card stands, folded or open; measured once, moved only when it must. */

import { afterPaint } from '../lib/dom.js';
import { layOut } from '../model/layout.js';
import { topOf } from './place.js';

/** Heights of closed cards in rem: folded, with one line of words, with two. The style sheet has the same. */
const [FOLDED, SHORT, LONG] = [1.5, 3.125, 4.25];
const NARROW = matchMedia('(max-width: 60rem)');

export class Margin {
  /** @param {import('./desk.js').Desk} desk @param {HTMLElement} list @param {Map<string, HTMLElement>} items */
  constructor(desk, list, items) {
    Object.assign(this, { desk, list, items, waiting: false, rem: 16 });
    /** @type {Map<string, number>} */ this.tops = new Map();
    /** @type {Map<string, string>} */ this.spots = new Map();
    /** @type {Map<Element, {top: number, size: number}>} */ this.bundles = new Map();
    new ResizeObserver(() => { desk.tell('resized'); this.measure(); }).observe(desk.text);
    NARROW.addEventListener('change', () => this.measure());
  }

  /** Whether cards stand under the text and open as a sheet. */
  get isNarrow() {
    return NARROW.matches;
  }

  /** Measures in one pass where in the text each card belongs. */
  measure() {
    this.rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.tops = this.#measured(this.items.keys());
    this.place();
  }

  /** @param {string[]} ids */
  measureSome(ids) {
    for (const [id, top] of this.#measured(ids)) this.tops.set(id, top);
  }

  /** Places the cards right after the next paint, so that a new mark in the text is seen first. */
  place() {
    if (this.waiting) return;
    this.waiting = true;
    afterPaint(() => {
      this.desk.cards.settle();
      this.waiting = false;
      this.list.classList.add('placed');
      if (!NARROW.matches) this.#placeAll();
      this.desk.tell('placed');
    });
  }

  /** Where a new card waits until all are placed. @param {string} id */
  putNear(id) {
    const item = this.items.get(id);
    const above = this.bundles.get(item.parentElement)?.top ?? 0;
    item.style.setProperty('inset-block-start', `${this.tops.get(id) - above}px`);
  }

  /** @param {string} id */
  drop(id) {
    this.tops.delete(id);
    this.spots.delete(id);
  }

  /** Brings the place of the active card into view, and with it the card's head. */
  reveal() {
    const segment = this.desk.current?.anchor.segments[0];
    const item = this.items.get(this.desk.active);
    const top = segment ? topOf(this.desk, segment.start, 0) : item?.getBoundingClientRect().top ?? 0;
    const lowest = innerHeight * (NARROW.matches ? 0.3 : 0.6);
    if (top < 80 || top > lowest) scrollBy({ top: top - Math.min(lowest, innerHeight * 0.3), behavior: 'instant' });
  }

  #placeAll() {
    const { active, layer } = this.desk;
    const shown = layer.ordered().filter(({ id }) => !this.items.get(id).hidden).map(({ id }) => id);
    const boxes = shown.map((id) => this.#box(id));
    const spots = layOut(boxes, shown.indexOf(active))
      .map((spot, place) => ({ ...spot, id: shown[place], size: spot.folded ? boxes[place].folded : boxes[place].open }));
    const held = Map.groupBy(spots, ({ id }) => this.items.get(id).parentElement);
    for (const [bundle, within] of held) this.#putBundle(bundle, within);
    const last = spots.at(-1);
    this.list.style.setProperty('min-block-size', `${last ? last.y + last.size : 0}px`);
  }

  /** A closed card's height follows from how much it says, so that a thousand need no measuring. */
  #box(id) {
    const item = this.items.get(id);
    const open = id === this.desk.active ? item.offsetHeight : this.rem * (item.classList.contains('short') ? SHORT : LONG);
    return { top: this.tops.get(id) ?? 0, open, folded: this.rem * FOLDED };
  }

  /** Neighbours move together: only what changes among them is written. */
  #putBundle(bundle, spots) {
    const [first, last] = [spots[0], spots.at(-1)];
    const [top, size] = [Math.round(first.y), Math.round(last.y + last.size - first.y)];
    const old = this.bundles.get(bundle);
    if (old?.top !== top) bundle.style.setProperty('inset-block-start', `${top}px`);
    if (old?.size !== size) bundle.style.setProperty('block-size', `${size}px`);
    this.bundles.set(bundle, { top, size });
    for (const { id, y, folded } of spots) this.#put(id, Math.round(y) - top, folded);
  }

  #put(id, y, folded) {
    const key = `${y} ${folded}`;
    if (this.spots.get(id) === key) return;
    this.spots.set(id, key);
    const item = this.items.get(id);
    item.classList.toggle('folded', folded);
    item.style.setProperty('inset-block-start', `${y}px`);
  }

  /** @returns {Map<string, number>} how far below the top of the list each place stands */
  #measured(ids) {
    const listTop = this.list.getBoundingClientRect().top;
    const { layer } = this.desk;
    const start = (/** @type {string} */ id) => layer.annotations.get(id)?.anchor.segments[0]?.start;
    return new Map([...ids].map((id) => [id, start(id) === undefined ? 0 : topOf(this.desk, start(id), listTop)]));
  }
}
