"""spaCy: a DocBin with a document an article, a group of spans a layer."""

from __future__ import annotations

from exports.format import register
from exports.spacydocs.reader import read
from exports.spacydocs.writer import CARRIED, write

INFO = register(
    "spacy",
    title="spaCy DocBin",
    reads=read,
    writes=write,
    carries=CARRIED,
    suffixes=(".spacy",),
    needs=("spacy",),
    example="spacy.spacy",
    note=(
        "doc.spans holds a group for each layer, named after it; the label of a span is its tag. Tokens are "
        "cut where spans begin and end. Of others, doc.ents and every group of spans are read. A DocBin is "
        "built in memory."
    ),
)
