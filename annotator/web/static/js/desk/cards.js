/**
 * The list of cards: takes over what the server sent and keeps it in the order of the text.
 * Neighbours stand together in a bundle, of which a browser draws only those near the view.
 */

import { all, fixture, make, one } from '../lib/dom.js';
import { placeAmong } from '../model/hits.js';
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
  desk.on('filtered', () => cards.filter());
  for (const name of ['parked', 'saving']) desk.on(name, () => cards.mark());
}

/** As many as the server puts together. */
const BUNDLE = 40;

export class Cards {
  /** @param {import('./desk.js').Desk} desk @param {HTMLElement} list */
  constructor(desk, list) {
    this.desk = desk;
    this.list = list;
    /** @type {Map<string, HTMLElement>} */ this.items = new Map();
    this.margin = new Margin(desk, list, this.items);
    /** @type {Set<string>} */ this.marked = new Set();
    this.growing = new ResizeObserver(([{ target }]) => this.margin.grown(/** @type {HTMLElement} */ (target)));
    this.first = one('[data-first-step]');
    /** @type {string | null} the card that opens once its mark in the text has been seen */ this.opening = null;
    list.addEventListener('click', (event) => this.#click(event));
  }

  /** Takes the layer over: cards the server sent are kept, others are made, those that are gone go. */
  load() {
    const { active, layer } = this.desk;
    if (this.items.get(active)) this.#close(this.items.get(active));
    const sent = all('[data-annotation]', this.list);
    const known = new Map(sent.map((item) => [item.dataset.annotation, item]));
    const isFirst = !this.items.size;
    this.items.clear();
    for (const annotation of layer.ordered()) {
      const item = known.get(annotation.id) ?? makeCard(this.desk, annotation);
      if (!isFirst) showHead(this.desk, item, annotation);
      this.items.set(annotation.id, item);
    }
    const wanted = [...this.items.values()];
    const inPlace = wanted.length === sent.length && wanted.every((item, place) => sent[place] === item);
    if (!inPlace) this.list.replaceChildren(...bundled(wanted));
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
    this.opening = item && !item.classList.contains('active') ? id : null;
    if (focus || scroll) this.settle();
    document.body.classList.toggle('carded', Boolean(item));
    if (item && focus) one('.card-head', item).focus({ preventScroll: true });
    if (item && (focus || scroll || this.margin.isNarrow)) this.margin.reveal();
    this.margin.place();
  }

  /** Opens at once what waits to be opened. */
  settle() {
    const { opening } = this;
    const item = this.items.get(opening);
    this.opening = null;
    if (!item || opening !== this.desk.active || item.classList.contains('active')) return;
    openCard(this.desk, item, this.desk.layer.annotations.get(opening));
    item.parentElement.classList.add('open');
    this.growing.observe(item);
    this.desk.tell('opened');
    this.margin.place();
  }

  /** Marks the cards whose change the server has refused. */
  mark() {
    const parked = new Set(this.desk.outbox?.parked.map(({ id }) => id));
    for (const id of new Set([...this.marked, ...parked])) this.items.get(id)?.classList.toggle('attention', parked.has(id));
    this.marked = parked;
  }

  /** What a filter leaves out is not shown, and stays in the list. */
  filter() {
    for (const [id, item] of this.items) item.hidden = Boolean(this.desk.filtered?.has(id));
    this.margin.place();
  }

  #changeOne(id) {
    const annotation = this.desk.layer.annotations.get(id);
    if (!annotation) return this.#drop(id);
    const known = this.items.get(id);
    const item = known ?? makeCard(this.desk, annotation);
    this.items.set(id, item);
    if (known) refreshCard(this.desk, item, annotation);
    this.#insert(id, item);
    if (!known) this.margin.putNear(id);
  }

  /** Puts a card where the order of the text has it; one that has the focus does not move. */
  #insert(id, item) {
    const order = this.desk.layer.ordered();
    const at = placeAmong(order, this.desk.layer.annotations.get(id)) - 1;
    const [before, after] = [order[at - 1], order[at + 1]].map((one) => this.items.get(one?.id) ?? null);
    if (item.isConnected && (following(item) === after || item.contains(document.activeElement))) return;
    const left = item.parentElement;
    if (before) before.after(item);
    else if (after) after.before(item);
    else this.list.append(...bundled([item]));
    tidy(left);
  }

  #drop(id) {
    const item = this.items.get(id);
    const left = item?.parentElement;
    item?.remove();
    tidy(left);
    this.items.delete(id);
    this.margin.drop(id);
  }

  #close(item) {
    this.growing.unobserve(item);
    item.parentElement?.classList.remove('open');
    closeCard(item);
  }

  #count() {
    fixture('[data-count]').textContent = String(this.items.size);
    this.first.hidden = this.items.size > 0;
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

function bundled(items) {
  const starts = items.map((_, place) => place).filter((place) => place % BUNDLE === 0);
  return starts.map((start) => make('ol', { role: 'list', class: 'bundle' }, ...items.slice(start, start + BUNDLE)));
}

/** The card after one, in its bundle or at the head of the next. */
function following(item) {
  return item.nextElementSibling ?? item.parentElement.nextElementSibling?.firstElementChild ?? null;
}

function tidy(bundle) {
  if (bundle && !bundle.firstElementChild) bundle.remove();
}
