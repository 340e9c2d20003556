"""CoNLL: a token a line, a column a tag, BIO."""

from __future__ import annotations

from exports.conll.reader import read
from exports.conll.writer import CARRIED, write
from exports.format import register

INFO = register(
    "conll",
    title="CoNLL columns (BIO)",
    reads=read,
    writes=write,
    carries=CARRIED,
    suffixes=(".conll", ".bio", ".iob", ".iob2", ".conllu"),
    media_type="application/octet-stream",
    example="conll.conll",
    note=(
        "One column a tag, so that overlaps survive; what overlaps under one tag stands in the same column, "
        "divided by a bar. Tokens are cut where spans begin and end, and comments hold the text, so that "
        "every span comes back. Of others, IOB1, IOB2, BIOES and BILOU are read in any column; a text "
        "without comment is put together with a space between tokens and a line a sentence."
    ),
)
