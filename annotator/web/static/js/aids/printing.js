/** The page as it is printed: the text with numbered marks, and below it a note for each number. */

import { make, one, t } from '../lib/dom.js';
import { place, says } from '../model/summary.js';
import { blocks } from './blocks.js';
import { copyOf } from './spoken.js';
import { woven } from './woven.js';

let listening = false;

/** Lays the sheet out whenever the page is about to be printed. @param {import('../desk/desk.js').Desk} desk */
export function readyToPrint(desk) {
  if (listening) return;
  listening = true;
  addEventListener('beforeprint', () => lay(desk));
  addEventListener('afterprint', clear);
}

/** @param {import('../desk/desk.js').Desk} desk */
export function print(desk) {
  readyToPrint(desk);
  globalThis.print();
}

function clear() {
  document.body.classList.remove('sheeted');
  one('[data-sheet]')?.remove();
}

function lay(desk) {
  clear();
  document.body.classList.add('sheeted');
  const order = desk.layer.ordered().filter(({ id }) => !desk.filtered?.has(id));
  const numbers = new Map(order.map(({ id }, at) => [id, at + 1]));
  const slice = (/** @type {number} */ start, /** @type {number} */ end) => desk.index.slice(start, end);
  const text = blocks(desk).map((block) => make(copyOf(block.element), { dir: 'auto', class: block.element.className || null, 'data-words': block.element.dataset.words ?? null },
    ...woven(slice, block, order).map((piece) => printed(desk, piece, numbers, slice))));
  one('main').append(make('section', { class: 'sheet', 'data-sheet': true, lang: desk.text.lang || null },
    one('.text-head h1') && make('h3', { dir: 'auto' }, one('.text-head h1').textContent), by(), ...text,
    make('h2', {}, t('Annotations')), make('ol', {}, ...order.map((one) => note(desk, one)))));
}

function by() {
  const line = make('p', { class: 'by' });
  const shown = one('.text-head .by');
  line.append(...[...shown.querySelectorAll('bdi')].flatMap((part, at) => [at ? ' · ' : '', part.cloneNode(true)]));
  return line;
}

function printed(desk, piece, numbers) {
  if (piece.kind === 'begin' || piece.kind === 'on') return '';
  if (piece.kind !== 'words') return make('sup', {}, `${piece.kind === 'point' ? '‸' : ''}${numbers.get(piece.id)}`);
  const inner = piece.within.at(-1);
  if (!inner) return piece.text;
  return piece.within.reduce((held, id) => make('span', { class: 'mark', 'data-tag': colour(desk, id) }, held), piece.text);
}

function colour(desk, id) {
  const { tag } = desk.layer.annotations.get(id);
  return desk.scheme.tags[tag]?.colour ?? tag;
}

function note(desk, annotation) {
  const { tag, sources, note: words } = annotation;
  const said = says(annotation, desk.scheme);
  const links = desk.layer.relationsOf(annotation.id).filter(({ from }) => from === annotation.id)
    .map(({ type, to }) => `${desk.scheme.relations[type]?.label ?? type} ${place(desk.layer.annotations.get(to))}`);
  const titles = sources.map(({ source }) => desk.sources.known.get(source)?.title ?? t('Source')).join('; ');
  const speaker = desk.names.label(annotation.attributes.speaker ?? annotation.attributes.omitter ?? null);
  const lines = [said, speaker && t('By {speaker}', { speaker }), ...links, titles && t('Sources: {titles}', { titles }), words && t('Note: {words}', { words })].filter(Boolean);
  return make('li', {}, make('strong', {}, desk.scheme.tags[tag]?.label ?? tag), ' ', make('bdi', {}, place(annotation)), ...lines.map((line) => make('div', { dir: 'auto' }, line)));
}
