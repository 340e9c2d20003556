/** Entities: who speaks, is targeted, omits. Found again while typing, made when nobody knows them yet. */

import { ask, askAll } from '../lib/api.js';
import { one, t } from '../lib/dom.js';
import { plain } from '../lib/plain.js';
import { Draft } from '../model/draft.js';
import { keepNoun } from './sync.js';

/** @typedef {{id: string, name: string, kind: string, aliases?: string[]}} Entity */

/** @param {import('./desk.js').Desk} desk */
export function mountNames(desk) {
  desk.names = new Names(desk);
  desk.on('synced', () => desk.names.load());
}

class Names {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.path = `/projects/${desk.project}/entities`;
    /** @type {Map<string, Entity>} */ this.known = new Map();
    this.draft = new Draft(`${desk.user}:${desk.article}:names`);
    this.options = this.options.bind(this);
  }

  async load() {
    for (const entity of await askAll(this.path, 500)) this.known.set(entity.id, entity);
    this.desk.tell('named');
  }

  /** @param {string | null} id @returns {string} */
  label(id) {
    return (id && this.known.get(id)?.name) || '';
  }

  /** Writes a name into a field or an element, also when it must be asked for first.
   *  @param {string | null} id @param {HTMLElement} element */
  async show(id, element) {
    const write = (/** @type {string} */ name) => { if (element instanceof HTMLInputElement) element.value = name; else element.textContent = name; };
    if (!id || this.known.has(id)) return write(this.label(id));
    write('…');
    const { status, body } = await ask('GET', `${this.path}/${id}`);
    if (status === 200) this.known.set(id, body);
    write(this.label(id) || t('Unknown name'));
  }

  /** @param {string} words @returns {Promise<import('../lib/combobox.js').Option[]>} */
  async options(words) {
    if (words.length > 1) await this.#search(words);
    const fitting = [...this.known.values()].filter((entity) => matches(entity, words));
    const found = this.desk.recent.first('entity', fitting).slice(0, 8);
    const offers = found.map(({ id, name, kind }) => ({ value: id, label: name, note: this.desk.scheme.terms.entity_kind?.[kind] ?? kind }));
    const exact = found.some(({ name }) => plain(name) === plain(words));
    return words && !exact ? [...offers, { value: '', label: t('Add “{words}”', { words }) }] : offers;
  }

  /** Takes an offer, or asks what kind of thing a new name is.
   *  @param {{value: string}} choice @param {string} words @param {(id: string) => void} taken */
  choose({ value }, words, taken) {
    const done = (/** @type {string} */ id) => { this.desk.recent.use('entity', id); taken(id); };
    if (value) return done(value);
    const dialog = one('[data-entity-dialog]');
    const form = one('form', dialog);
    form.elements.name.value = words.trim();
    const back = document.activeElement;
    form.onsubmit = (/** @type {Event} */ event) => this.#submit(event, dialog, form, done);
    one('[data-cancel]', dialog).onclick = () => dialog.close();
    dialog.onclose = () => /** @type {HTMLElement} */ (back)?.focus();
    dialog.showModal();
    one('[name="kind"]:checked', form).focus();
  }

  #submit(event, dialog, form, done) {
    event.preventDefault();
    const name = form.elements.name.value.trim();
    if (!name) return form.elements.name.focus();
    const id = crypto.randomUUID();
    const body = { name, kind: form.elements.kind.value, aliases: [] };
    this.known.set(id, { id, ...body });
    keepNoun(this.desk, 'entity', id, `${this.path}/${id}`, body);
    dialog.close();
    done(id);
  }

  async #search(words) {
    const { status, body } = await ask('GET', `${this.path}?q=${encodeURIComponent(words)}`);
    if (status === 200) for (const entity of body.items) this.known.set(entity.id, entity);
  }
}

/** @param {Entity} entity @param {string} words @returns {boolean} */
function matches({ name, aliases }, words) {
  return [name, ...(aliases ?? [])].some((one) => plain(one).includes(plain(words)));
}
