/** Work of this person that is still in this browser: said on every page but its own, with a way to it and out of it. */

import { openStorage } from '../lib/database.js';
import { all, make, one, t } from '../lib/dom.js';
import { save } from '../desk/parcel.js';

const user = document.body.dataset.user;

const storage = openStorage();
const ops = (await storage.all().catch(() => [])).filter((op) => op.user === user);
if (storage.unread) one('main').prepend(make('p', { class: 'notice', 'data-kind': 'warn', 'data-unread': true, role: 'status' },
  t('The storage of this browser does not open just now: whether it holds unsent work cannot be seen. Load the page again.')));
if (ops.length) show(Map.groupBy(ops, ({ article }) => article));

/** @param {Map<string, any[]>} byArticle */
function show(byArticle) {
  const notice = make('div', { class: 'notice', 'data-kind': 'warn', 'data-unsent': true, role: 'status' }, ...[...byArticle].map(row));
  one('main').prepend(notice);
  for (const form of all('[data-logout]')) form.addEventListener('submit', (/** @type {Event} */ event) => guard(event, notice));
}

function row([article, kept]) {
  const words = t('{n} change is kept in this browser and not on the server yet.', { n: kept.length }, '{n} changes are kept in this browser and not on the server yet.');
  return make('div', { class: 'row' }, make('p', {}, words),
    make('a', { class: 'button small', href: `/articles/${article}` }, t('Open the article')),
    make('button', { type: 'button', class: 'button small plain', click: () => save(article, user, kept) }, t('Download')));
}

/** Logging out with work unsent asks first. */
function guard(event, notice) {
  if (event.target.dataset.anyway) return;
  event.preventDefault();
  const leave = () => { event.target.dataset.anyway = 'yes'; event.target.requestSubmit(); };
  if (!one('[data-anyway]', notice)) {
    notice.append(make('button', { type: 'button', class: 'button small', 'data-anyway': true, click: leave }, t('Log out anyway')));
  }
  one('[data-anyway]', notice).focus();
}
