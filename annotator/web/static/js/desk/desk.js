/** The desk: what its parts share. Parts listen to it and act through it; they do not know each other. */

import { TextIndex } from '../lib/offsets.js';
import { announce, one, t } from '../lib/dom.js';
import { History } from '../model/history.js';
import { Layer } from '../model/layer.js';
import { Recent } from '../model/recent.js';
import { readScheme } from '../model/scheme.js';

/** @typedef {import('../model/history.js').Act} Act */

export class Desk extends EventTarget {
  /** @param {HTMLElement} root */
  constructor(root) {
    super();
    const { article, project, language, scheme, boilerplate, state } = root.dataset;
    this.root = root;
    this.article = article;
    this.project = project;
    this.language = language;
    this.state = state;
    this.scheme = readScheme(JSON.parse(scheme));
    this.boilerplate = JSON.parse(boilerplate);
    this.readonly = 'readonly' in root.dataset;
    this.user = document.body.dataset.user ?? '';
    this.recent = new Recent(`annotator:recent:${this.user}:${project}`);
    this.text = one('[data-article-text]');
    this.frame = one('[data-frame]');
    this.index = TextIndex.of(this.text);
    this.layer = new Layer();
    this.history = new History();
    /** @type {Record<string, (...values: any[]) => void>} what keys and buttons call by name */
    this.actions = {};
    /** @type {string | null} */ this.active = null;
    /** @type {Set<string> | null} those that a filter leaves out */ this.filtered = null;
    this.layer.addEventListener('loaded', () => this.tell('loaded'));
    this.layer.addEventListener('changed', (event) => this.tell('changed', event.detail));
  }

  /** Does an act: on the page at once, on the server as soon as it can. @param {Act | null} act @returns {boolean} */
  do(act) {
    if (!act || this.readonly) return false;
    if (!this.outbox?.opened) return this.say(t('Still opening. One moment.'));
    this.history.push(act);
    this.#commit(act);
    return true;
  }

  undo() {
    this.#again(this.readonly ? null : this.history.undo(), t('Undone'));
  }

  redo() {
    this.#again(this.readonly ? null : this.history.redo(), t('Done again'));
  }

  /** Opens the card of an annotation and lights its place. @param {string | null} id
   *  @param {{focus?: boolean, scroll?: boolean}} [how] */
  activate(id, how = {}) {
    const before = this.active;
    if (id && !this.layer.annotations.has(id)) return;
    this.active = id;
    if (before !== id) this.history.seal();
    if (before !== id || how.focus || how.scroll) this.tell('active', { id, before, ...how });
  }

  /** @returns {import('../model/layer.js').Annotation | null} the one whose card is open */
  get current() {
    return this.active ? this.layer.annotations.get(this.active) ?? null : null;
  }

  /** @returns {HTMLElement | null} the open card, with all that is in it */
  get card() {
    this.cards.settle();
    return this.cards.items.get(this.active) ?? null;
  }

  /** @param {string} name @param {any} [detail] */
  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {string} name @param {(detail: any) => void} listener */
  on(name, listener) {
    this.addEventListener(name, (event) => listener(/** @type {CustomEvent} */ (event).detail));
  }

  /** Says a refusal or a result, for eyes and ears. @param {string} words @returns {false} */
  say(words) {
    announce(words);
    this.tell('said', { words });
    return false;
  }

  #again(act, words) {
    if (!act) return this.say(t('Nothing to take back or do again.'));
    this.#commit(act);
    const touched = act.changes.find(({ kind, id }) => kind === 'annotation' && this.layer.annotations.has(id));
    if (touched) this.activate(touched.id, { scroll: true });
    this.say(`${words}: ${act.words.toLowerCase()}`);
  }

  #commit({ changes }) {
    this.tell('committed', { changes });
    this.layer.apply(changes);
    if (this.active && !this.layer.annotations.has(this.active)) this.activate(null);
  }
}
