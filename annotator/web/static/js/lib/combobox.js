/** An input with a list of offers, as the ARIA practices have it: typing searches, arrows choose, Enter and Tab take. */

import { isAsking, make, t } from './dom.js';

/** @typedef {{value: string, label: string, note?: string, tag?: string}} Option */

/** @param {HTMLInputElement} input with role=combobox and aria-controls
 *  @param {(words: string) => Promise<Option[]> | Option[]} find @param {(option: Option) => void} choose
 *  @param {{stay?: boolean, eager?: boolean}} [how] whether the list stays open; whether Enter takes the first offer at once */
export function combobox(input, find, choose, { stay = false, eager = false } = {}) {
  return new Combobox(input, find, choose, { stay, eager });
}

/** The input of a combobox. @param {string} list the id of its offers @param {string} words @returns {HTMLInputElement} */
export function comboInput(list, words) {
  return make('input', {
    role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list',
    'aria-controls': list, 'aria-label': words, placeholder: words,
  });
}

class Combobox {
  constructor(input, find, choose, { stay, eager }) {
    Object.assign(this, { input, find, choose, stay, eager, offers: [], at: -1, asked: 0 });
    this.list = make('ul', { class: eager ? 'options eager' : 'options', role: 'listbox', id: input.getAttribute('aria-controls'), 'aria-label': t('Offers'), hidden: true });
    input.after(this.list);
    input.setAttribute('autocomplete', 'off');
    input.addEventListener('input', () => this.open());
    input.addEventListener('focus', () => { input.select(); if (stay) this.open(); });
    input.addEventListener('click', () => this.open());
    input.addEventListener('blur', () => { if (!this.stay) this.close(); });
    input.addEventListener('keydown', (event) => this.key(event));
    this.list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => this.take(this.items().indexOf(event.target.closest('[role="option"]'))));
  }

  async open() {
    const asked = ++this.asked;
    const offers = await this.find(this.input.value.trim());
    if (asked !== this.asked || (!this.stay && document.activeElement !== this.input)) return;
    this.offers = offers;
    this.list.replaceChildren(...offers.map((offer, place) => this.item(offer, place)));
    this.list.hidden = !offers.length;
    this.input.setAttribute('aria-expanded', String(offers.length > 0));
    this.move(this.input.value.trim() && offers.length ? 0 : -1);
  }

  close() {
    this.asked += 1;
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
    this.at = -1;
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) {
      event.preventDefault();
      if (this.list.hidden) this.open();
      else this.move((this.at + step + this.offers.length) % this.offers.length);
    } else if (event.key === 'Enter' && (this.at >= 0 || (this.eager && this.offers.length))) {
      event.preventDefault();
      this.take(Math.max(0, this.at));
    } else if (event.key === 'Tab' && this.at >= 0 && !this.stay && !event.shiftKey) {
      this.take(this.at);
      if (isAsking()) event.preventDefault();
    } else if (event.key === 'Escape' && !this.list.hidden && !this.stay) {
      event.stopPropagation();
      this.close();
    }
  }

  move(at) {
    this.at = at;
    this.items().forEach((item, place) => item.setAttribute('aria-selected', String(place === at)));
    const item = this.items()[at];
    item?.scrollIntoView({ block: 'nearest' });
    if (item) this.input.setAttribute('aria-activedescendant', item.id);
    else this.input.removeAttribute('aria-activedescendant');
    this.input.dispatchEvent(new CustomEvent('offered', { detail: this.offers[at] ?? null }));
  }

  take(place) {
    const offer = this.offers[place];
    if (!offer) return;
    this.close();
    this.choose(offer);
  }

  items() {
    return [...this.list.children];
  }

  item({ label, note, tag }, place) {
    return make('li', { role: 'option', id: `${this.list.id}-${place}`, 'aria-selected': 'false', dir: 'auto' },
      tag ? make('span', { class: 'tag', 'data-tag': tag }, tag) : null, label, note ? make('small', {}, note) : null);
  }
}
