/** Undo and redo over whole acts. An act is a list of changes, each with what was before and what is after. */

/** @typedef {{kind: 'annotation' | 'relation', id: string, before: any, after: any}} Change */
/** @typedef {{words: string, changes: Change[], merge?: string}} Act */

export class History {
  /** @param {number} [limit] */
  constructor(limit = 500) {
    this.limit = limit;
    /** @type {Act[]} */ this.done = [];
    /** @type {Act[]} */ this.undone = [];
  }

  /** Remembers an act; what was undone before is gone. Acts in a row with the same `merge` are one act.
   *  @param {Act} act */
  push(act) {
    this.undone = [];
    const last = this.done.at(-1);
    if (act.merge && last?.merge === act.merge) last.changes = joined(last.changes, act.changes);
    else this.done.push(act);
    if (this.done.length > this.limit) this.done.shift();
  }

  /** Ends the row, so that the next act is one of its own. */
  seal() {
    const last = this.done.at(-1);
    if (last) delete last.merge;
  }

  /** @returns {Act | null} the act that takes the last one back */
  undo() {
    const act = this.done.pop();
    if (!act) return null;
    this.undone.push(act);
    return inverse(act);
  }

  /** @returns {Act | null} the act that was taken back, to do again */
  redo() {
    const act = this.undone.pop();
    if (!act) return null;
    this.done.push(act);
    return act;
  }

  /** Forgets acts on things that somebody else has changed. @param {string} id */
  forget(id) {
    const without = (/** @type {Act[]} */ acts) => acts.filter((act) => act.changes.every((change) => change.id !== id));
    this.done = without(this.done);
    this.undone = without(this.undone);
  }
}

/** @param {Act} act @returns {Act} */
export function inverse({ words, changes }) {
  const back = changes.map(({ kind, id, before, after }) => ({ kind, id, before: after, after: before }));
  return { words, changes: back.reverse() };
}

/** @param {Change[]} first @param {Change[]} second @returns {Change[]} from the first's before to the second's after */
function joined(first, second) {
  const left = second.filter((change) => !first.some(({ id }) => id === change.id));
  const met = first.map((change) => ({ ...change, after: (second.find(({ id }) => id === change.id) ?? change).after }));
  return [...met, ...left];
}
