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
    Object.assign(this, { desk, list, items, waiting: false, rem: 16, high: 0 });
    /** @type {Map<string, number>} */ this.tops = new Map();
    /** @type {Map<string, import('../model/layout.js').Box>} */ this.boxes = new Map();
    /** @type {Map<string, {y: number, folded: boolean}>} */ this.spots = new Map();
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
    this.boxes.clear();
    this.place();
  }

  /** @param {string[]} ids */
  measureSome(ids) {
    for (const [id, top] of this.#measured(ids)) {
      this.tops.set(id, top);
      this.boxes.delete(id);
    }
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

  /** Places them anew where the open card has become another height. @param {HTMLElement} item */
  grown(item) {
    if (item.offsetHeight !== this.high) this.place();
  }

  /** Where a new card waits until all are placed. @param {string} id */
  putNear(id) {
    const item = this.items.get(id);
    const above = this.bundles.get(item.parentElement)?.top ?? 0;
    item.style.setProperty('inset-block-start', `${this.tops.get(id) - above}px`);
  }

  /** @param {string} id */
  drop(id) {
    for (const known of [this.tops, this.boxes, this.spots]) known.delete(id);
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
    const { active, filtered, layer } = this.desk;
    const ids = layer.ordered().map(({ id }) => id).filter((id) => !filtered?.has(id));
    const boxes = ids.map((id) => id === active ? this.#openBox(id) : this.#closedBox(id));
    const spots = layOut(boxes, ids.indexOf(active));
    const end = (/** @type {number} */ place) => spots[place].y + (spots[place].folded ? boxes[place].folded : boxes[place].open);
    const held = Map.groupBy(ids.keys(), (place) => this.items.get(ids[place]).parentElement);
    for (const [bundle, places] of held) {
      const { y } = spots[places[0]];
      this.#putBundle(bundle, Math.round(y), Math.round(end(places.at(-1)) - y));
      for (const place of places) this.#put(ids[place], Math.round(spots[place].y) - Math.round(y), spots[place].folded);
    }
    this.list.style.setProperty('min-block-size', `${ids.length ? end(ids.length - 1) : 0}px`);
  }

  #openBox(id) {
    this.high = this.items.get(id).offsetHeight;
    return { ...this.#closedBox(id), open: this.high };
  }

  /** A closed card's height follows from how much it says, so that a thousand need no measuring. */
  #closedBox(id) {
    const known = this.boxes.get(id);
    if (known) return known;
    const size = this.items.get(id).classList.contains('short') ? SHORT : LONG;
    const box = { top: this.tops.get(id) ?? 0, open: this.rem * size, folded: this.rem * FOLDED };
    this.boxes.set(id, box);
    return box;
  }

  /** Neighbours move together: only what changes among them is written. */
  #putBundle(bundle, top, size) {
    const old = this.bundles.get(bundle);
    if (old?.top !== top) bundle.style.setProperty('inset-block-start', `${top}px`);
    if (old?.size !== size) bundle.style.setProperty('block-size', `${size}px`);
    this.bundles.set(bundle, { top, size });
  }

  #put(id, y, folded) {
    const old = this.spots.get(id);
    if (old?.y === y && old.folded === folded) return;
    this.spots.set(id, { y, folded });
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
