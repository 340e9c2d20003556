/** Aids to reading and working that are fetched when first asked for, so that opening an article does not wait for them. */

import { ask } from '../lib/api.js';
import { wholeGraphemes } from '../lib/boundaries.js';
import { one, t } from '../lib/dom.js';

/** Each act, and the module in ../aids that does it. */
const MODULES = {
  alone: 'alone',
  commands: 'commands',
  comment: 'comments',
  filter: 'filter',
  find: 'find',
  flag: 'comments',
  grow: 'reach',
  hidden: 'hidden',
  keys: 'keyboard',
  linear: 'linear',
  outline: 'outline',
  print: 'printing',
  reachBack: 'reach',
  reachOn: 'reach',
  shrink: 'reach',
  tour: 'tour',
  unfinished: 'seeking',
  unfinishedBack: 'seeking',
  unlinked: 'seeking',
};

/** In milliseconds: once the desk is at rest the server may divide the text, and later the other aids come too,
 *  so that a train without network has them all. */
const [SOON, LATER] = [500, 10_000];

/** Those that have come are called at once, so that no key is lost. @type {Map<string, any>} */
const here = new Map();

/** @param {import('./desk.js').Desk} desk */
export function mountAids(desk) {
  desk.addEventListener('synced', () => {
    fetched('keyboard');
    (window.requestIdleCallback ?? setTimeout)(() => warm(desk));
    setTimeout(() => fetchSentences(desk), SOON);
    setTimeout(fetchAll, LATER);
  }, { once: true });
  addEventListener('online', fetchAll);
  mountHandles(desk);
  const ready = async () => (await fetched('printing'))?.readyToPrint(desk);
  document.addEventListener('keydown', ({ key }) => { if (key === 'Control' || key === 'Meta') ready(); });
  document.documentElement.addEventListener('mouseleave', ready, { once: true });
  desk.on('synced', async () => { if (!desk.readonly && !desk.layer.annotations.size) (await fetched('tour'))?.offerTour(desk); });
  one('[data-open-comments]')?.addEventListener('click', () => desk.actions.comment());
  one('[data-open-filter]')?.addEventListener('click', () => desk.actions.filter());
  one('[data-open-commands]')?.addEventListener('click', () => desk.actions.commands());
  /** @type {Promise<void> | null} while an aid is fetched, what is pressed waits */ desk.opening = null;
  for (const [name, module] of Object.entries(MODULES)) {
    desk.actions[name] = (/** @type {any[]} */ ...values) => {
      if (here.has(module)) return here.get(module)[name](desk, ...values);
      const run = async () => {
        const loaded = await fetched(module);
        desk.opening = null;
        if (loaded) loaded[name](desk, ...values);
        else desk.say(t('This needs the network once. Try again when it is back.'));
      };
      desk.opening = run();
    };
  }
}

/** Also those that no act names: without a network they could not come any more. */
async function fetchAll() {
  for (const module of new Set([...Object.values(MODULES), 'handles'])) await fetched(module);
}

/** The grips come with the first card that opens; without a network with a later one. */
function mountHandles(desk) {
  let mounted = false;
  desk.on('active', async () => {
    const loaded = mounted ? null : await fetched('handles');
    if (mounted || !loaded) return;
    mounted = true;
    loaded.handles(desk);
  });
}

/** The server's sentences, in the background: until they are here the browser's own serve. */
async function fetchSentences(desk) {
  const { status, body } = await ask('GET', `/articles/${desk.article}/sentences`);
  if (status === 200) desk.index.sentences = body.sentences;
}

/** What divides a text into characters takes a browser long to make: it is made before the first key asks for it. */
function warm(desk) {
  wholeGraphemes(desk.index, 0, 0);
}

/** @param {string} module @returns {Promise<any>} nothing without a network */
async function fetched(module) {
  if (here.has(module)) return here.get(module);
  const loaded = await import(`../aids/${module}.js`).catch(() => null);
  if (loaded) here.set(module, loaded);
  return loaded;
}
