/** The short form of a scheme, as the page carries it. */

const all = ['claim', 'rebuttal', 'omission', 'framing'];
const tag = (label, key, anchors, attributes) => ({ label, key, definition: '', anchors, attributes });

export const scheme = {
  tags: {
    claim: tag('Claim', 'c', ['span'], { voice: 'id voice', claim_type: 'ids claim_type' }),
    rebuttal: tag('Rebuttal', 'r', ['span'], { voice: 'id voice', strategy: 'ids strategy' }),
    omission: tag('Omission', 'o', ['span', 'point', 'article'], { missing_text: 'text ' }),
    framing: tag('Framing', 'f', ['span', 'article'], { bias_form: 'id bias_form' }),
  },
  relations: {
    rebuts: { label: 'rebuts', from: ['rebuttal'], to: ['claim', 'rebuttal', 'framing'], same: false, symmetric: false, acyclic: false },
    supports: { label: 'supports', from: ['claim'], to: ['claim', 'rebuttal'], same: false, symmetric: false, acyclic: false },
    part_of: { label: 'is part of', from: all, to: all, same: false, symmetric: false, acyclic: true },
    duplicates: { label: 'repeats', from: all, to: all, same: true, symmetric: true, acyclic: false },
  },
  terms: { technique: { st3_doubt: 'Doubt' }, bias_form: { lexical: 'Lexical' } },
};
