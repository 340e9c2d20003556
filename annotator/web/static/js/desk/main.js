/** Wires the desk: each part is mounted on what they share, then the layer is read and the outbox sent. */

import { one } from '../lib/dom.js';
import { mountAids } from './aids.js';
import { mountArcs } from './arcs.js';
import { mountCards } from './cards.js';
import { mountCaret } from './caret.js';
import { mountClicks } from './clicks.js';
import { Desk } from './desk.js';
import { mountGuideline } from './guideline.js';
import { mountHandIn } from './handin.js';
import { mountHearing } from './hearing.js';
import { mountKeys } from './keys.js';
import { mountLinks } from './links.js';
import { mountMarks } from './marks.js';
import { mountNames } from './names.js';
import { mountNotes } from './notes.js';
import { mountPalette } from './palette.js';
import { mountPoints } from './points.js';
import { mountProof } from './proof.js';
import { mountRefusals } from './refusals.js';
import { mountSaving } from './saving.js';
import { mountSources } from './sources.js';
import { startSync } from './sync.js';
import { mountTagging } from './tagging.js';
import { mountTiming } from './timing.js';

const PARTS = [
  mountTiming, mountMarks, mountPoints, mountCards, mountArcs, mountCaret, mountClicks, mountTagging, mountNotes, mountLinks,
  mountProof, mountPalette, mountKeys, mountGuideline, mountHandIn, mountRefusals, mountSaving,
  mountHearing, mountAids,
];

/** @param {HTMLElement} root */
async function open(root) {
  const desk = new Desk(root);
  for (const mount of PARTS) mount(desk);
  mountNames(desk);
  mountSources(desk);
  await startSync(desk);
  desk.tell('synced');
  if (location.hash.startsWith('#a-')) desk.activate(location.hash.slice(3), { scroll: true });
  navigator.storage?.persist?.();
}

/** Where the server could not make the page whole, nothing is opened and nothing called saved. */
if (one('[data-layer]')) open(one('[data-desk]'));
