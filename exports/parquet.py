"""Parquet: annotations flat, a column an attribute, typed; written in groups of rows."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from exports import flat, parts
from exports.format import register
from exports.options import Losses, Writing

Json = dict[str, Any]

GROUP = 2_000
"""How many rows are held in memory and written together."""


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield one Parquet file with a row for each annotation of each layer."""
    yield from pack(_rows(records, losses), flat.columns(how.scheme))


def pack(rows: Iterable[Json], types: dict[str, str]) -> Iterator[bytes]:
    """Yield a Parquet file of the rows, whose columns have these types."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, _type(pa, kind)) for name, kind in types.items()])
    buffer = io.BytesIO()
    with pq.ParquetWriter(_Sink(buffer), schema, compression="zstd") as writer:
        for group in _groups(rows, GROUP):
            table = [flat.whole(row, types) for row in group]
            writer.write_table(pa.Table.from_pylist(table, schema=schema))
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


class _Sink(io.RawIOBase):
    """A file that only grows, for a writer that asks where it is."""

    def __init__(self, buffer: io.BytesIO) -> None:
        self._buffer, self._size = buffer, 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        size = self._buffer.write(data)
        self._size += size
        return size

    def tell(self) -> int:
        return self._size


def _rows(records: Iterable[Json], losses: Losses) -> Iterator[Json]:
    for record in records:
        flat.lose(record, losses)
        losses.add("texts", 1)
        yield from flat.rows(record)


def _groups(rows: Iterable[Json], size: int) -> Iterator[list[Json]]:
    group: list[Json] = []
    for row in rows:
        group.append(row)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def _type(pa: Any, kind: str) -> Any:
    if kind.startswith("list<"):
        return pa.list_(_type(pa, kind[5:-1]))
    return {"string": pa.string, "int64": pa.int64, "bool": pa.bool_}[kind]()


INFO = register(
    "parquet",
    title="Parquet, annotations flat",
    writes=write,
    carries=set(parts.EVERYTHING) - flat.LOST,
    loses=flat.LOST | {"texts"},
    suffixes=(".parquet",),
    needs=("pyarrow",),
    example="parquet.parquet",
    media_type="application/vnd.apache.parquet",
    note=(
        "One row for each annotation of each layer, a column for each attribute, entities by name. The "
        "texts of the articles are not in it. pandas.read_parquet(path) loads it."
    ),
)
