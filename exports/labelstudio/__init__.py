"""Label Studio: a JSON list of tasks, with regions, answers about them and relations."""

from __future__ import annotations

from exports.format import register
from exports.labelstudio.reader import read
from exports.labelstudio.writer import CARRIED, write

INFO = register(
    "labelstudio",
    title="Label Studio JSON",
    reads=read,
    writes=write,
    carries=CARRIED,
    suffixes=(".json",),
    media_type="application/json",
    example="labelstudio.json",
    note=(
        "Offsets count UTF-16. Read are the annotations of several people, relations, choices and texts "
        "about a region (as attributes), choices about a task (as labels of the whole text), notes, and "
        "predictions, which become layers named after their model; also minimal JSON. A relation without a label "
        "is called related: map it. Cancelled annotations are passed over."
    ),
)
