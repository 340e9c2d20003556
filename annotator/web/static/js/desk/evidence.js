/** What can be said of a linked source at once: whether its quotation stands in the capture, and whether it came too late. */

import { t } from '../lib/words.js';
import { ask } from '../lib/api.js';

const FOUND = {
  exact: t('Found in the capture, word for word.'),
  normalised: t('Found in the capture but for spaces, quotes or capitals.'),
  absent: t('Not found in the capture.'),
};
const LEFT = t('Not found word for word. What is nearly it was not looked for, which would take too long: compare it with the capture yourself.');
const KINDS = { exact: 'good', normalised: 'good', fuzzy: 'warn', absent: 'bad' };
/** @type {Map<string, Promise<any>>} */ const asked = new Map();

/** @param {import('./desk.js').Desk} desk @param {HTMLElement} place @param {{source: string, quote: string | null}} link */
export async function showEvidence(desk, place, link) {
  const source = await desk.sources.find(link.source);
  const check = link.quote && source.capture ? await look(desk, link, source.capture.sha256) : null;
  const left = check?.check === 'absent' && check.score === null;
  const said = left ? LEFT : check && (FOUND[check.check] ?? t('Nearly found in the capture, {score} % alike.', { score: check.score }));
  const late = isLater(source.published, desk.root.dataset.published) ? t('The source is later than the article.') : '';
  place.dataset.kind = late || left ? 'warn' : KINDS[check?.check] ?? 'plain';
  place.textContent = [said, late].filter(Boolean).join(' ');
  place.hidden = !place.textContent;
}

/** Compared at the coarser precision; equal is not later. @param {string | null} one @param {string | undefined} other */
export function isLater(one, other) {
  const width = Math.min(one?.length ?? 0, other?.length ?? 0);
  return width > 0 && one.slice(0, width) > other.slice(0, width);
}

async function look(desk, { source, quote }, sha256) {
  const key = `${source} ${sha256} ${quote}`;
  const path = `/projects/${desk.project}/sources/${source}/quote-check?quote=${encodeURIComponent(quote.slice(0, 1000))}`;
  if (!asked.has(key)) asked.set(key, ask('GET', path));
  const { status, body } = await asked.get(key);
  if (status !== 200) asked.delete(key);
  return status === 200 && body.check ? body : null;
}
