/** Sources on an open card: linked, described in place, found again or made. */

import { all, copy, debounce, make, one, t } from '../lib/dom.js';
import { combobox, comboInput } from '../lib/combobox.js';
import { edit } from '../model/acts.js';
import { showEvidence } from './evidence.js';
import { shorten } from '../model/summary.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk */
export function mountProof(desk) {
  desk.actions.source = () => pick(desk);
}

/** Shows the links of an annotation; what is being typed stays. @param {Desk} desk @param {HTMLElement} section
 *  @param {import('../model/layer.js').Annotation} annotation */
export function showSources(desk, section, annotation) {
  const { sources } = annotation;
  const key = sources.map(({ source }) => source).join(' ');
  section.hidden = !sources.length;
  if (section.dataset.key !== key) {
    section.dataset.key = key;
    one('ul', section).replaceChildren(...sources.map((_, place) => item(desk, annotation.id, place)));
  }
  all('.source-link', section).forEach((element, place) => fill(desk, element, sources[place]));
}

/** Links a source to the open annotation. @param {Desk} desk @param {string} source */
export function linkSource(desk, source) {
  const { current } = desk;
  if (!current || current.sources.some((link) => link.source === source)) return;
  const link = { source, stance: 'supports', quote: null, locator: null, paraphrase: null };
  desk.do(edit(desk.layer, current.id, { sources: [...current.sources, link] }));
  desk.recent.use('source', source);
  desk.say(t('Source linked.'));
}

function item(desk, id, place) {
  const element = copy('[data-source-link]');
  const change = (/** @type {any} */ event) => {
    const { linkField: name } = event.target.dataset;
    if (name) save(desk, id, place, { [name]: value(event.target) }, name);
  };
  const later = debounce(400, change);
  element.addEventListener('input', (/** @type {any} */ event) => (event.target.matches('textarea, input:not([type="checkbox"])') ? later : change)(event));
  element.addEventListener('focusout', () => later.flush());
  one('[data-remove-source]', element).addEventListener('click', () => {
    const sources = desk.layer.annotations.get(id).sources.toSpliced(place, 1);
    desk.do(edit(desk.layer, id, { sources }));
  });
  if (desk.readonly) for (const control of all('input, select, textarea, button', element)) control.disabled = true;
  return element;
}

function save(desk, id, place, change, name) {
  const annotation = desk.layer.annotations.get(id);
  if (!annotation?.sources[place]) return;
  const sources = annotation.sources.with(place, { ...annotation.sources[place], ...change });
  desk.do(edit(desk.layer, id, { sources }, `source ${place} ${name}`));
}

function value(control) {
  if (control.type === 'checkbox') return control.checked || null;
  return control.value.trim() || null;
}

function fill(desk, element, link) {
  desk.sources.show(link.source, one('[data-title]', element));
  for (const control of all('[data-link-field]', element)) {
    if (control === document.activeElement) continue;
    if (control.type === 'checkbox') control.checked = link[control.dataset.linkField] === true;
    else control.value = link[control.dataset.linkField] ?? '';
  }
  const given = [link.quote && quoted(link.quote), link.paraphrase, link.locator].filter(Boolean).join(' · ');
  showEvidence(desk, one('[data-evidence]', element), link);
  one('[data-said]', element).textContent = shorten(given || t('Quote, place, paraphrase'), 90);
}

/** A quotation in marks, unless it brings its own. @param {string} words */
function quoted(words) {
  return /^[“"«„‘]/.test(words) ? words : `“${words}”`;
}

/** Opens the search for a source in the open card. */
function pick(desk) {
  if (!desk.current || desk.readonly) return desk.say(t('Open an annotation first.'));
  const place = one('[data-picker]', desk.card);
  const input = comboInput('source-offers', t('Find a source, or paste its address'));
  const close = () => { place.hidden = true; place.replaceChildren(); };
  place.replaceChildren(make('div', { class: 'combo' }, input));
  place.hidden = false;
  const box = combobox(input, (words) => desk.sources.options(words), ({ value: id }) => {
    const words = input.value.trim();
    close();
    if (id) linkSource(desk, id);
    else desk.sources.create(words, (made) => linkSource(desk, made));
  }, { eager: true });
  input.addEventListener('blur', () => setTimeout(() => { if (!place.contains(document.activeElement)) close(); }, 200));
  input.focus({ preventScroll: true });
  desk.actions.reveal();
  box.open();
}
