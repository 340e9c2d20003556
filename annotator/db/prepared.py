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
    takes: list[tuple[str, Convert | None]]
    by_name: bool
    constants: dict[str, Any]
    out: list[tuple[int, Convert]]

    def parameters(self, values: dict[str, Any]) -> Any:
        """Return the values as the driver takes them: by place where it has no names."""
        if self.constants:
            values |= self.constants
        if self.by_name:
            return {name: convert(values[name]) if convert else values[name] for name, convert in self.takes}
        return [convert(values[name]) if convert else values[name] for name, convert in self.takes]

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
        compiled, rows = self._run(session, values)
        cells: list[Any] = [compiled.converted(row) for row in rows] if compiled.out else rows
        return [self._into(*row) for row in cells] if self._into else cells

    def first(self, session: Session, **values: Any) -> Row | None:
        """Run it and return the first row, None when there is none."""
        return next(iter(self.all(session, **values)), None)

    def run(self, session: Session, **values: Any) -> None:
        """Run what hands out no rows."""
        self._run(session, values, fetch=False)

    def many(self, session: Session, rows: Iterable[dict[str, Any]]) -> None:
        """Run it once for each row of values."""
        dialect, cursor = _ready(session)
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        cursor.executemany(compiled.text, map(compiled.parameters, rows))

    def _run(self, session: Session, values: dict[str, Any], *, fetch: bool = True) -> tuple[_Compiled, list[Any]]:
        dialect, cursor = _ready(session)
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        cursor.execute(compiled.text, compiled.parameters(values))
        return compiled, cursor.fetchall() if fetch else []

    def _compile(self, dialect: Dialect) -> _Compiled:
        made = self._statement.compile(dialect=dialect, column_keys=self._columns or None)  # type: ignore[attr-defined]
        assert isinstance(made, SQLCompiler)
        into = {name: bind.type.bind_processor(dialect) for name, bind in made.binds.items()}
        constants = {name: bind.value for name, bind in made.binds.items() if not bind.required}
        returned = getattr(self._statement, "exported_columns", ())
        out = [column.type.result_processor(dialect, None) for column in returned]
        order = made.positiontup if made.positional else list(made.binds)
        self._compiled[dialect.name] = _Compiled(
            str(made),
            [(name, into[name]) for name in order or ()],
            not made.positional,
            constants,
            [(place, convert) for place, convert in enumerate(out) if convert is not None],
        )
        return self._compiled[dialect.name]


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
