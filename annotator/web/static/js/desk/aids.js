/** Aids to reading and working that are fetched when first asked for, so that opening an article does not wait for them. */

import { one } from '../lib/dom.js';

/** Each act, and the module in ../aids that does it. */
const MODULES = {
  alone: 'alone',
  commands: 'commands',
  comment: 'comments',
  filter: 'filter',
  find: 'find',
  flag: 'comments',
  hidden: 'hidden',
  linear: 'linear',
  outline: 'outline',
  print: 'printing',
  tour: 'tour',
};

/** Those that have come are called at once, so that no key is lost. @type {Map<string, any>} */
const here = new Map();

/** @param {import('./desk.js').Desk} desk */
export function mountAids(desk) {
  setTimeout(async () => {
    await fetched('commands');
    (await fetched('printing'))?.readyToPrint(desk);
    (await fetched('comments'))?.countComments(desk);
  }, 2000);
  desk.on('synced', async () => (await fetched('tour'))?.offerTour(desk));
  one('[data-open-comments]')?.addEventListener('click', () => desk.actions.comment());
  one('[data-open-filter]')?.addEventListener('click', () => desk.actions.filter());
  one('[data-open-commands]')?.addEventListener('click', () => desk.actions.commands());
  for (const [name, module] of Object.entries(MODULES)) {
    desk.actions[name] = async (/** @type {any[]} */ ...values) => {
      if (here.has(module)) return here.get(module)[name](desk, ...values);
      desk.opening = true;
      const loaded = await fetched(module);
      desk.opening = false;
      if (loaded) loaded[name](desk, ...values);
      else desk.say('This needs the network once. Try again when it is back.');
    };
  }
}

/** @param {string} module @returns {Promise<any>} nothing without a network */
async function fetched(module) {
  const loaded = await import(`../aids/${module}.js`).catch(() => null);
  if (loaded) here.set(module, loaded);
  return loaded;
}
