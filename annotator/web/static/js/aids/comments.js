/** Comments to the reviewer and their answers, on the open annotation or the article; and the flag of an unsuitable one. */

import { ask } from '../lib/api.js';
import { make, one, t } from '../lib/dom.js';
import { keepNoun } from '../desk/sync.js';
import { Draft } from '../model/draft.js';
import { line } from '../model/summary.js';

const SPEAKERS = { annotator: t('Annotator'), reviewer: t('Reviewer'), manager: t('Manager') };

/** @typedef {import('../desk/desk.js').Desk} Desk */

/** @param {Desk} desk */
export async function comment(desk) {
  const { current } = desk;
  const about = current ? `${desk.scheme.tags[current.tag].label}: ${line(current, desk.scheme)}` : t('The article');
  const said = make('ol', { class: 'talk', role: 'list' });
  const dialog = open(desk, { title: t('Comments'), about, label: t('Your comment'), act: t('Say it'), key: current?.id ?? 'article' },
    (text) => { said.append(item(say(desk, { text, annotation: current?.id ?? null, kind: 'comment' }))); }, said);
  const here = (await fetched(desk)).filter(({ annotation }) => annotation === (current?.id ?? null));
  if (dialog.isConnected) said.prepend(...here.map(item));
}

/** @param {Desk} desk */
export function flag(desk) {
  open(desk, { title: t('Flag the article as unsuitable'), about: t('The manager sees it with your reason.'), label: t('Why is it unsuitable'), act: t('Flag it'), key: 'flag' },
    (text) => { say(desk, { text, annotation: null, kind: 'unsuitable' }); one('dialog.comments').close(); desk.say(t('Flagged. The manager will see it.')); });
}

async function fetched(desk) {
  const { status, body } = await ask('GET', `/articles/${desk.article}/comments`);
  return status === 200 ? body.items : [];
}

function say(desk, { text, annotation, kind }) {
  const id = crypto.randomUUID();
  keepNoun(desk, 'comment', id, `/articles/${desk.article}/comments/${id}`, { text, annotation, kind });
  return { id, text, kind, mine: true, role: 'annotator', settled: false, answers: null };
}

function item({ text, role, mine, settled, answers, kind }) {
  const by = [mine ? t('You') : SPEAKERS[role], kind === 'unsuitable' && t('unsuitable'), settled && t('settled')].filter(Boolean).join(' · ');
  return make('li', { class: answers ? 'answer' : null }, make('span', { class: 'quiet' }, by), make('p', { dir: 'auto' }, text));
}

/** A dialog with one box to write in; what is typed survives until it is said. */
function open(desk, { title, about, label, act, key }, send, ...before) {
  const draft = new Draft(`${desk.user}:${desk.article}:${key}`);
  const box = make('textarea', { rows: 3, maxlength: 2000, dir: 'auto', 'aria-label': label, placeholder: label });
  box.value = draft.read().text ?? '';
  box.addEventListener('input', () => draft.keep({ text: box.value }));
  const form = make('form', { method: 'dialog', class: 'form' }, box, make('div', { class: 'row end' },
    make('a', { class: 'link', href: `/articles/${desk.article}/comments` }, t('All comments')),
    make('button', { type: 'button', class: 'button', click: () => dialog.close() }, t('Close')), make('button', { class: 'button main' }, act)));
  const dialog = make('dialog', { class: 'dialog comments', 'aria-labelledby': 'comments-title' },
    make('h2', { id: 'comments-title' }, title), make('p', { class: 'quiet', dir: 'auto' }, about), ...before, form);
  form.addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text) return box.focus();
    draft.forget();
    box.value = '';
    send(text);
  });
  const back = /** @type {HTMLElement | null} */ (document.activeElement);
  dialog.addEventListener('close', () => { dialog.remove(); back?.focus({ preventScroll: true }); });
  document.body.append(dialog);
  dialog.showModal();
  box.focus();
  return dialog;
}
