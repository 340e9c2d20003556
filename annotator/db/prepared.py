"""Statements that every save runs: compiled once, then given to the driver as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, Executable
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Convert = Callable[[Any], Any]
CURSOR = "prepared cursor"


@dataclass(frozen=True)
class _Compiled:
    """The text for one kind of database, and what its values pass through on the way in and out."""

    text: str
    takes: list[str]
    by_name: bool
    constants: dict[str, Any]
    into: list[tuple[int, Convert]]
    out: list[tuple[int, Convert]]

    def parameters(self, values: dict[str, Any]) -> Any:
        """Return the values as the driver takes them: by place where it has no names."""
        if self.constants:
            values |= self.constants
        cells = [values[name] for name in self.takes]
        for place, convert in self.into:
            cells[place] = convert(cells[place])
        return dict(zip(self.takes, cells, strict=True)) if self.by_name else cells

    def converted(self, row: Sequence[Any]) -> Sequence[Any]:
        """Return the row with its columns as Python knows them."""
        if not self.out:
            return row
        cells = list(row)
        for place, convert in self.out:
            cells[place] = convert(cells[place])
        return cells


class Prepared(Generic[Row]):
    """One Core statement, and what each of its rows becomes.

    SQLAlchemy spends ten times as long around a small statement as SQLite spends in it. Here it says once,
    for each kind of database, what the statement is; the driver's own cursor, in the transaction of the session,
    does the rest. `columns` are those that an insert or update sets from values of their names. Lists of values
    (`IN`) cannot be prepared.
    """

    def __init__(
        self, statement: Executable, into: Callable[..., Row] | None = None, *, columns: Iterable[str] = ()
    ) -> None:
        self._statement, self._columns = statement, list(columns)
        self._into = into
        self._compiled: dict[str, _Compiled] = {}

    def all(self, session: Session, **values: Any) -> list[Row]:
        """Run it and return every row."""
        compiled, cursor = self._run(session, values)
        rows = cursor.fetchall()
        cells: list[Any] = [compiled.converted(row) for row in rows] if compiled.out else rows
        return [self._into(*row) for row in cells] if self._into else cells

    def first(self, session: Session, **values: Any) -> Row | None:
        """Run it and return the first row, None when there is none."""
        return next(iter(self.all(session, **values)), None)

    def run(self, session: Session, **values: Any) -> int:
        """Run what hands out no rows; return how many it changed."""
        changed: int = self._run(session, values)[1].rowcount
        return changed

    def number(self, session: Session, **values: Any) -> int:
        """Insert a row and return its number: PostgreSQL hands it out, SQLite remembers it."""
        _, cursor = self._run(session, values)
        given = cursor.fetchone() if cursor.description else (cursor.lastrowid,)
        number: int = given[0]
        return number

    def many(self, session: Session, rows: Iterable[dict[str, Any]]) -> None:
        """Run it once for each row of values."""
        dialect, cursor = _ready(session)
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        cursor.executemany(compiled.text, map(compiled.parameters, rows))

    def _run(self, session: Session, values: dict[str, Any]) -> tuple[_Compiled, Any]:
        dialect, cursor = _ready(session)
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        cursor.execute(compiled.text, compiled.parameters(values))
        return compiled, cursor

    def _compile(self, dialect: Dialect) -> _Compiled:
        made = self._statement.compile(dialect=dialect, column_keys=self._columns or None)  # type: ignore[attr-defined]
        assert isinstance(made, SQLCompiler)
        constants = {name: bind.value for name, bind in made.binds.items() if not bind.required}
        returned = getattr(self._statement, "exported_columns", ())
        out = [column.type.result_processor(dialect, None) for column in returned]
        takes = list(made.positiontup or () if made.positional else made.binds)
        into = [made.binds[name].type.bind_processor(dialect) for name in takes]
        ready = _Compiled(str(made), takes, not made.positional, constants, _placed(into), _placed(out))
        self._compiled[dialect.name] = ready
        return ready


def _placed(converts: Iterable[Convert | None]) -> list[tuple[int, Convert]]:
    return [(place, convert) for place, convert in enumerate(converts) if convert is not None]


def _ready(session: Session) -> tuple[Dialect, Any]:
    """Return the driver's cursor of the session's transaction, opened once for each; what was added is written."""
    held: tuple[SessionTransaction | None, Dialect, Any] | None = session.info.get(CURSOR)
    if held is None or held[0] is not None or session.in_transaction():
        session.flush()
        if held is None or held[0] is not session.get_transaction():
            connection = session.connection()
            held = session.get_transaction(), connection.dialect, connection.connection.cursor()
            session.info[CURSOR] = held
    return held[1], held[2]
