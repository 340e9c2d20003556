/** The guideline beside the text, opened at the tag in hand. */

import { all, one } from '../lib/dom.js';

/** @param {import('./desk.js').Desk} desk */
export function mountGuideline(desk) {
  const panel = one('[data-guideline]');
  const opener = one('[data-open-guideline]');
  desk.actions.guideline = () => toggle(desk, panel, opener);
  opener.addEventListener('click', () => toggle(desk, panel, opener));
  one('[data-close-guideline]').addEventListener('click', () => toggle(desk, panel, opener));
}

function toggle(desk, panel, opener) {
  panel.hidden = !panel.hidden;
  document.body.classList.toggle('guided', !panel.hidden);
  opener.setAttribute('aria-expanded', String(!panel.hidden));
  if (panel.hidden) return opener.focus();
  const tag = desk.current?.tag;
  (tag ? passage(panel, desk.scheme.tags[tag].label, tag) : one('h2', panel)).scrollIntoView({ block: 'start' });
  one('h2', panel).focus({ preventScroll: true });
}

/** The first heading that names the tag, or the tag's definition. */
function passage(panel, label, tag) {
  const named = all('.guideline-text :is(h1, h2, h3, h4)', panel);
  return named.find(({ textContent }) => textContent.toLowerCase().includes(label.toLowerCase())) ?? one(`#guide-${CSS.escape(tag)}`, panel);
}
