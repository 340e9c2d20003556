/** The list of cards: takes over what the server sent, keeps it in the order of the text, and places it in the margin. */

import { one } from '../lib/dom.js';
import { layOut } from '../model/layout.js';
import { closeCard, makeCard, openCard, refreshCard, showHead } from './card.js';
import { topOf } from './place.js';

/** Heights of closed cards in rem: folded, with one line of words, with two. The style sheet has the same. */
const [FOLDED, SHORT, LONG] = [1.5, 3.125, 4.25];
const NARROW = matchMedia('(max-width: 60rem)');

/** @param {import('./desk.js').Desk} desk */
export function mountCards(desk) {
  const cards = new Cards(desk, one('[data-cards]'));
  desk.cards = cards;
  desk.actions.reveal = () => cards.reveal();
  desk.on('loaded', () => cards.load());
  desk.on('changed', ({ ids }) => cards.change(ids));
  desk.on('active', (detail) => cards.activate(detail));
  desk.on('parked', () => cards.mark());
  desk.on('saving', () => cards.mark());
  new ResizeObserver(() => { desk.tell('resized'); cards.measure(); }).observe(desk.text);
  NARROW.addEventListener('change', () => cards.measure());
}

export class Cards {
  /** @param {import('./desk.js').Desk} desk @param {HTMLElement} list */
  constructor(desk, list) {
    this.desk = desk;
    this.list = list;
    /** @type {Map<string, HTMLElement>} */ this.items = new Map();
    /** @type {Map<string, number>} */ this.tops = new Map();
    /** @type {Map<string, string>} */ this.spots = new Map();
    this.frame = 0;
    this.growing = new ResizeObserver(() => this.place());
    list.addEventListener('click', (event) => this.#click(event));
  }

  /** Takes the layer over: cards the server sent are kept, others are made, those that are gone go. */
  load() {
    const { active, layer } = this.desk;
    if (this.items.get(active)) this.#close(this.items.get(active));
    const sent = new Map([...this.list.children].map((item) => [/** @type {HTMLElement} */ (item).dataset.annotation, item]));
    const wanted = layer.ordered();
    this.items = new Map(wanted.map((one) => [one.id, sent.get(one.id) ?? makeCard(this.desk, one)]));
    const inPlace = wanted.length === sent.size && wanted.every(({ id }, place) => this.list.children[place] === this.items.get(id));
    for (const annotation of wanted) showHead(this.desk, this.items.get(annotation.id), annotation);
    if (!inPlace) this.list.replaceChildren(...this.items.values());
    this.list.classList.add('placed');
    this.#count();
    this.measure();
    if (active && this.items.has(active)) this.activate({ id: active });
  }

  /** @param {string[]} ids */
  change(ids) {
    this.tops = new Map([...this.tops, ...this.#measured(ids)]);
    for (const id of ids) this.#changeOne(id);
    this.#count();
    this.place();
  }

  activate({ id, before, focus, scroll }) {
    const [item, old] = [this.items.get(id), this.items.get(before)];
    if (old && before !== id) this.#close(old);
    if (item && !item.classList.contains('active')) this.#open(id, item);
    if (item && focus) one('.card-head', item).focus({ preventScroll: true });
    if (item && (focus || scroll)) this.reveal();
    this.place();
  }

  /** Brings the place of the active card into view, and with it the card's head. */
  reveal() {
    const { current } = this.desk;
    const segment = current?.anchor.segments[0];
    const top = segment ? topOf(this.desk, segment.start, 0) : this.items.get(this.desk.active)?.getBoundingClientRect().top;
    if (top < 80 || top > innerHeight * 0.6) scrollBy({ top: top - innerHeight * 0.3, behavior: 'instant' });
  }

  /** Marks the cards whose change the server has refused. */
  mark() {
    const parked = new Set(this.desk.outbox?.parked.map(({ id }) => id));
    for (const [id, item] of this.items) {
      if (item.classList.contains('attention') !== parked.has(id)) item.classList.toggle('attention', parked.has(id));
    }
  }

  /** Measures in one pass where in the text each card belongs. */
  measure() {
    this.rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.tops = this.#measured(this.items.keys());
    this.place();
  }

  /** Places the cards right after the next paint, so that a new mark in the text is seen first. */
  place() {
    this.frame ||= requestAnimationFrame(() => setTimeout(() => {
      this.frame = 0;
      if (!NARROW.matches && this.items.size) this.#placeAll();
      this.desk.tell('placed');
    }));
  }

  #placeAll() {
    const { active, layer } = this.desk;
    const order = layer.ordered().map(({ id }) => id);
    const boxes = order.map((id) => this.#box(id));
    const spots = layOut(boxes, order.indexOf(active));
    spots.forEach((spot, place) => this.#put(order[place], spot));
    const last = spots.at(-1);
    this.list.style.setProperty('min-block-size', `${last.y + boxes.at(-1).open}px`);
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

  #changeOne(id) {
    const annotation = this.desk.layer.annotations.get(id);
    if (!annotation) return this.#drop(id);
    const known = this.items.get(id);
    const item = known ?? makeCard(this.desk, annotation);
    this.items.set(id, item);
    if (known) refreshCard(this.desk, item, annotation);
    else item.style.setProperty('inset-block-start', `${this.tops.get(id)}px`);
    this.#insert(id, item);
  }

  /** Puts a card where the order of the text has it; one that has the focus does not move. */
  #insert(id, item) {
    const order = this.desk.layer.ordered();
    const next = order[order.findIndex((annotation) => annotation.id === id) + 1];
    const before = next ? this.items.get(next.id) ?? null : null;
    if (item.isConnected && (item.nextElementSibling === before || item.contains(document.activeElement))) return;
    this.list.insertBefore(item, before);
  }

  #drop(id) {
    this.items.get(id)?.remove();
    for (const map of [this.items, this.tops, this.spots]) map.delete(id);
  }

  #open(id, item) {
    this.spots.delete(id);
    openCard(this.desk, item, this.desk.layer.annotations.get(id));
    this.growing.observe(item);
  }

  #close(item) {
    this.growing.unobserve(item);
    closeCard(item);
  }

  /** @returns {Map<string, number>} how far below the top of the list each place stands */
  #measured(ids) {
    const listTop = this.list.getBoundingClientRect().top;
    const { layer } = this.desk;
    const start = (/** @type {string} */ id) => layer.annotations.get(id)?.anchor.segments[0]?.start;
    return new Map([...ids].map((id) => [id, start(id) === undefined ? 0 : topOf(this.desk, start(id), listTop)]));
  }

  #count() {
    one('[data-count]').textContent = String(this.items.size);
    one('[data-first-step]').hidden = this.items.size > 0;
  }

  #click(event) {
    const head = event.target.closest('.card-head');
    const id = head?.closest('[data-annotation]').dataset.annotation;
    if (!id) return;
    if (this.desk.picking) this.desk.tell('picked', { id });
    else if (this.desk.active === id) this.desk.activate(null);
    else this.desk.activate(id, { scroll: true });
  }
}
