/** Marks the places where something is missing with a caret over the text, never in it. */

import { make, one } from '../lib/dom.js';
import { caretSpot } from './place.js';

/** @param {import('./desk.js').Desk} desk */
export function mountPoints(desk) {
  const overlay = one('[data-overlay]');
  const draw = () => requestAnimationFrame(() => redraw(desk, overlay));
  for (const name of ['loaded', 'resized', 'filtered']) desk.on(name, draw);
  desk.on('changed', ({ ids }) => { if (ids.some((/** @type {string} */ id) => concerns(desk, overlay, id))) redraw(desk, overlay); });
  desk.on('active', () => light(desk, overlay));
}

function concerns(desk, overlay, id) {
  return desk.layer.annotations.get(id)?.anchor.kind === 'point' || one(`[data-point="${CSS.escape(id)}"]`, overlay);
}

function redraw(desk, overlay) {
  const frame = desk.frame.getBoundingClientRect();
  const points = [...desk.layer.annotations.values()].filter(({ id, anchor }) => anchor.kind === 'point' && !desk.filtered?.has(id));
  const spots = points.map(({ anchor }) => caretSpot(desk, anchor.segments[0].start, frame));
  const marks = points.map(({ id }, place) => mark(id, spots[place]));
  overlay.querySelectorAll('.point').forEach((/** @type {Element} */ old) => old.remove());
  overlay.append(...marks);
  light(desk, overlay);
}

function mark(id, { left, top, height }) {
  const element = make('i', { class: 'point', 'data-point': id });
  element.style.setProperty('translate', `${left}px ${top}px`);
  element.style.setProperty('--high', `${height}px`);
  return element;
}

function light(desk, overlay) {
  for (const point of overlay.querySelectorAll('.point')) {
    point.classList.toggle('active', point.dataset.point === desk.active);
  }
}
