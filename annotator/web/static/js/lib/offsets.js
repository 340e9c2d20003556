/**
 * Code points and the page: the only module that knows UTF-16.
 * Everyone else counts code points, as the server and the records do; a browser counts UTF-16 units inside text nodes.
 */

const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;

/** One string, with the way between its code points and its UTF-16 units. */
export class Units {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** @type {number[]} code point positions of the characters that take two units */
    this.wide = [];
    for (const match of text.matchAll(ASTRAL)) this.wide.push(match.index - this.wide.length);
    this.length = text.length - this.wide.length;
  }

  /** @param {number} points @returns {number} units before that code point */
  toUnits(points) {
    return this.wide.length ? points + lower(this.wide, points) : points;
  }

  /** @param {number} units @returns {number} code points before that unit; inside a pair, those before the pair */
  toPoints(units) {
    if (!this.wide.length) return units;
    return units - firstWhere(this.wide.length, (i) => this.wide[i] + i >= units);
  }

  /** @param {number} start @param {number} end @returns {string} the text between two code points */
  slice(start, end) {
    return this.text.slice(this.toUnits(start), this.toUnits(end));
  }
}

/** The text nodes of an article, as one text counted in code points. */
export class TextIndex {
  /** @param {Element} element @returns {TextIndex} */
  static of(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
    return new TextIndex(nodes);
  }

  /** @param {Text[]} nodes in document order */
  constructor(nodes) {
    this.nodes = nodes;
    this.units = nodes.map((node) => new Units(node.data));
    this.places = new Map(nodes.map((node, place) => [node, place]));
    /** @type {[number, number][] | null} the server's sentences, once they have come */ this.sentences = null;
    this.starts = [];
    this.length = 0;
    for (const units of this.units) {
      this.starts.push(this.length);
      this.length += units.length;
    }
  }

  /** @param {number} offset @param {boolean} [before] at an edge between two nodes, take the earlier one
   *  @returns {number} the place of the node that holds a code point */
  placeOf(offset, before = false) {
    const after = firstWhere(this.starts.length, (i) => this.starts[i] > offset) - 1;
    const atEdge = before && after > 0 && this.starts[after] === offset;
    return Math.max(0, atEdge ? after - 1 : after);
  }

  /** @param {number} offset @param {boolean} [before] @returns {[Text, number]} where the browser has it */
  position(offset, before = false) {
    const place = this.placeOf(offset, before);
    return [this.nodes[place], this.units[place].toUnits(offset - this.starts[place])];
  }

  /** @param {number} offset @returns {[Text, number]} the same, in the node that is seen when the other is only white space */
  visible(offset) {
    const [node, units] = this.position(offset, true);
    return node.data.trim() ? [node, units] : this.position(offset);
  }

  /** @param {Node} node @param {number} units @returns {number} the code point a browser's position stands at */
  offset(node, units) {
    const place = this.places.get(/** @type {Text} */ (node));
    if (place !== undefined) return this.starts[place] + this.units[place].toPoints(units);
    const child = node.childNodes[units] ?? null;
    return child ? this.#startOf(child) : this.#endOf(node);
  }

  /** @param {number} start @param {number} end @returns {string} */
  slice(start, end) {
    const first = this.placeOf(start);
    const last = this.placeOf(end, true);
    if (first >= last) return this.units[first].slice(start - this.starts[first], end - this.starts[first]);
    const parts = [this.units[first].slice(start - this.starts[first], this.units[first].length)];
    for (let place = first + 1; place < last; place += 1) parts.push(this.units[place].text);
    parts.push(this.units[last].slice(0, end - this.starts[last]));
    return parts.join('');
  }

  /** @param {number} start @param {number} end @returns {StaticRange} a range to paint: cheap, it follows no change */
  paint(start, end) {
    const [startContainer, startOffset] = this.position(start);
    const [endContainer, endOffset] = this.position(end, true);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  /** @param {number} start @param {number} end @returns {Range} a range to measure or select */
  range(start, end) {
    const range = document.createRange();
    range.setStart(...(start === end ? this.visible(start) : this.position(start)));
    if (start !== end) range.setEnd(...this.position(end, true));
    return range;
  }

  /** @param {Node} node @returns {number} */
  #startOf(node) {
    const place = firstWhere(this.nodes.length, (i) => !precedes(this.nodes[i], node));
    return place < this.nodes.length ? this.starts[place] : this.length;
  }

  /** @param {Node} node @returns {number} */
  #endOf(node) {
    const place = firstWhere(this.nodes.length, (i) => !precedes(this.nodes[i], node) && !node.contains(this.nodes[i]));
    return place < this.nodes.length ? this.starts[place] : this.length;
  }
}

/** @param {Node} node @param {Node} other @returns {boolean} */
function precedes(node, other) {
  return Boolean(other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING);
}

/** @param {number[]} sorted @param {number} value @returns {number} how many are below the value */
function lower(sorted, value) {
  return firstWhere(sorted.length, (i) => sorted[i] >= value);
}

/** @param {number} length @param {(index: number) => boolean} holds false, then true @returns {number} where it turns */
export function firstWhere(length, holds) {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
