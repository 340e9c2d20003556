"""Records as the configurations of a data set: written to files of their own, then handed on with the card."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from typing import IO, Any

import msgspec

from exports import flat
from exports import parts as names
from exports.huggingface.card import card
from exports.huggingface.features import ARTICLE, CLAIM, SOURCE
from exports.options import Losses, Writing
from exports.parquet import pack

Json = dict[str, Any]

GOLD = "gold"
_CHUNK = 2**20
_ENCODER = msgspec.json.Encoder()


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    """Yield the card, then a file for each configuration; rows wait in files, not in memory.

    The files are Parquet where it can be written, for readers of JSON lines take days for moments.
    """
    suffix = ".parquet" if find_spec("pyarrow") else ".jsonl"
    features = {
        "gold": flat.columns(how.scheme), "annotators": flat.columns(how.scheme),
        "articles": ARTICLE, "claims": CLAIM, "sources": SOURCE,
    }  # fmt: skip
    with ExitStack() as stack:
        files = {name: stack.enter_context(tempfile.TemporaryFile()) for name in features}
        counts: Counter[str] = Counter()
        seen: set[str] = set()
        for record in records:
            flat.lose(record, losses, but={names.CHECKS})
            for name, row in _rows(record, seen):
                counts[name] += 1
                files[name].write(_ENCODER.encode(flat.whole(row, features[name])) + b"\n")
        kept = {name: types for name, types in features.items() if counts[name]}
        yield "README.md", card(how.name, kept, counts, suffix).encode()
        for name in kept:
            parts = pack(_lines(files[name]), kept[name]) if suffix == ".parquet" else _pieces(files[name])
            yield f"data/{name}{suffix}", parts


def _rows(record: Json, seen: set[str]) -> Iterator[tuple[str, Json]]:
    """Yield the rows of an article and the configuration of each; what several articles share comes once."""
    yield "articles", {**record, "article": record["id"]}
    for row in flat.rows(record):
        yield (GOLD if row["layer"] == GOLD else "annotators"), row
    for name, items in (("claims", record["fact_checks"]), ("sources", record["sources"])):
        for one in items:
            if one["id"] not in seen:
                seen.add(one["id"])
                yield name, one


def _lines(file: IO[bytes]) -> Iterator[Json]:
    file.seek(0)
    for line in file:
        yield msgspec.json.decode(line)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_CHUNK):
        yield piece
