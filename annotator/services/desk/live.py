"""What is live in a layer, as the lines of its hash, kept between saves while nobody else changes the article.

The head of an article's history stands for one state of all its layers: lines kept beside it are those of the
database for as long as the article bears that head, whichever process changed it last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select, union_all
from sqlalchemy.orm import Session

from annotator.db.prepared import Prepared
from annotator.models import Annotation, Relation
from annotator.records.layers import hash_line
from annotator.records.rows import AnnotationRow, RelationRow
from annotator.services.desk.desks import Desk

MOST_LAYERS, MOST_LINES = 128, 2000
"""What a process keeps, at most 25 MB."""

_LIVE: Prepared[tuple[str, int]] = Prepared(
    union_all(
        *(
            select(table.uuid, table.version).where(
                table.layer_id == bindparam("layer_id"), table.withdrawn.is_(False)
            )
            for table in (Annotation, Relation)
        )
    )
)


class _Kept(NamedTuple):
    """The lines of a layer, and the head that its article had then."""

    head: str
    lines: Sequence[str]


_kept: dict[int, _Kept] = {}


def lines_in(session: Session, layer_id: int) -> list[str]:
    """Return the lines of all that is live in the layer, sorted."""
    return sorted([hash_line(*pair) for pair in _LIVE.all(session, layer_id=layer_id)])


def lines_now(session: Session, desk: Desk) -> Sequence[str]:
    """Return the lines of the desk's layer where nothing was changed."""
    kept = _kept.get(desk.layer.id)
    if kept is not None and kept.head == desk.article.head:
        return kept.lines
    return lines_in(session, desk.layer.id)


def lines_after(
    session: Session, desk: Desk, head: str, rows: Iterable[AnnotationRow | RelationRow]
) -> Sequence[str]:
    """Return the lines of the desk's layer after an act that left the rows so, and the article with that head."""
    kept = _kept.pop(desk.layer.id, None)
    if kept is not None and kept.head == desk.article.head:
        lines = _changed(kept.lines, rows)
    else:
        lines = lines_in(session, desk.layer.id)
    if len(lines) <= MOST_LINES:
        _keep(desk.layer.id, _Kept(head, lines))
    return lines


def _keep(layer_id: int, kept: _Kept) -> None:
    """Keep it, in place of what was changed longest ago; threads may do so at once."""
    _kept[layer_id] = kept
    while len(_kept) > MOST_LAYERS:
        _kept.pop(next(iter(tuple(_kept))), None)


def _changed(lines: Sequence[str], rows: Iterable[AnnotationRow | RelationRow]) -> list[str]:
    """Return other lines, for these may be in use: each row's of before gone, and that of now where it is live."""
    changed = list(lines)
    for row in rows:
        before, now = hash_line(row.uuid, row.version - 1), hash_line(row.uuid, row.version)
        place = bisect_left(changed, before)
        if changed[place : place + 1] == [before]:
            del changed[place]
        if not row.withdrawn:
            changed.insert(bisect_left(changed, now), now)
    return changed
