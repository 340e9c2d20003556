/** The margin: at which height each card stands, folded or open; measured once, moved only when it must. */

import { layOut } from '../model/layout.js';
import { topOf } from './place.js';

/** Heights of closed cards in rem: folded, with one line of words, with two. The style sheet has the same. */
const [FOLDED, SHORT, LONG] = [1.5, 3.125, 4.25];
const NARROW = matchMedia('(max-width: 60rem)');

export class Margin {
  /** @param {import('./desk.js').Desk} desk @param {HTMLElement} list @param {Map<string, HTMLElement>} items */
  constructor(desk, list, items) {
    Object.assign(this, { desk, list, items, frame: 0, rem: 16 });
    /** @type {Map<string, number>} */ this.tops = new Map();
    /** @type {Map<string, string>} */ this.spots = new Map();
    new ResizeObserver(() => { desk.tell('resized'); this.measure(); }).observe(desk.text);
    NARROW.addEventListener('change', () => this.measure());
  }

  /** Whether cards stand under the text and open as a sheet. */
  get isNarrow() {
    return NARROW.matches;
  }

  /** Measures in one pass where in the text each card belongs. */
  measure() {
    this.list.classList.add('placed');
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
    this.frame ||= requestAnimationFrame(() => setTimeout(() => {
      this.frame = 0;
      if (!NARROW.matches && this.items.size) this.#placeAll();
      this.desk.tell('placed');
    }));
  }

  /** Where a new card waits until all are placed. @param {string} id */
  putNear(id) {
    this.items.get(id).style.setProperty('inset-block-start', `${this.tops.get(id)}px`);
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
    const order = layer.ordered().map(({ id }) => id);
    const boxes = order.map((id) => this.#box(id));
    const spots = layOut(boxes, order.indexOf(active));
    spots.forEach((spot, place) => this.#put(order[place], spot));
    this.list.style.setProperty('min-block-size', `${spots.at(-1).y + boxes.at(-1).open}px`);
  }

  /** A closed card's height follows from how much it says, so that a thousand need no measuring. */
  #box(id) {
    const item = this.items.get(id);
    const open = id === this.desk.active ? item.offsetHeight : this.rem * (item.classList.contains('short') ? SHORT : LONG);
    return { top: this.tops.get(id) ?? 0, open, folded: this.rem * FOLDED };
  }

  #put(id, { y, folded }) {
    const key = `${Math.round(y)} ${folded}`;
    if (this.spots.get(id) === key) return;
    this.spots.set(id, key);
    const item = this.items.get(id);
    item.classList.toggle('folded', folded);
    item.style.setProperty('inset-block-start', `${Math.round(y)}px`);
  }

  /** @returns {Map<string, number>} how far below the top of the list each place stands */
  #measured(ids) {
    const listTop = this.list.getBoundingClientRect().top;
    const { layer } = this.desk;
    const start = (/** @type {string} */ id) => layer.annotations.get(id)?.anchor.segments[0]?.start;
    return new Map([...ids].map((id) => [id, start(id) === undefined ? 0 : topOf(this.desk, start(id), listTop)]));
  }
}
