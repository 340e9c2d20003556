/** Small helps on the pages; each page works without them. */

import { keepTyped } from './several.js';
import { t } from '../lib/words.js';

for (const form of document.querySelectorAll('form[method="post"]')) sendOnce(form);
for (const page of document.querySelectorAll('[data-several]')) keepTyped(page);
for (const tab of document.querySelectorAll('.tabs [aria-current]')) bringIn(tab);
for (const input of document.querySelectorAll('[data-filter]')) mountFilter(input);
for (const button of document.querySelectorAll('[data-copy]')) mountCopy(button);
for (const form of document.querySelectorAll('[data-slugs]')) mountSlugs(form);
for (const meter of document.querySelectorAll('[data-job]')) follow(meter);

/** Where the tabs of a project run over the edge, the one that is open is seen. @param {Element} tab */
function bringIn(tab) {
  const [seen, place] = [tab.parentElement.getBoundingClientRect(), tab.getBoundingClientRect()];
  tab.parentElement.scrollLeft += (place.left + place.right - seen.left - seen.right) / 2;
}

/** A second press while the first is on its way does nothing. @param {HTMLFormElement} form */
function sendOnce(form) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () => { delete form.dataset.sent; });
}

/** Hides the rows of a table that do not hold what is typed. @param {HTMLInputElement} input */
function mountFilter(input) {
  const rows = document.getElementById(input.dataset.filter).tBodies[0].rows;
  input.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
}

/** Shows how far long work is, and loads the page again when it is over. @param {HTMLElement} meter */
async function follow(meter) {
  const bar = meter.querySelector('progress');
  for (;;) {
    await new Promise((over) => { setTimeout(over, 1000); });
    const answer = await fetch(`/api/v1/jobs/${meter.dataset.job}`).catch(() => null);
    if (!answer?.ok) return;
    const job = await answer.json();
    if (job.state !== 'queued' && job.state !== 'running') break;
    [bar.max, bar.value] = [job.total || 1, job.done];
  }
  location.reload();
}

/** @param {HTMLButtonElement} button */
function mountCopy(button) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = t('Copied');
    } catch { button.textContent = t('Press Ctrl+C'); }
  });
}

/** Proposes a short name from the title until one is typed. @param {HTMLFormElement} form */
function mountSlugs(form) {
  const { title, slug } = form.elements;
  let own = slug.value !== '';
  slug.addEventListener('input', () => { own = slug.value !== ''; });
  title.addEventListener('input', () => { if (!own) slug.value = slugOf(title.value); });
}

/** @param {string} title @returns {string} */
function slugOf(title) {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 64);
}
