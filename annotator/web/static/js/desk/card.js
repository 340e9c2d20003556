/** One card: its head for everyone, its body only while it is open. */

import { copy, make, one, t } from '../lib/dom.js';
import { place, says } from '../model/summary.js';
import { mountFields } from './fields.js';
import { showLinks } from './links.js';
import { showSources } from './proof.js';

/** @typedef {import('../model/layer.js').Annotation} Annotation */
/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk @param {Annotation} annotation @returns {HTMLElement} */
export function makeCard(desk, annotation) {
  const { id } = annotation;
  const head = make('button', { type: 'button', class: 'card-head', 'aria-expanded': 'false' },
    make('span', { class: 'card-tag' }), make('span', { class: 'card-says', dir: 'auto' }));
  const item = make('li', { class: 'card', id: `a-${id}`, 'data-annotation': id }, head);
  showHead(desk, item, annotation);
  return item;
}

/** Writes the head; touches only what differs. @param {Desk} desk @param {HTMLElement} item @param {Annotation} annotation */
export function showHead(desk, item, annotation) {
  const { tag, anchor, sources } = annotation;
  set(item, 'tag', tag);
  const colour = desk.scheme.tags[tag]?.colour;
  set(item, 'colour', colour === tag ? undefined : colour);
  set(item, 'start', anchor.segments[0]?.start);
  set(item, 'end', anchor.segments.at(-1)?.end);
  const head = item.firstElementChild;
  const [label, words] = head.children;
  write(label, desk.scheme.tags[tag]?.label ?? tag);
  const said = says(annotation, desk.scheme) || place(annotation);
  write(words, said);
  item.classList.toggle('short', [...said].length < 50);
  showProof(head, sources.length);
}

function showProof(head, count) {
  const proof = one('.card-proof', head);
  if (!count) return proof?.remove();
  const words = t('{n} source', { n: count }, '{n} sources');
  if (proof) return write(proof, words);
  return head.append(make('span', { class: 'card-proof', 'data-needs': t('Needs you') }, words));
}

/** @param {Desk} desk @param {HTMLElement} item @param {Annotation} annotation */
export function openCard(desk, item, annotation) {
  item.classList.add('active');
  one('.card-head', item).setAttribute('aria-expanded', 'true');
  const body = copy('[data-card-body]');
  item.append(body);
  body.addEventListener('click', (/** @type {any} */ event) => act(desk, event));
  one('[data-note]', body).addEventListener('input', (/** @type {any} */ event) => desk.actions.setNote(event.target.value));
  body.addEventListener('change', (/** @type {any} */ event) => {
    if (event.target.name === 'confidence') desk.actions.setConfidence(Number(event.target.value));
  });
  mountFields(desk, one('[data-fields]', body), annotation);
  if (desk.readonly) lock(body);
  fill(desk, item, annotation);
}

/** @param {HTMLElement} item */
export function closeCard(item) {
  const body = one('.card-body', item);
  if (body?.contains(document.activeElement)) one('.card-head', item).focus();
  body?.dispatchEvent(new CustomEvent('closing'));
  body?.remove();
  item.classList.remove('active');
  one('.card-head', item).setAttribute('aria-expanded', 'false');
}

/** Shows what has changed, in the open body too. @param {Desk} desk @param {HTMLElement} item @param {Annotation} annotation */
export function refreshCard(desk, item, annotation) {
  const retagged = item.dataset.tag !== annotation.tag;
  showHead(desk, item, annotation);
  const body = one('.card-body', item);
  if (!body) return;
  const fields = one('[data-fields]', body);
  if (retagged) mountFields(desk, fields, annotation);
  else fields.dispatchEvent(new CustomEvent('refresh', { detail: annotation }));
  fill(desk, item, annotation);
}

function fill(desk, item, annotation) {
  const words = one('[data-quote]', item);
  write(words, place(annotation));
  const note = one('[data-note]', item);
  one('[data-note-field]', item).hidden = !annotation.note && note !== document.activeElement && !note.value;
  if (note !== document.activeElement) note.value = annotation.note ?? '';
  for (const radio of item.querySelectorAll('[name="confidence"]')) radio.checked = Number(radio.value) === annotation.confidence;
  showLinks(desk, one('[data-links]', item), annotation);
  showSources(desk, one('[data-sources]', item), annotation);
}

function act(desk, event) {
  const name = event.target.closest('[data-act]')?.dataset.act;
  if (!name) return;
  if (name === 'close') desk.activate(null);
  else desk.actions[name]?.();
}

function lock(body) {
  for (const control of body.querySelectorAll('input, select, textarea')) control.disabled = true;
  for (const button of body.querySelectorAll('[data-acts] button:not([data-act="close"])')) button.remove();
}

function set(item, name, value) {
  if (value === undefined) delete item.dataset[name];
  else if (item.dataset[name] !== String(value)) item.dataset[name] = String(value);
}

function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
