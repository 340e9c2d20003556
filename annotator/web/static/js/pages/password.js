/** Password fields: shown for a moment when wished, and for a new one words on how strong it may be. */

import { make, t } from '../lib/dom.js';
import { strength } from '../model/strength.js';

for (const field of document.querySelectorAll('[data-password-field]')) mount(field);

/** @param {HTMLInputElement} field */
function mount(field) {
  const show = make('button', { type: 'button', class: 'link-button', 'aria-pressed': 'false', 'aria-controls': field.id }, t('Show'));
  show.setAttribute('aria-label', t('Show: {trim}', { trim: field.labels?.[0]?.firstChild?.textContent?.trim() ?? 'password' }));
  const row = make('div', { class: 'row apart password-aids' });
  if (field.dataset.passwordField === 'strength') row.append(mountWords(field));
  row.append(show);
  field.after(row);
  const turn = (/** @type {boolean} */ seen) => {
    field.type = seen ? 'text' : 'password';
    show.setAttribute('aria-pressed', String(seen));
    show.textContent = seen ? t('Hide') : t('Show');
  };
  show.addEventListener('click', () => turn(field.type === 'password'));
  field.form?.addEventListener('submit', () => turn(false));
}

/** @param {HTMLInputElement} field @returns {HTMLElement} */
function mountWords(field) {
  const words = make('output', { class: 'quiet', for: field.id, 'aria-live': 'polite' });
  field.addEventListener('input', () => { words.textContent = strength(field.value).words; });
  return words;
}
