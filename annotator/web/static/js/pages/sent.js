/** What a form sent and the server did not keep stands in its fields again when the page is next opened in this tab. */

import { all, make, one, t } from '../lib/dom.js';
import { fill, states } from './fields.js';

/** @typedef {{ user: string, page: string, action: string, fields: [string, any][], once: string | null, failed: boolean }} Sent */

const KEY = 'annotator:sent';
const FORMS = 'form.form[method="post"]';
const COME_BACK = ['back_forward', 'reload'];

const kept = read();
if (one('[data-failed]')) markFailed();
else keepSent();

/** Puts back what did not arrive, and from now on keeps what is sent until the next page says that it did. */
function keepSent() {
  const lost = kept && kept.user === document.body.dataset.user && (kept.failed || hasComeBack());
  write(lost && kept.page !== here() ? { ...kept, failed: true } : null);
  if (lost && kept.page === here()) putBack(kept);
  const page = kept && 'answer' in document.body.dataset ? kept.page : here();
  document.addEventListener('submit', ({ target, defaultPrevented }) => {
    const form = /** @type {HTMLFormElement} */ (target);
    if (!defaultPrevented && form.matches(FORMS)) write(sent(form, page));
  });
}

/** On an error that passes, and at the log-in: leads back to where what was sent stands again.
 *  A log-in that leads elsewhere forgets it: whoever logs out leaves nothing behind. */
function markFailed() {
  if (!kept) return;
  const next = one('main [name="next"]');
  write(next && next.value !== kept.page ? null : { ...kept, failed: true });
  for (const hint of all('[data-failed]')) hint.hidden = false;
  for (const link of all('a[data-failed]')) link.href = kept.page;
}

/** @param {Sent} kept */
function putBack({ action, fields, once }) {
  const form = all(FORMS).find((each) => each.getAttribute('action') === action);
  if (!form || !fill(form, fields)) return;
  const key = one('[name="once"]', form);
  if (key && once) key.value = once;
  const words = t('This was not saved. What you sent stands here again.');
  form.prepend(make('p', { class: 'notice', 'data-kind': 'warn', role: 'status', tabindex: '-1' }, words));
  form.firstElementChild.focus();
}

/** @param {HTMLFormElement} form @param {string} page where the form stands @returns {Sent} */
function sent(form, page) {
  const user = document.body.dataset.user ?? '';
  const once = one('[name="once"]', form)?.value ?? null;
  return { user, page, action: form.getAttribute('action') ?? '', fields: states(form), once, failed: false };
}

function here() {
  return location.pathname + location.search;
}

function hasComeBack() {
  const [how] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  return COME_BACK.includes(how?.type);
}

/** @returns {Sent | null} */
function read() {
  try { return JSON.parse(sessionStorage.getItem(KEY) ?? 'null'); } catch { return null; }
}

/** @param {Sent | null} kept */
function write(kept) {
  try {
    if (kept) sessionStorage.setItem(KEY, JSON.stringify(kept));
    else sessionStorage.removeItem(KEY);
  } catch { /* no storage, or too much for it: Back has what was typed */ }
}
