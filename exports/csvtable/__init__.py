"""CSV: a row an article, an annotation, a relation; safe to open in a spreadsheet."""

from __future__ import annotations

from exports.csvtable.reader import read
from exports.csvtable.writer import CARRIED, write
from exports.format import register

INFO = register(
    "csv",
    title="CSV table",
    reads=read,
    writes=write,
    carries=CARRIED,
    suffixes=(".csv",),
    media_type="text/csv",
    example="csv.csv",
    note=(
        "The text stands in the row of its article only. Cells that a spreadsheet would take for a formula "
        "begin with an apostrophe, which goes on reading. Tables of others need a column text; start, end "
        "and label mark a span, rows of one text follow each other, annotator names who marked it. Lists "
        "are JSON."
    ),
)
