/** Several forms on one page: what is typed into the others stays when one of them is sent. */

import { fill, states } from './fields.js';

/** @param {HTMLElement} page whose `data-several` tells it from others */
export function keepTyped(page) {
  const key = `annotator:typed:${document.body.dataset.user}:${page.dataset.several}`;
  /** @type {Set<HTMLFormElement>} */ const typed = new Set(page.querySelectorAll('[data-error-summary] + form'));
  for (const form of putBack(page, key)) typed.add(form);
  page.addEventListener('input', ({ target }) => {
    const { form } = /** @type {HTMLInputElement} */ (target);
    if (form) typed.add(form);
  });
  page.addEventListener('submit', ({ target }) => {
    const others = [...typed].filter((form) => form !== target);
    const kept = others.map((form) => [form.getAttribute('action'), states(form)]);
    try { sessionStorage.setItem(key, JSON.stringify(kept)); } catch { /* no storage: the page says what was saved */ }
  });
}

/** Fills in what was typed before another form was sent. @returns {HTMLFormElement[]} */
function putBack(page, key) {
  let kept = [];
  try {
    kept = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    sessionStorage.removeItem(key);
  } catch { /* no storage */ }
  const forms = kept.map(([action]) => page.querySelector(`form.form[action="${action}"]`));
  kept.forEach(([, typed], at) => { if (forms[at]) fill(forms[at], typed); });
  return forms.filter(Boolean);
}
