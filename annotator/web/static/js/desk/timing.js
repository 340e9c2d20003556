/** The clock of the desk: shows how long was worked on the article, and gives each act its seconds. */

import { afterPaint, one, t } from '../lib/dom.js';
import { Stopwatch } from '../model/stopwatch.js';

const MOVES = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll', 'input'];
const EVERY = 1000;

/** @param {import('./desk.js').Desk} desk */
export function mountTiming(desk) {
  const place = `annotator:time:${desk.user}:${desk.article}`;
  const watch = new Stopwatch(Date.now(), read(place));
  const shown = one('[data-spent]');
  const before = Number(shown?.dataset.seconds ?? 0) * 1000 + watch.held;
  let heard = 0;
  const keep = () => { try { localStorage.setItem(place, String(Math.round(watch.held))); } catch { /* holds for this visit */ } };
  const move = () => {
    const now = Date.now();
    if (now - heard < EVERY) return;
    heard = now;
    watch.move(now);
    keep();
    show(shown, before + watch.total);
  };
  desk.takeSeconds = () => { const seconds = desk.readonly ? 0 : watch.take(Date.now()); afterPaint(keep); return seconds; };
  desk.giveBack = (seconds) => { watch.held += seconds * 1000; keep(); };
  if (desk.readonly) return;
  for (const name of MOVES) addEventListener(name, move, { passive: true, capture: true });
  document.addEventListener('visibilitychange', () => { watch[document.hidden ? 'hide' : 'show'](Date.now()); keep(); });
  addEventListener('pagehide', () => { watch.hide(Date.now()); keep(); });
  show(shown, before);
}

function show(place, milliseconds) {
  const minutes = Math.floor(milliseconds / 60_000);
  const words = minutes < 60 ? t('{minutes} min', { minutes }) : t('{floor} h {minutes} min', { floor: Math.floor(minutes / 60), minutes: minutes % 60 });
  if (place && place.textContent !== words) place.textContent = words;
}

function read(place) {
  try { return Number(localStorage.getItem(place)) || 0; } catch { return 0; }
}
