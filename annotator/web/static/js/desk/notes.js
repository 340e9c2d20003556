/** The note and the confidence of an annotation. */

import { debounce, one, t } from '../lib/dom.js';
import { edit } from '../model/acts.js';

/** @param {import('./desk.js').Desk} desk */
export function mountNotes(desk) {
  const save = (/** @type {string} */ id, /** @type {object} */ fields, /** @type {string} */ name) => {
    if (desk.layer.annotations.has(id)) desk.do(edit(desk.layer, id, fields, name));
  };
  const later = debounce(400, save);
  desk.actions.setNote = (words) => later(desk.active, { note: words.trim() || null }, 'note');
  desk.actions.setConfidence = (confidence) => save(desk.active, { confidence }, 'confidence');
  desk.actions.note = () => write(desk);
  desk.on('active', () => later.flush());
  addEventListener('focusout', () => later.flush());
}

function write(desk) {
  if (!desk.current || desk.readonly) return desk.say(t('Open an annotation first.'));
  one('[data-note-field]', desk.card).hidden = false;
  one('[data-note]', desk.card).focus();
}
