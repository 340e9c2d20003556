/** The dialog in which the keys are shown, changed and switched off; unsent work goes out and comes back there too. */

import { make, one, t } from '../lib/dom.js';
import { bindings, isTaken } from '../model/keymap.js';
import { showKeys, store } from '../desk/keys.js';
import { bringBack, download } from '../desk/parcel.js';

/** @param {import('../desk/desk.js').Desk} desk */
export function keys(desk) {
  const dialog = one('[data-keys-dialog]');
  const single = one('[data-single-keys]', dialog);
  single.checked = desk.keys.single;
  single.onchange = () => { desk.keys.single = single.checked; store(desk); showKeys(desk); };
  const snap = one('[data-snap]', dialog);
  snap.value = desk.keys.snap;
  snap.onchange = () => { desk.keys.snap = snap.value; store(desk); };
  one('[data-keys-list]', dialog).replaceChildren(make('div', { class: 'keys' }, ...desk.table.map((binding) => row(desk, binding))));
  one('[data-close]', dialog).onclick = () => dialog.close();
  one('[data-download]', dialog).onclick = () => download(desk);
  one('[data-bring-back]', dialog).onclick = () => { dialog.close(); bringBack(desk); };
  dialog.showModal();
}

function row(desk, { name, key, words }) {
  const said = make('small', { class: 'error', role: 'alert' });
  const input = make('input', { value: key, maxlength: 1, 'aria-label': t('Key: {words}', { words }) });
  input.addEventListener('change', () => {
    const wanted = input.value.trim();
    if (wanted && isTaken(desk.table, name, wanted)) {
      input.value = desk.keys.keys[name] ?? key;
      said.textContent = t('{wanted} is taken already.', { wanted });
      return;
    }
    said.textContent = '';
    input.value = wanted;
    desk.keys.keys[name] = wanted;
    desk.table = bindings(desk.scheme.tags, desk.keys.keys);
    store(desk);
    showKeys(desk);
  });
  return make('label', { class: 'key-row' }, input, make('span', {}, words, ' ', said));
}
