/** The reading view: the text in one line, in which each annotation says where it begins and ends. */

import { copyOf, spoken } from './spoken.js';
import { make, one, t } from '../lib/dom.js';
import { line } from '../model/summary.js';
import { blocks } from './blocks.js';
import { woven } from './woven.js';

/** @param {import('../desk/desk.js').Desk} desk */
export function linear(desk) {
  const open = one('[data-linear]');
  if (open) return close(desk, open);
  const body = make('div', { class: 'linear-text', lang: desk.text.lang || null });
  const draw = () => body.replaceChildren(...paragraphs(desk));
  const view = make('section', { class: 'linear', 'data-linear': true, 'aria-labelledby': 'linear-title' },
    make('header', { class: 'row' }, make('h2', { id: 'linear-title', tabindex: '-1' }, t('Reading view')),
      make('button', { type: 'button', class: 'button plain small', click: () => close(desk, view) }, t('Close'))),
    make('p', { class: 'quiet' }, t('Every annotation is named where it begins and where it ends. The names lead to the cards.')), body);
  view.addEventListener('keydown', (/** @type {any} */ event) => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); close(desk, view); } });
  draw();
  desk.on('changed', () => { if (view.isConnected) draw(); });
  one('.column').prepend(view);
  one('h2', view).focus();
}

function close(desk, view) {
  view.remove();
  desk.text.focus({ preventScroll: true });
}

function paragraphs(desk) {
  const whole = desk.layer.ordered().filter(({ anchor }) => anchor.kind === 'article');
  const slice = (/** @type {number} */ start, /** @type {number} */ end) => desk.index.slice(start, end);
  const text = blocks(desk).map((block) => make(copyOf(block.element), { dir: 'auto', class: block.element.className || null, 'data-words': block.element.dataset.words ?? null },
    ...woven(slice, block, desk.layer.ordered()).map((piece) => shown(desk, piece))));
  return [...(whole.length ? [make('p', {}, t('On the whole article: '), ...whole.map(({ id }) => way(desk, id, line(desk.layer.annotations.get(id), desk.scheme))))] : []), ...text];
}

function shown(desk, piece) {
  if (piece.kind === 'words') return piece.text;
  return way(desk, piece.id, spoken(desk, piece));
}

function way(desk, id, words) {
  const { tag } = desk.layer.annotations.get(id);
  const click = (/** @type {Event} */ event) => { event.preventDefault(); desk.activate(id, { focus: true }); };
  return make('a', { class: 'linear-mark', href: `#a-${id}`, 'data-tag': tag, 'data-colour': desk.scheme.tags[tag]?.colour ?? tag, click }, words);
}
