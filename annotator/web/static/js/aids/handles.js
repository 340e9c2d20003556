/** Grips at the ends of the open annotation's words: a boundary is dragged with mouse, pen or finger. */

import { isDense, sentenceAt, wholeGraphemes, wordAt } from '../lib/boundaries.js';
import { make, one, t } from '../lib/dom.js';
import { edit } from '../model/acts.js';
import { runsLeft } from '../desk/place.js';
import { withEdge } from '../model/anchors.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk */
export function handles(desk) {
  const overlay = one('[data-overlay]');
  const draw = () => requestAnimationFrame(() => show(desk, overlay));
  for (const name of ['active', 'resized', 'loaded']) desk.on(name, draw);
  desk.on('changed', ({ ids }) => { if (ids.includes(desk.active)) draw(); });
  draw();
  overlay.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => begin(desk, event));
}

function show(desk, overlay) {
  overlay.querySelectorAll('.grip').forEach((/** @type {Element} */ old) => old.remove());
  const { current } = desk;
  if (current?.anchor.kind !== 'span' || desk.readonly) return;
  const frame = desk.frame.getBoundingClientRect();
  const spots = current.anchor.segments.flatMap((segment, place) => ['start', 'end'].map((edge) => grip(desk, frame, segment, place, edge)));
  overlay.append(...spots.filter(Boolean));
}

function grip(desk, frame, { start, end }, place, edge) {
  const range = edge === 'start' ? desk.index.range(start, start + 1) : desk.index.range(end - 1, end);
  const rect = [...range.getClientRects()].at(edge === 'start' ? 0 : -1);
  if (!rect) return null;
  const leftwards = runsLeft(range.startContainer, range.toString());
  const element = make('i', { class: `grip ${edge}`, 'data-grip': edge, 'data-place': place, 'data-colour': desk.scheme.tags[desk.current.tag]?.colour });
  element.style.setProperty('translate', `${((edge === 'start') === leftwards ? rect.right : rect.left) - frame.left}px ${rect.top - frame.top}px`);
  element.style.setProperty('--high', `${rect.height}px`);
  return element;
}

function begin(desk, event) {
  const handle = event.target.closest?.('[data-grip]');
  if (!handle || event.button !== 0) return;
  event.preventDefault();
  const drag = { id: desk.active, edge: handle.dataset.grip, place: Number(handle.dataset.place), anchor: null };
  const gone = new AbortController();
  const { signal } = gone;
  document.body.classList.add('dragging');
  const stop = () => {
    gone.abort();
    document.body.classList.remove('dragging');
    desk.tell('targets', { ids: [] });
  };
  document.addEventListener('pointermove', (moved) => move(desk, drag, moved), { signal });
  document.addEventListener('pointerup', () => { stop(); drop(desk, drag); }, { signal });
  document.addEventListener('pointercancel', stop, { signal });
  document.addEventListener('keydown', (key) => { if (key.key === 'Escape') { key.preventDefault(); key.stopPropagation(); stop(); } }, { signal, capture: true });
}

function move(desk, drag, { clientX, clientY }) {
  const at = offsetAt(desk, clientX, clientY);
  const annotation = desk.layer.annotations.get(drag.id);
  if (at === null || !annotation) return;
  const to = settled(desk, at, drag.edge);
  const anchor = withEdge(desk.index, annotation.anchor, drag.edge, to, desk.boilerplate, drag.place);
  if (!anchor) return;
  drag.anchor = anchor;
  desk.tell('previewed', { anchor });
}

function drop(desk, { id, anchor }) {
  if (anchor && desk.do(edit(desk.layer, id, { anchor }))) desk.say(t('Boundary moved.'));
}

function offsetAt(desk, x, y) {
  const spot = document.caretPositionFromPoint?.(x, y);
  const range = spot ? null : document.caretRangeFromPoint?.(x, y);
  const [node, units] = spot ? [spot.offsetNode, spot.offset] : [range?.startContainer, range?.startOffset];
  return node && desk.text.contains(node) ? desk.index.offset(node, units) : null;
}

/** Where a dragged edge comes to rest: at a whole character, or the nearer end of a word or sentence. */
function settled(desk, at, edge) {
  const { index, language, keys } = desk;
  const [whole] = wholeGraphemes(index, at, at);
  if (keys.snap === 'off' || isDense(index, edge === 'start' ? at : at - 1)) return whole;
  const part = keys.snap === 'word' ? wordAt(index, at, language) : sentenceAt(index, at, language);
  if (!part || at < part.start || at > part.end) return whole;
  return keys.snap === 'sentence' ? part[edge] : (at - part.start < part.end - at ? part.start : part.end);
}
