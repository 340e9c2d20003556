/** The queue of an outbox: how a change finds its op, and which op must wait. */

/** @typedef {import('./outbox.js').Op} Op */

/** Takes a change into the op that is parked on the same thing, or into the last one when both do the same to it;
 *  otherwise makes a new op at the end.
 *  @param {Op[]} ops @param {any} change @param {{user: string, article: string, flying: Op | null}} outbox @returns {Op} */
export function takeIn(ops, change, { user, article, flying }) {
  const parked = ops.find((op) => op.parked && op.id === change.id);
  const last = ops.at(-1);
  const same = last && last !== flying && last.id === change.id && last.method === change.method;
  const op = parked ?? (same ? last : null);
  if (op) return changed(op, change);
  const made = { ...change, op: crypto.randomUUID(), user, article, at: new Date().toISOString(), schema: 1 };
  ops.push(made);
  return made;
}

/** An op waits while something on the same thing is parked. @param {Op[]} ops @param {Op} op @returns {boolean} */
export function isStuck(ops, op) {
  return ops.some((other) => other.parked && other.id === op.id);
}

/** A corrected change is tried again; one in conflict stays until somebody has chosen. */
function changed(op, { body, method, seconds = 0 }) {
  if (op.parked && !op.parked.conflict) op.parked = undefined;
  return Object.assign(op, { body, method, seconds: (op.seconds ?? 0) + seconds });
}
