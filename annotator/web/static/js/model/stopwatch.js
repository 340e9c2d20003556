/** Time on task: runs while somebody works, stops a minute after the last movement and while the page is hidden. No DOM. */

/** Without a movement for so long, work has stopped; in milliseconds. */
export const PAUSE = 60_000;

export class Stopwatch {
  /** @param {number} now @param {number} [held] milliseconds that an earlier visit worked and no act has told */
  constructor(now, held = 0) {
    this.held = held;
    this.total = 0;
    /** @type {number | null} when the last movement was; nothing while the page is hidden */ this.last = now;
  }

  /** Somebody moved: what lies between is work, as far as it is no pause. @param {number} now */
  move(now) {
    if (this.last === null) return;
    const worked = Math.min(Math.max(0, now - this.last), PAUSE);
    this.held += worked;
    this.total += worked;
    this.last = now;
  }

  /** @param {number} now */
  hide(now) {
    this.move(now);
    this.last = null;
  }

  /** @param {number} now */
  show(now) {
    this.last ??= now;
  }

  /** The whole seconds since an act last took them; the rest of a second waits. @param {number} now @returns {number} */
  take(now) {
    this.move(now);
    const seconds = Math.floor(this.held / 1000);
    this.held -= seconds * 1000;
    return seconds;
  }
}
