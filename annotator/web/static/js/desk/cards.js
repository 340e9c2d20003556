/** The list of cards: takes over what the server sent and keeps it in the order of the text. */

import { one } from '../lib/dom.js';
import { closeCard, makeCard, openCard, refreshCard, showHead } from './card.js';
import { Margin } from './margin.js';

/** @param {import('./desk.js').Desk} desk */
export function mountCards(desk) {
  const cards = new Cards(desk, one('[data-cards]'));
  desk.cards = cards;
  desk.actions.reveal = () => cards.margin.reveal();
  desk.on('loaded', () => cards.load());
  desk.on('changed', ({ ids }) => cards.change(ids));
  desk.on('active', (detail) => cards.activate(detail));
  for (const name of ['parked', 'saving']) desk.on(name, () => cards.mark());
}

export class Cards {
  /** @param {import('./desk.js').Desk} desk @param {HTMLElement} list */
  constructor(desk, list) {
    this.desk = desk;
    this.list = list;
    /** @type {Map<string, HTMLElement>} */ this.items = new Map();
    this.margin = new Margin(desk, list, this.items);
    this.growing = new ResizeObserver(() => this.margin.place());
    list.addEventListener('click', (event) => this.#click(event));
  }

  /** Takes the layer over: cards the server sent are kept, others are made, those that are gone go. */
  load() {
    const { active, layer } = this.desk;
    if (this.items.get(active)) this.#close(this.items.get(active));
    const sent = new Map([...this.list.children].map((item) => [/** @type {HTMLElement} */ (item).dataset.annotation, item]));
    const wanted = layer.ordered();
    this.items.clear();
    for (const annotation of wanted) {
      const item = sent.get(annotation.id) ?? makeCard(this.desk, annotation);
      showHead(this.desk, item, annotation);
      this.items.set(annotation.id, item);
    }
    const inPlace = wanted.length === sent.size && wanted.every(({ id }, place) => this.list.children[place] === this.items.get(id));
    if (!inPlace) this.list.replaceChildren(...this.items.values());
    this.#count();
    this.margin.measure();
    if (active && this.items.has(active)) this.activate({ id: active });
  }

  /** @param {string[]} ids */
  change(ids) {
    this.margin.measureSome(ids);
    for (const id of ids) this.#changeOne(id);
    this.#count();
    this.margin.place();
  }

  activate({ id, before, focus, scroll }) {
    const [item, old] = [this.items.get(id), this.items.get(before)];
    if (old && before !== id) this.#close(old);
    if (item && !item.classList.contains('active')) this.#open(id, item);
    document.body.classList.toggle('carded', Boolean(item));
    if (item && focus) one('.card-head', item).focus({ preventScroll: true });
    if (item && (focus || scroll || this.margin.isNarrow)) this.margin.reveal();
    this.margin.place();
  }

  /** Marks the cards whose change the server has refused. */
  mark() {
    const parked = new Set(this.desk.outbox?.parked.map(({ id }) => id));
    for (const [id, item] of this.items) {
      if (item.classList.contains('attention') !== parked.has(id)) item.classList.toggle('attention', parked.has(id));
    }
  }

  #changeOne(id) {
    const annotation = this.desk.layer.annotations.get(id);
    if (!annotation) return this.#drop(id);
    const known = this.items.get(id);
    const item = known ?? makeCard(this.desk, annotation);
    this.items.set(id, item);
    if (known) refreshCard(this.desk, item, annotation);
    else this.margin.putNear(id);
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
    this.items.delete(id);
    this.margin.drop(id);
  }

  #open(id, item) {
    openCard(this.desk, item, this.desk.layer.annotations.get(id));
    this.growing.observe(item);
  }

  #close(item) {
    this.growing.unobserve(item);
    closeCard(item);
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
