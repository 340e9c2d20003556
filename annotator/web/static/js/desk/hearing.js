/** What a listener hears: where annotations begin and end as the caret moves, and that everything is saved. */

import { announce, debounce, fixture, make, t } from '../lib/dom.js';
import { at } from '../model/hits.js';
import { line } from '../model/summary.js';
import { selected } from './select.js';

/** @param {import('./desk.js').Desk} desk */
export function mountHearing(desk) {
  /** @type {Set<string>} */ let before = new Set();
  document.addEventListener('selectionchange', () => {
    const place = document.activeElement === desk.text ? selected(desk) : null;
    if (!place || place.start !== place.end) return;
    const here = new Set(at(desk.layer.annotations.values(), place.start, 0));
    const words = [...left(desk, before, here), ...entered(desk, before, here)];
    before = here;
    if (words.length) announce(words.join('. '));
  });
  hearSaved(desk);
}

/** Once things have come to rest, in a voice of its own so that it cuts nothing else short. */
function hearSaved(desk) {
  const voice = make('p', { class: 'visually-hidden', role: 'status', 'data-voice-saved': true });
  document.body.append(voice);
  let before = 'saved';
  const tell = debounce(900, () => {
    const state = fixture('[data-saving]').dataset.saving;
    if (state === 'saved' && before !== 'saved') voice.textContent = t('Saved');
    before = state;
  });
  desk.on('saving', () => {
    const state = fixture('[data-saving]').dataset.saving;
    if (state !== 'saved') { before = state; voice.textContent = ''; }
    tell();
  });
}

function left(desk, before, here) {
  return [...before].filter((id) => !here.has(id) && desk.layer.annotations.has(id)).map((id) => t('End of {tag}', { tag: label(desk, id) }));
}

function entered(desk, before, here) {
  return [...here].filter((id) => !before.has(id)).map((id) => {
    const annotation = desk.layer.annotations.get(id);
    return annotation.anchor.kind === 'point' ? t('{tag} here: {line}', { tag: label(desk, id), line: line(annotation, desk.scheme) }) : `${label(desk, id)}: ${line(annotation, desk.scheme)}`;
  });
}

function label(desk, id) {
  const { tag } = desk.layer.annotations.get(id);
  return desk.scheme.tags[tag]?.label ?? tag;
}
