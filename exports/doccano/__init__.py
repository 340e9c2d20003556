"""doccano: JSON lines with labels by offsets, one line a text and annotator."""

from __future__ import annotations

from exports.doccano.reader import read
from exports.doccano.writer import CARRIED, write
from exports.format import register

INFO = register(
    "doccano",
    title="doccano JSON lines",
    reads=read,
    writes=write,
    carries=CARRIED,
    suffixes=(".jsonl", ".json"),
    media_type="application/x-ndjson",
    example="doccano.jsonl",
    note=(
        "Read are label, labels and entities, as lists or objects, relations, labels of the whole text, and a zip "
        "with a file for each annotator. Offsets are code points of the text in the file; graphemes by option. "
        "There are no quotes, so only offsets outside the text are refused; where spans cut words, and "
        "would not in another unit, the report says so."
    ),
)
