"""Whatever can keep a string is known to be tried with scripts, or why it cannot hold one."""

from __future__ import annotations

from sqlalchemy import LargeBinary, Text

from annotator.db.types import Json
from annotator.models import Base
from tests.strings.columns import CANNOT, HELD


def keeps_strings(column) -> bool:
    """Tell whether words fit into the column: moments and numbers have types of their own."""
    return isinstance(column.type, Text | Json | LargeBinary)


def test_every_column_of_strings_is_tried_or_has_its_reason():
    tried = [f"{table}.{column}" for table, columns in HELD.items() for column in columns.split()]
    barred = [column for columns in CANNOT.values() for column in columns.split()]
    kept = [str(c) for table in Base.metadata.tables.values() for c in table.columns if keeps_strings(c)]
    assert sorted(tried + barred) == sorted(kept)
