/** The project's sources: what this person may see of them, and a small form for a new one. */

import { ask, askAll } from '../lib/api.js';
import { make, one, t } from '../lib/dom.js';
import { Draft } from '../model/draft.js';
import { sourceProblems } from '../model/sources.js';
import { plain } from '../lib/plain.js';
import { keepNoun } from './sync.js';

const FIELDS = ['title', 'publisher', 'url', 'accessed', 'published', 'tier', 'genre'];

/** @param {import('./desk.js').Desk} desk */
export function mountSources(desk) {
  desk.sources = new Sources(desk);
  desk.on('synced', () => desk.sources.load());
}

class Sources {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.path = `/projects/${desk.project}/sources`;
    this.draft = new Draft(`${desk.user}:${desk.article}:source`);
    /** @type {Map<string, any>} */ this.known = new Map();
  }

  async load() {
    for (const source of await askAll(this.path, 500)) this.known.set(source.id, source);
  }

  /** @param {string} id @returns {Promise<any>} */
  async find(id) {
    if (!this.known.has(id)) {
      const { status, body } = await ask('GET', `${this.path}/${id}`);
      this.known.set(id, status === 200 ? body : { title: t('A source that cannot be read now'), publisher: '' });
    }
    return this.known.get(id);
  }

  /** @param {string} id @param {HTMLElement} element */
  async show(id, element) {
    if (!this.known.has(id)) element.textContent = '…';
    const { title, publisher, url } = await this.find(id);
    const safe = /^https?:\/\//i.test(url ?? '');
    const name = safe ? make('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, title) : title;
    element.replaceChildren(name, ' ', make('small', {}, publisher ?? ''));
  }

  /** @param {string} words @returns {Promise<import('../lib/combobox.js').Option[]>} */
  async options(words) {
    const hits = new Set();
    if (words.length > 1) {
      const { status, body } = await ask('GET', `${this.path}?q=${encodeURIComponent(words)}`);
      for (const source of status === 200 ? body.items : []) {
        this.known.set(source.id, source);
        hits.add(source.id);
      }
    }
    const taken = new Set(this.desk.current?.sources.map(({ source }) => source));
    const found = [...this.known.values()].filter((source) => source.id && !taken.has(source.id) && (hits.has(source.id) || matches(source, words)));
    const offers = this.desk.recent.first('source', found).slice(0, 8).map(({ id, title, publisher }) => ({ value: id, label: title, note: publisher }));
    return [...offers, { value: '', label: words ? t('New source “{words}”', { words }) : t('New source') }];
  }

  /** Asks for the least that lets a reader repeat the check. @param {string} words @param {(id: string) => void} done */
  create(words, done) {
    const dialog = one('[data-source-dialog]');
    const form = one('form', dialog);
    form.reset();
    form.elements[/^https?:/i.test(words) ? 'url' : 'title'].value = words;
    form.elements.accessed.value = new Date().toISOString().slice(0, 10);
    const kept = this.draft.read();
    for (const name of FIELDS) if (kept[name]) form.elements[name].value = kept[name];
    form.oninput = () => this.draft.keep(Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value])));
    one('[data-source-errors]', form).hidden = true;
    form.onsubmit = (/** @type {Event} */ event) => this.#submit(event, dialog, form, done);
    one('[data-cancel]', dialog).onclick = () => dialog.close();
    dialog.onclose = () => this.desk.card?.firstElementChild.focus();
    dialog.showModal();
    form.elements.title.focus();
  }

  #submit(event, dialog, form, done) {
    event.preventDefault();
    const read = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim() || null]));
    if (!read.url) read.accessed = null;
    const problems = sourceProblems(read);
    if (problems.length) return showProblems(form, problems);
    const id = crypto.randomUUID();
    const body = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== null));
    this.draft.forget();
    this.known.set(id, { id, ...body });
    keepNoun(this.desk, 'source', id, `${this.path}/${id}`, body);
    dialog.close();
    done(id);
  }
}

function showProblems(form, problems) {
  for (const name of FIELDS) form.elements[name].setAttribute('aria-invalid', String(problems.some(({ field }) => field === name)));
  const summary = one('[data-source-errors]', form);
  const items = problems.map(({ field, words }) => make('li', {}, make('a', { href: `#source-${field}` }, words)));
  summary.replaceChildren(make('h2', {}, t('Not added. Please correct:')), make('ul', {}, ...items));
  summary.hidden = false;
  summary.focus();
}

function matches({ title, publisher, url }, words) {
  return plain(`${title} ${publisher} ${url ?? ''}`).includes(plain(words));
}
