/** Characters that cannot be seen, shown over the text by their names: nothing is put into it. */

import { make, one, t } from '../lib/dom.js';
import { caretSpot } from '../desk/place.js';
import { unseen } from './unseen.js';

const MOST = 2000;
/** The size of a name, in pixels: what would lie over another stands below it. */
const [WIDE, HIGH] = [24, 12];
let shown = false;

/** @param {import('../desk/desk.js').Desk} desk */
export function hidden(desk) {
  shown = !shown;
  const found = unseen(desk.index.slice(0, desk.index.length));
  if (shown) desk.on('resized', () => draw(desk, found));
  draw(desk, found);
  if (!shown) return desk.say(t('Hidden characters are not shown.'));
  desk.say(found.length ? t('Hidden characters: {n}. {kinds}', { n: found.length, kinds: kinds(found) }) : t('This text has no hidden characters.'));
}

function draw(desk, found) {
  const overlay = one('[data-overlay]');
  overlay.querySelectorAll('.unseen').forEach((/** @type {Element} */ old) => old.remove());
  if (!shown) return;
  const frame = desk.frame.getBoundingClientRect();
  const spots = found.slice(0, MOST).map(({ at }) => caretSpot(desk, at, frame));
  overlay.append(...spots.map(({ left, top, height }, place) => {
    const before = spots.slice(0, place).filter((spot) => Math.abs(spot.left - left) < WIDE && Math.abs(spot.top - top) < WIDE);
    const mark = make('i', { class: 'unseen', title: found[place].words }, found[place].name);
    mark.style.setProperty('translate', `${left}px ${top + height + before.length * HIGH}px`);
    return mark;
  }));
}

function kinds(found) {
  return Object.entries(Object.groupBy(found, ({ words }) => words)).map(([words, all]) => `${words}: ${all.length}`).join(', ');
}
