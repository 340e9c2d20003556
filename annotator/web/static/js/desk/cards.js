/** The list of cards: takes over what the server sent, keeps it in the order of the text, and places it in the margin. */

import { one } from '../lib/dom.js';
import { layOut } from '../model/layout.js';
import { closeCard, makeCard, openCard, refreshCard, showHead } from './card.js';
import { topOf } from './place.js';

const FOLDED = 24;
const NARROW = matchMedia('(max-width: 60rem)');

/** @param {import('./desk.js').Desk} desk */
export function mountCards(desk) {
  const cards = new Cards(desk, one('[data-cards]'));
  desk.cards = cards;
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
    /** @type {Map<string, number>} */ this.heights = new Map();
    /** @type {Map<string, string>} */ this.spots = new Map();
    this.growing = new ResizeObserver(() => this.#grown());
    list.addEventListener('click', (event) => this.#click(event));
  }

  load() {
    const { active } = this.desk;
    if (this.items.get(active)) closeCard(this.items.get(active));
    const sent = new Map([...this.list.children].map((item) => [/** @type {HTMLElement} */ (item).dataset.annotation, item]));
    const wanted = this.desk.layer.ordered();
    this.items = new Map(wanted.map((annotation) => [annotation.id, sent.get(annotation.id) ?? makeCard(this.desk, annotation)]));
    const inPlace = wanted.length === sent.size && wanted.every(({ id }, place) => this.list.children[place] === this.items.get(id));
    for (const annotation of wanted) showHead(this.desk, this.items.get(annotation.id), annotation);
    if (!inPlace) this.list.replaceChildren(...this.items.values());
    this.#count();
    this.measure();
    if (active && this.items.has(active)) this.activate({ id: active });
  }

  /** @param {string[]} ids */
  change(ids) {
    for (const id of ids) this.#changeOne(id);
    this.#count();
    this.place();
  }

  activate({ id, before, focus, scroll }) {
    const [item, old] = [this.items.get(id), this.items.get(before)];
    if (old && before !== id) this.#close(before, old);
    if (item && !item.classList.contains('active')) this.#open(id, item);
    this.place();
    if (!item) return;
    if (focus) one('.card-head', item).focus({ preventScroll: true });
    if (focus || scroll) this.#reveal(id, item);
  }

  /** Marks the cards whose change the server has refused. */
  mark() {
    const parked = new Set(this.desk.outbox?.parked.map(({ id }) => id));
    for (const [id, item] of this.items) {
      if (item.classList.contains('attention') === parked.has(id)) continue;
      item.classList.toggle('attention', parked.has(id));
    }
  }

  /** Measures every card and its place in the text in one pass, then places them. */
  measure() {
    this.list.classList.toggle('placed', true);
    this.list.querySelectorAll('.folded').forEach((item) => item.classList.remove('folded'));
    const top = this.list.getBoundingClientRect().top;
    for (const [id, item] of this.items) {
      this.heights.set(id, item.offsetHeight);
      this.tops.set(id, this.#top(id, top));
    }
    this.spots.clear();
    this.place();
  }

  /** Places the cards from what was measured; only what moves is touched. */
  place() {
    if (NARROW.matches || !this.items.size) return;
    const { active } = this.desk;
    const item = this.items.get(active);
    if (item) this.heights.set(active, item.offsetHeight);
    const order = this.desk.layer.ordered().map(({ id }) => id);
    const boxes = order.map((id) => ({ top: this.tops.get(id) ?? 0, open: this.heights.get(id) ?? 50, folded: FOLDED }));
    const spots = layOut(boxes, order.indexOf(active));
    spots.forEach((spot, place) => this.#put(order[place], spot));
    const last = spots.at(-1);
    this.list.style.setProperty('min-block-size', `${last.y + (last.folded ? FOLDED : boxes.at(-1).open)}px`);
    this.desk.tell('placed');
  }

  #put(id, { y, folded }) {
    const key = `${Math.round(y)} ${folded}`;
    if (this.spots.get(id) === key) return;
    this.spots.set(id, key);
    const item = this.items.get(id);
    item.classList.toggle('folded', folded);
    item.style.setProperty('translate', `0 ${Math.round(y)}px`);
  }

  #changeOne(id) {
    const annotation = this.desk.layer.annotations.get(id);
    if (!annotation) return this.#drop(id);
    const known = this.items.get(id);
    const item = known ?? makeCard(this.desk, annotation);
    this.items.set(id, item);
    if (known) refreshCard(this.desk, item, annotation);
    this.#insert(id, item);
    this.tops.set(id, this.#top(id, this.list.getBoundingClientRect().top));
    if (id === this.desk.active) return;
    item.classList.remove('folded');
    this.spots.delete(id);
    this.heights.set(id, item.offsetHeight);
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
    for (const map of [this.items, this.tops, this.heights, this.spots]) map.delete(id);
  }

  #open(id, item) {
    item.classList.remove('folded');
    openCard(this.desk, item, this.desk.layer.annotations.get(id));
    this.growing.observe(item);
  }

  #close(id, item) {
    this.growing.unobserve(item);
    closeCard(item);
    this.spots.delete(id);
    this.heights.set(id, item.offsetHeight);
  }

  #grown() {
    const item = this.items.get(this.desk.active);
    if (item && this.heights.get(this.desk.active) !== item.offsetHeight) this.place();
  }

  #top(id, listTop) {
    const segment = this.desk.layer.annotations.get(id)?.anchor.segments[0];
    return segment ? topOf(this.desk, segment.start, listTop) : 0;
  }

  #count() {
    one('[data-count]').textContent = String(this.items.size);
    one('[data-first-step]').hidden = this.items.size > 0;
  }

  #reveal(id, item) {
    const segment = this.desk.layer.annotations.get(id)?.anchor.segments[0];
    const top = segment ? topOf(this.desk, segment.start, 0) : item.getBoundingClientRect().top;
    if (top < 80 || top > innerHeight * 0.6) scrollBy({ top: top - innerHeight * 0.3, behavior: 'instant' });
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
