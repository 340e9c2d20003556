/** Attributes that name entities: one is searched for while its name is typed, or made. */

import { combobox } from '../lib/combobox.js';
import { changed, make, one, t } from '../lib/dom.js';

/** @type {import('./kinds.js').Kind} */
export function entity(element, desk, search) {
  /** @type {string | null | undefined} */ let id;
  const input = one('input', element);
  const show = () => { if (search.words) input.value = search.words; else desk.names.show(id, input); };
  const take = (/** @type {string} */ found) => { id = found; search.words = ''; show(); changed(input); };
  const typed = () => {
    search.words = input.value.trim() === desk.names.label(id) ? '' : input.value;
    if (!input.value.trim() && id) take(null);
  };
  searched(element, desk, search, { take, typed, show });
  input.addEventListener('blur', show);
  const write = (/** @type {string | null} */ value) => {
    if (id !== undefined && id !== value) search.words = '';
    id = value;
    show();
  };
  return { read: () => id ?? null, write };
}

/** @type {import('./kinds.js').Kind} */
export function entities(element, desk, search) {
  let ids = [];
  const [input, list] = [one('input', element), one('[data-chosen]', element)];
  const show = () => {
    input.value = search.words;
    list.replaceChildren(...ids.map((id) => chosen(desk, id, () => { ids = ids.filter((other) => other !== id); show(); changed(input); })));
  };
  const take = (/** @type {string} */ found) => { ids = [...ids.filter((id) => id !== found), found]; search.words = ''; show(); changed(input); };
  searched(element, desk, search, { take, typed: () => { search.words = input.value; }, show });
  return { read: () => ids.length ? ids : null, write: (value) => { ids = value ?? []; show(); } };
}

/** Typing into a combobox is a search, not yet a change: it is kept until something is chosen, and Escape ends it. */
function searched(element, desk, search, { take, typed, show }) {
  const input = one('input', element);
  const hint = make('p', { class: 'help', hidden: true });
  element.append(hint);
  const tell = () => {
    hint.hidden = !search.words || input === document.activeElement;
    hint.textContent = hint.hidden ? '' : t('Not chosen yet. Enter here chooses or adds it.');
  };
  combobox(input, desk.names.options, (choice) => desk.names.choose(choice, input.value, take));
  input.addEventListener('input', (event) => { event.stopPropagation(); typed(); });
  input.addEventListener('keydown', (event) => { if (event.key === 'Escape' && search.words) { search.words = ''; show(); } });
  for (const name of ['focus', 'blur', 'chosen']) input.addEventListener(name, () => tell());
  tell();
}

function chosen(desk, id, remove) {
  const name = make('span', {});
  desk.names.show(id, name);
  return make('li', {}, name, make('button', { type: 'button', 'aria-label': t('Remove'), click: remove }, '×'));
}
