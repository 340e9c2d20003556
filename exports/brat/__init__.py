"""brat standoff: a .txt and an .ann a document, a folder a layer."""

from __future__ import annotations

from exports.brat.reader import read
from exports.brat.writer import CARRIED, write
from exports.format import register

INFO = register(
    "brat",
    title="brat standoff",
    reads=read,
    writes=write,
    carries=CARRIED,
    suffixes=(".ann", ".a1", ".a2"),
    folder=True,
    media_type="application/zip",
    example="brat",
    note=(
        "A folder of .txt and .ann files, or a zip of it. Read are discontinuous spans, attributes, notes, "
        "relations, equivalences (as duplicates), events (as their trigger, roles as relations) and the names "
        "in normalisations. "
        "Words with spaces and lists are written as notes of the attribute's name."
    ),
)
