/** The annotator's form beside the fields of a scheme, made anew while one types. */

import { all, debounce, one } from '../lib/dom.js';

const PAUSE = 250;

for (const form of all('[data-previews]')) {
  const later = debounce(PAUSE, () => preview(form));
  form.addEventListener('input', () => later());
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
  for (const made of all('[data-preview-of]', page)) {
    const shown = one(`[data-preview-of="${CSS.escape(made.dataset.previewOf)}"]`);
    shown?.replaceChildren(...made.childNodes);
  }
}
