/** Find in the text: a bar of its own that lights every hit, goes on by key, and leaves the last one selected. */

import { wholeGraphemes } from '../lib/boundaries.js';
import { make, one, t } from '../lib/dom.js';
import { select, selected } from '../desk/select.js';
import { topOf } from '../desk/place.js';
import { find as hitsOf, readied } from './search.js';

/** @param {import('../desk/desk.js').Desk} desk */
export function find(desk) {
  const open = one('[data-find]');
  if (open) return one('input', open).select();
  new Finder(desk).show();
}

class Finder {
  constructor(desk) {
    Object.assign(this, { desk, hits: [], at: -1, text: readied(desk.index.slice(0, desk.index.length)) });
    this.from = selected(desk)?.start ?? 0;
    this.input = make('input', { type: 'search', 'aria-label': t('Find in the text'), placeholder: t('Find in the text'), input: () => this.look() });
    this.count = make('span', { class: 'find-count', role: 'status' });
    this.bar = make('div', { class: 'find', role: 'search', 'data-find': true, keydown: (/** @type {any} */ event) => this.key(event) }, this.input, this.count,
      button(t('Previous'), '↑', () => this.go(-1)), button(t('Next'), '↓', () => this.go(1)), button(t('Close the search'), '×', () => this.close()));
  }

  show() {
    one('.column').prepend(this.bar);
    const words = getSelection().toString();
    if (words && words.length < 60) this.input.value = words;
    this.input.focus();
    this.input.select();
    this.look();
  }

  look() {
    this.hits = hitsOf(this.text, this.input.value);
    const next = this.hits.findIndex(({ end }) => end > this.from);
    this.at = this.hits.length ? Math.max(0, next) : -1;
    this.light('find', this.hits);
    this.tell();
  }

  go(way) {
    if (!this.hits.length) return;
    this.at = (this.at + way + this.hits.length) % this.hits.length;
    this.tell();
  }

  tell() {
    const hit = this.hits[this.at];
    this.light('found', hit ? [hit] : []);
    this.count.textContent = hit ? t('{at} of {n}', { at: this.at + 1, n: this.hits.length }) : this.input.value.trim() ? t('Not found') : '';
    if (!hit) return;
    const top = topOf(this.desk, hit.start, 0);
    if (top < 120 || top > innerHeight * 0.75) scrollBy({ top: top - innerHeight / 3 });
  }

  key(event) {
    if (event.key === 'Enter' || event.key === 'F3') this.go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  close() {
    for (const name of ['find', 'found']) CSS.highlights?.delete(name);
    this.bar.remove();
    const hit = this.hits[this.at];
    if (hit) select(this.desk, ...wholeGraphemes(this.desk.index, hit.start, hit.end));
    else this.desk.text.focus({ preventScroll: true });
  }

  light(name, places) {
    if (!CSS.highlights) return;
    const set = new Highlight(...places.map(({ start, end }) => this.desk.index.paint(start, end)));
    set.priority = name === 'find' ? 20 : 21;
    CSS.highlights.set(name, set);
  }
}

function button(words, sign, click) {
  return make('button', { type: 'button', class: 'button plain small', 'aria-label': words, title: words, click }, sign);
}
