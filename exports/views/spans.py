"""Span records: each annotation of each layer as one flat line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from exports import flat
from exports.options import Losses, Writing
from exports.views.lines import line

Json = dict[str, Any]
LOST = flat.LOST


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield a line for each annotation."""
    names = list(flat.columns(how.scheme))
    for record in records:
        flat.lose(record, losses)
        losses.add("texts", 1)
        for row in flat.rows(record):
            yield line(flat.whole(row, names))
