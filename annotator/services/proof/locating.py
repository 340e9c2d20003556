"""Name the stored value that is not as it was written, where reading ended in an error that damage explains."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Select, Table, func, select
from sqlalchemy.orm import Session

from annotator.db import Store
from annotator.db.damage import UNREADABLE, record_damaged
from annotator.errors import AnnotatorError
from annotator.models import Article, Base, Layer
from annotator.services.proof.checking import check_quotes, check_states, check_texts

SUSPECT = frozenset({"bad_record", "database_damaged"})
"""Errors of ours that damage to one value may be behind."""
NAMES = ("uuid", "public_id", "object", "slug", "name", "version")
"""Columns that people know a row by, the best first."""
BATCH = 500


@contextmanager
def naming_damage(store: Store) -> Iterator[None]:
    """Let an error in the block that comes from damage say which record is damaged, and what to do."""
    try:
        yield
    except (AnnotatorError, *UNREADABLE) as error:
        found = find(store) if may_be_damage(error) else None
        if found is None:
            raise
        raise record_damaged(found) from error


def may_be_damage(error: BaseException) -> bool:
    """Tell whether damage to a stored value can end in this error."""
    if not isinstance(error, AnnotatorError):
        return isinstance(error, UNREADABLE)
    holes = error.extra.get("holes", ())
    return error.code in SUSPECT or any(hole["check"] == "record" for hole in holes)


def find(store: Store, *, history: bool = True) -> str | None:
    """Return the first record that is not as it was written, and in what; None when all are, or none can be read.

    Every value is read, then every state is held against its `history`: that takes as long as `annotator check`.
    """
    with suppress(AnnotatorError, *UNREADABLE), store.reading() as session:
        return next(_wrong(session, history=history), None)
    return None


def _wrong(session: Session, *, history: bool) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        if not _reads(session, select(table)):
            yield _named(session, table, _first_unreadable(session, table))
    for check in (check_states, check_quotes, check_texts) if history else ():
        yield from filter(None, check(session))


def _reads(session: Session, query: Select[Any]) -> bool:
    try:
        with session.execute(query.execution_options(yield_per=BATCH)) as result:
            deque(result, maxlen=0)
    except UNREADABLE:
        return False
    return True


def _first_unreadable(session: Session, table: Table) -> int:
    """Return the id of the first row that cannot be read: halves that can are left out."""
    low, high = session.execute(select(func.min(table.c.id), func.max(table.c.id))).one()
    while low < high:
        middle = (low + high) // 2
        if _reads(session, select(table).where(table.c.id.between(low, middle))):
            low = middle + 1
        else:
            high = middle
    return int(low)


def _named(session: Session, table: Table, number: int) -> str:
    """Say which row it is, of which article, and which of its values is wrong."""
    here = table.c.id == number
    wrong = [column.name for column in table.columns if not _reads(session, select(column).where(here))]
    name = next((one for one in NAMES if one in table.c and one not in wrong), "id")
    known = session.scalar(select(table.c[name]).where(here))
    what = f"{table.name} {known}{_place(session, table, number)}"
    return f"{what}: its {' and '.join(wrong)} cannot be read as written"


def _place(session: Session, table: Table, number: int) -> str:
    """Return ` of article ID` for what lies in an article."""
    query = select(Article.public_id)
    if "layer_id" in table.c:
        query = query.join(Layer, Layer.article_id == Article.id).join(table, table.c.layer_id == Layer.id)
    elif "article_id" in table.c:
        query = query.join(table, table.c.article_id == Article.id)
    else:
        return ""
    found = session.scalar(query.where(table.c.id == number))
    return f" of article {found}" if found else ""
