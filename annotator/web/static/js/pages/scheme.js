/** The annotator's form beside the fields of a scheme, made anew while one types, and asking what it would ask. */

import { all, debounce, one } from '../lib/dom.js';
import { holds } from '../model/conditions.js';

const PAUSE = 250;

for (const form of all('[data-previews]')) {
  const later = debounce(PAUSE, () => preview(form));
  form.addEventListener('input', () => later());
}
for (const shown of all('[data-preview-of]')) {
  shown.addEventListener('input', () => ask(shown));
  ask(shown);
}

/** Asks for the page as it would be, and takes the forms from it. @param {HTMLFormElement} form */
function preview(form) {
  const sent = new FormData(form);
  sent.append('act', 'preview');
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.responseType = 'document';
  request.addEventListener('load', () => { if (request.status === 200) take(request.responseXML); });
  request.send(new URLSearchParams(/** @type {any} */ (sent)));
}

/** @param {Document} page */
function take(page) {
  for (const name of ['previewOf', 'live']) {
    const attribute = name === 'live' ? 'data-live' : 'data-preview-of';
    for (const made of all(`[${attribute}]`, page)) {
      const shown = one(`[${attribute}="${CSS.escape(made.dataset[name])}"]`);
      shown?.replaceChildren(...made.childNodes);
      if (shown && name === 'previewOf') ask(shown);
    }
  }
}

/** Shows what is asked after the answers given in the form that is shown. @param {HTMLElement} shown */
function ask(shown) {
  const fields = all('[data-attribute]', shown);
  const attributes = Object.fromEntries(fields.map((field) => [field.dataset.attribute, answer(field)]));
  for (const field of fields) {
    const asked = field.dataset.conditions ? JSON.parse(field.dataset.conditions) : null;
    if (asked) field.hidden = !holds(asked, { id: '', attributes }, []);
  }
}

/** @param {HTMLElement} field @returns {any} */
function answer(field) {
  const given = one('input:checked', field)?.value;
  if (given === undefined) return null;
  if (field.dataset.kind === 'bool') return given === 'true';
  return field.dataset.kind === 'int' ? Number(given) : given;
}
