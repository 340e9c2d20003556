/** Which stretch of the text is near the view: only what stands there is painted. */

import { firstWhere } from '../lib/offsets.js';

/** How many windows above and below count as near, and after how much of one the view is looked at again. */
const REACH = 0.75;
const STEP = 0.5;

export class View {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.blocks = [...desk.text.children];
    this.starts = this.blocks.map((block) => desk.index.offset(block, 0));
    this.at = 0;
    this.look();
    addEventListener('scroll', () => { if (Math.abs(scrollY - this.at) >= innerHeight * STEP) this.look(); }, { passive: true });
    addEventListener('beforeprint', () => this.#show(0, desk.index.length));
    addEventListener('afterprint', () => this.look());
    desk.on('resized', () => this.look());
  }

  /** Looks where the text stands now, and tells if it is elsewhere. */
  look() {
    const { blocks, starts } = this;
    const [top, bottom] = [-innerHeight * REACH, innerHeight * (1 + REACH)];
    const first = firstWhere(blocks.length, (place) => blocks[place].getBoundingClientRect().bottom > top);
    const last = firstWhere(blocks.length, (place) => blocks[place].getBoundingClientRect().top > bottom);
    this.at = scrollY;
    this.#show(starts[first] ?? this.desk.index.length, starts[last] ?? this.desk.index.length);
  }

  /** @param {import('../model/anchors.js').Anchor} anchor @returns {boolean} */
  holds({ segments }) {
    return segments.some(({ start, end }) => start < this.end && end > this.start);
  }

  #show(start, end) {
    if (start === this.start && end === this.end) return;
    Object.assign(this, { start, end });
    this.desk.tell('view');
  }
}
