/** The fields of an open card: shows the attributes, and takes each change as an act. */

import { all, copy, debounce, one, t } from '../lib/dom.js';
import { setAttribute } from '../model/acts.js';
import { holds } from '../model/conditions.js';
import { Search } from '../model/draft.js';
import { kindOf } from './kinds.js';
import { keepRecent, offerRecent } from './recents.js';

/** @typedef {import('./desk.js').Desk} Desk */

const TYPED = new Set(['text', 'date', 'country']);
const mounted = new WeakMap();

/** @param {Desk} desk @param {HTMLElement} place @param {import('../model/layer.js').Annotation} annotation */
export function mountFields(desk, place, annotation) {
  mounted.get(place)?.abort();
  const gone = new AbortController();
  mounted.set(place, gone);
  const form = copy(`[data-form="${CSS.escape(annotation.tag)}"]`);
  place.replaceChildren(form);
  const fields = all('[data-attribute]', form).map((element) => field(desk, element, annotation.id));
  const show = (/** @type {any} */ record) => { fields.forEach((one) => one.show(record)); countMore(form, record); };
  const refresh = (/** @type {any} */ event) => show(event.detail);
  place.addEventListener('refresh', refresh, { signal: gone.signal });
  form.addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault());
  form.addEventListener('focusout', () => fields.forEach((one) => one.flush()));
  for (const name of ['pointerover', 'focusin']) form.addEventListener(name, define);
  show(annotation);
}

function field(desk, element, id) {
  const { attribute: name, kind, conditions } = element.dataset;
  const control = kindOf(kind)(element, desk, new Search(desk.names.draft, `${id}/${name}`));
  const asked = conditions ? JSON.parse(conditions) : {};
  const save = () => {
    const value = control.read();
    if (desk.layer.annotations.has(id) && desk.do(setAttribute(desk.layer, id, name, value))) keepRecent(desk, element, value);
  };
  const later = debounce(300, save);
  const typed = () => { mark(element, control.read()); (TYPED.has(kind) ? later : save)(); };
  for (const event of ['input', 'chosen']) element.addEventListener(event, typed);
  if (TYPED.has(kind)) element.addEventListener('change', () => later.flush());
  offerRecent(desk, element);
  return { flush: later.flush, show: (/** @type {any} */ record) => showField(desk, element, control, asked, record) };
}

function showField(desk, element, control, asked, annotation) {
  const value = annotation.attributes[element.dataset.attribute] ?? null;
  const busy = element.contains(document.activeElement) && (TYPED.has(element.dataset.kind) || element.dataset.kind === 'entity');
  if (!busy) control.write(value);
  mark(element, value);
  element.hidden = value === null && !holds(asked, annotation, desk.layer.relationsOf(annotation.id));
}

function mark(element, value) {
  element.classList.toggle('filled', value !== null);
  element.classList.remove('wrong');
  one('[data-error]', element).hidden = true;
}

/** What is given under "More" is counted, so that nothing given is out of sight. */
function countMore(form, { attributes }) {
  const more = one('details', form);
  if (!more) return;
  const given = all('[data-attribute]', more).filter(({ dataset }) => attributes[dataset.attribute] !== undefined).length;
  one('summary', more).textContent = given ? t('More ({given} given)', { given }) : t('More');
}

/** Shows the definition of the term under the pointer or the focus in the field's help. */
function define(event) {
  const chip = event.target.closest?.('.chip');
  const element = event.target.closest?.('[data-attribute]');
  const help = element && one('[data-help]', element);
  if (!help) return;
  const definition = chip && one('input', chip).dataset.definition;
  help.textContent = help.title = definition ?? help.dataset.help;
  help.classList.toggle('said', Boolean(definition));
}

/** Shows a refusal at the field it is about. @param {HTMLElement} body @param {string} name @param {string} words
 *  @returns {HTMLElement | null} the field */
export function showError(body, name, words) {
  const element = one(`[data-attribute="${CSS.escape(name)}"]`, body);
  if (!element) return null;
  element.hidden = false;
  element.classList.add('wrong');
  const error = one('[data-error]', element);
  error.textContent = words;
  error.hidden = false;
  element.closest('details')?.setAttribute('open', '');
  return element;
}
