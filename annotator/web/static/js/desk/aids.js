/** Aids to reading and working that are fetched when first asked for, so that opening an article does not wait for them. */

/** Each act, and the module in ../aids that does it. */
const MODULES = {
  commands: 'commands',
};

/** @param {import('./desk.js').Desk} desk */
export function mountAids(desk) {
  addEventListener('load', () => setTimeout(() => fetched('commands'), 2000));
  for (const [name, module] of Object.entries(MODULES)) {
    desk.actions[name] = async (/** @type {any[]} */ ...values) => {
      desk.opening = true;
      const loaded = await fetched(module);
      desk.opening = false;
      if (loaded) loaded[name](desk, ...values);
      else desk.say('This needs the network once. Try again when it is back.');
    };
  }
}

/** @param {string} module @returns {Promise<any>} nothing without a network */
function fetched(module) {
  return import(`../aids/${module}.js`).catch(() => null);
}
