/** Where cards stand in the margin: at the height of their place, folded when crowded, the active one exactly there. */

const GAP = 6;
const FAR = 110;

/** @typedef {{top: number, open: number, folded: number}} Box wanted height on the page; height open and folded */
/** @typedef {{y: number, folded: boolean}} Spot */

/** @param {Box[]} boxes in the order of the text @param {number} active the place of the active card, or -1
 *  @returns {Spot[]} */
export function layOut(boxes, active) {
  const folded = crowded(boxes, active);
  const height = (/** @type {number} */ place) => folded[place] ? boxes[place].folded : boxes[place].open;
  const tops = stacked(boxes, height);
  unfold(boxes, tops, folded);
  if (active >= 0) pullTo(tops, height, boxes, active);
  return tops.map((y, place) => ({ y, folded: folded[place] }));
}

/** Cards that push each other too far from their places fold, all of their row together. */
function crowded(boxes, active) {
  const tops = stacked(boxes, (place) => place === active ? boxes[place].folded : boxes[place].open);
  const folded = boxes.map(() => false);
  for (let first = 0; first < boxes.length;) {
    let [last, worst] = [first, 0];
    while (last + 1 < boxes.length && tops[last + 1] > boxes[last + 1].top) {
      last += 1;
      worst = Math.max(worst, tops[last] - boxes[last].top);
    }
    for (let place = first; worst > FAR && place <= last; place += 1) folded[place] = place !== active;
    first = last + 1;
  }
  return folded;
}

/** Opens again what has room without moving another. */
function unfold(boxes, tops, folded) {
  boxes.forEach((box, place) => {
    if (tops[place] + box.open + GAP <= (tops[place + 1] ?? Infinity)) folded[place] = false;
  });
}

function stacked(boxes, height) {
  let free = 0;
  return boxes.map((box, place) => {
    const y = Math.max(free, box.top);
    free = y + height(place) + GAP;
    return y;
  });
}

/** Puts the active card at its place: the ones before give way upwards, the ones after close up. */
function pullTo(tops, height, boxes, active) {
  let needed = 0;
  for (let place = 0; place < active; place += 1) needed += height(place) + GAP;
  tops[active] = Math.max(boxes[active].top, Math.min(needed, tops[active]));
  for (let place = active - 1; place >= 0; place -= 1) {
    tops[place] = Math.min(tops[place], tops[place + 1] - height(place) - GAP);
  }
  for (let place = active + 1; place < tops.length; place += 1) {
    tops[place] = Math.max(boxes[place].top, tops[place - 1] + height(place - 1) + GAP);
  }
}
