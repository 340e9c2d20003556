/** A gentle tour for the first article: one hint at a time beside the text, which goes on as things are done. */

import { make, one, t } from '../lib/dom.js';
import { selected } from '../desk/select.js';

const STEPS = [
  [t('Select some words in the text: a claim, say. With the mouse, a finger, or Shift and the arrow keys.'), (desk) => { const place = selected(desk); return place && place.start < place.end; }],
  [t('Now press the letter of a tag, or choose one below the text.'), (desk) => desk.layer.annotations.size > 0],
  [t('The card asks what matters; a star marks what is needed. Escape leads back to the text, and keeps what you gave.'), (desk) => [...desk.layer.annotations.values()].some(({ attributes }) => Object.keys(attributes).length)],
  [t('Ctrl K lists all you can do, with its key. G opens the guideline for the tag in hand.'), () => false],
  [t('Everything is saved as you go. Hand in names what is still missing. That is all.'), () => false],
];

/** @param {import('../desk/desk.js').Desk} desk */
export function tour(desk) {
  one('[data-tour]')?.remove();
  const words = make('p', { role: 'status' });
  const next = make('button', { type: 'button', class: 'button small', click: () => go() }, t('Next'));
  const box = make('aside', { class: 'tour', 'data-tour': true, 'aria-label': t('First steps') }, words,
    make('div', { class: 'row' }, next, make('button', { type: 'button', class: 'link-button', click: () => end() }, t('End the tour'))));
  let at = -1;
  const gone = new AbortController();
  const end = () => { gone.abort(); box.remove(); desk.cards.margin.measure(); remember(desk); };
  const go = () => {
    at += 1;
    if (at >= STEPS.length) return end();
    words.textContent = t('{at} of {n}. {at2}', { at: at + 1, n: STEPS.length, at2: STEPS[at][0] });
    next.textContent = at === STEPS.length - 1 ? t('Done') : t('Next');
  };
  const look = () => { if (!gone.signal.aborted && STEPS[at]?.[1](desk)) go(); };
  document.addEventListener('selectionchange', look, { signal: gone.signal });
  desk.addEventListener('changed', look, { signal: gone.signal });
  one('.margin-head').after(box);
  go();
  desk.cards.margin.measure();
}

/** Offers the tour on the first article only. @param {import('../desk/desk.js').Desk} desk */
export function offerTour(desk) {
  if (!desk.readonly && !desk.layer.annotations.size && !known(desk)) tour(desk);
}

const key = (desk) => `annotator:toured:${desk.user}`;

function known(desk) {
  try { return localStorage.getItem(key(desk)) !== null; } catch { return true; }
}

function remember(desk) {
  try { localStorage.setItem(key(desk), 'yes'); } catch { /* it is shown again */ }
}
