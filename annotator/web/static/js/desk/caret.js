/** A caret in the text that keys can move: painted here, since browsers show none in text that cannot be typed into. */

import { sentenceAt, sentenceEdge } from '../lib/boundaries.js';
import { make, one, t } from '../lib/dom.js';
import { caretSpot } from './place.js';
import { select, selected } from './select.js';

const MOVES = {
  ArrowLeft: ['left', 'character'], ArrowRight: ['right', 'character'],
  ArrowUp: ['backward', 'line'], ArrowDown: ['forward', 'line'],
  Home: ['backward', 'lineboundary'], End: ['forward', 'lineboundary'],
};

/** @param {import('./desk.js').Desk} desk */
export function mountCaret(desk) {
  const overlay = one('[data-overlay]');
  const cursor = make('i', { class: 'cursor', hidden: true });
  overlay.append(cursor);
  const show = () => paint(desk, cursor);
  document.addEventListener('selectionchange', show);
  desk.text.addEventListener('focus', () => begin(desk));
  desk.text.addEventListener('blur', show);
  desk.on('resized', show);
  desk.text.addEventListener('keydown', (event) => move(desk, event));
  desk.actions.sentenceBack = () => hop(desk, -1);
  desk.actions.sentenceOn = () => hop(desk, 1);
  desk.actions.sentence = () => takeSentence(desk);
}

/** The caret stands somewhere as soon as the text has the focus. */
function begin(desk) {
  if (selected(desk)) return;
  const at = desk.current?.anchor.segments[0]?.start ?? firstOfArticle(desk);
  select(desk, at, at, false);
}

function firstOfArticle(desk) {
  const place = desk.index.units.findIndex((units, at) => units.text.trim()
    && !desk.boilerplate.some(({ start, end }) => start <= desk.index.starts[at] && desk.index.starts[at] < end));
  return desk.index.starts[Math.max(0, place)];
}

function move(desk, event) {
  const [way, step] = MOVES[event.key] ?? [];
  if (!way || event.altKey) return;
  event.preventDefault();
  const wide = event.ctrlKey || event.metaKey;
  if (wide && step !== 'character') leap(desk, event);
  else getSelection().modify(event.shiftKey ? 'extend' : 'move', way, wide ? 'word' : step);
  keepInside(desk);
  follow(desk);
}

/** Ctrl with an arrow up or down goes by paragraph, with Home and End to the ends of the text. */
function leap(desk, { key, shiftKey }) {
  const place = selected(desk);
  const at = place?.focus ?? 0;
  const blocks = desk.index.starts.filter((_, node) => desk.index.units[node].text.trim());
  const to = { Home: 0, End: desk.index.length, ArrowUp: blocks.findLast((start) => start < at) ?? 0 }[key]
    ?? blocks.find((start) => start > at) ?? desk.index.length;
  const [node, units] = desk.index.visible(to);
  if (shiftKey) getSelection().extend(node, units);
  else getSelection().collapse(node, units);
}

/** Moving on past the last word must not lead out of the text. */
function keepInside(desk) {
  const selection = getSelection();
  if (desk.text.contains(selection.focusNode)) return;
  const after = desk.text.compareDocumentPosition(selection.focusNode) & Node.DOCUMENT_POSITION_FOLLOWING;
  const [node, units] = desk.index.visible(after ? desk.index.length : 0);
  if (selection.isCollapsed || !desk.text.contains(selection.anchorNode)) selection.collapse(node, units);
  else selection.extend(node, units);
}

/** Keeps the moving end of the selection in view. @param {import('./desk.js').Desk} desk */
export function follow(desk) {
  const place = selected(desk);
  if (!place) return;
  const { top, height } = caretSpot(desk, place.focus, { left: 0, top: 0 });
  if (top < 90) scrollBy({ top: top - innerHeight / 3 });
  else if (top + height > innerHeight - 110) scrollBy({ top: top - innerHeight * 0.6 });
}

function hop(desk, way) {
  const place = selected(desk);
  const to = sentenceEdge(desk.index, place?.focus ?? firstOfArticle(desk), way, desk.language);
  select(desk, to);
  follow(desk);
}

function takeSentence(desk) {
  const place = selected(desk);
  const found = place && sentenceAt(desk.index, place.focus, desk.language);
  if (!found) return desk.say(t('Put the caret into a sentence first.'));
  select(desk, found.start, found.end);
}

function paint(desk, cursor) {
  const place = document.activeElement === desk.text ? selected(desk) : null;
  cursor.hidden = !place || place.start !== place.end;
  if (cursor.hidden) return;
  const spot = caretSpot(desk, place.start, desk.frame.getBoundingClientRect());
  cursor.style.setProperty('translate', `${spot.left}px ${spot.top}px`);
  cursor.style.setProperty('--high', `${spot.height}px`);
}
