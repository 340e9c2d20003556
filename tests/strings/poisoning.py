"""Put every payload into every string that the tables keep, past all that checks or forbids it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import Any

from annotator.db.types import Json
from annotator.models import Base
from tests.strings.columns import HELD
from tests.strings.payloads import ADDRESSES, LINES, SHAPES, UNREADABLE, payload

NAMED = re.compile(r"\.(tags\.\?\.attributes|tags|vocabularies|relations|derived_relations|scales)\.[\w-]+$")
SAID = {"label", "definition", "help", "description", "title"}
WORDS = SAID | {"en", "group", "external_id", "ptc", "name", "publisher", "quote", "text", "claim", "url"}
WHOLE = {"article.authors", "article.meta", "card.body", "release.notes"}
"""Columns that hold words alone, whatever they look like; elsewhere words have a space, or a name that says so."""
ADDRESS = re.compile(r"https?://|[a-z_]*url$")
QUOTED = 20
"""Payloads that a quotation holds: to look for a longer one that is nearly there takes seconds."""
FIRST_ADDRESS = len(SHAPES) - len(LINES) - len(ADDRESSES)


@dataclass
class Poison:
    """What was stored where: the places by the short words that payloads bear; at `most` so many in one string.

    What the first string of a place holds is `put` there: the others share it.
    """

    most: int = len(SHAPES)
    places: list[str] = field(default_factory=list)
    turns: Counter[str] = field(default_factory=Counter)
    put: dict[str, set[int]] = field(default_factory=dict)

    def word(self, place: str) -> str:
        """Return the short word of a place."""
        if place not in self.places:
            self.places.append(place)
        return f"{self.places.index(place):x}"

    def share(self, place: str, number: int, among: int, first: int | None = None) -> str:
        """Return this one's share of all payloads, of so many that stand at one place of one record.

        The first there ever is holds all, or so many as may be, each place others.
        """
        word = self.word(place)
        spread = self.places.index(place) * self.most if first is None else 0
        size = ceil(len(SHAPES) / among) if self.turns[place] else len(SHAPES)
        if place.endswith("quote"):
            size, number, first = QUOTED, 0, self.turns[place] * (QUOTED - 1)
            among = 1
        turn = self.turns[place] // among * 7 if first is None else first + self.turns[place] // among
        self.turns[place] += 1
        begin = spread + turn + size * number
        numbers = [(begin + step) % len(SHAPES) for step in range(min(size, self.most))]
        self.put.setdefault(place, set(numbers))
        words = " ".join(payload(one, word) for one in numbers)
        return words.translate(UNREADABLE) if place.startswith("scheme_") else words


def poison(database: Path, most: int = len(SHAPES)) -> Poison:
    """Rewrite every string of the database of a world, with at most so many payloads each."""
    poison = Poison(most)
    with sqlite3.connect(database) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        for table, columns in HELD.items():
            for column in columns.split():
                rows = connection.execute(f'SELECT rowid, "{column}" FROM "{table}"').fetchall()
                for row, value in rows:
                    changed = rewritten(poison, f"{table}.{column}", value)
                    connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (changed, row))
    connection.close()
    return poison


def rewritten(poison: Poison, place: str, value: Any) -> Any:
    """Return the value with payloads in place of its words; text keeps what offsets point into."""
    if place == "layer.name" and " " not in value:
        return value  # a name drawn by lot, or of the gold: what came in has a space
    if value is None:
        return poison.share(place, 0, 1) if place in EMPTY else None
    if isinstance(value, bytes):
        return f"<!doctype html>{poison.share(place, 0, 1)}".encode()
    if not is_json(place) or not value:
        first = FIRST_ADDRESS if ADDRESS.match(value) else None
        words = poison.share(place, 0, 1, first)
        return f"{value}\n\n{words}" if place == "article.text" else words
    record = json.loads(value)
    among = Counter(path for path, _ in leaves(record, place))
    seen: Counter[str] = Counter()
    return json.dumps(_changed(poison, record, place, among, seen), ensure_ascii=False)


EMPTY = {"article.title", "annotation.note"}
"""Columns that may be empty where they were, and are filled all the same."""


def is_json(place: str) -> bool:
    """Tell whether the column holds JSON, by its type or because history is kept in it."""
    table, _, column = place.partition(".")
    return place == "change.body" or isinstance(Base.metadata.tables[table].columns[column].type, Json)


def leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield every string that holds words, with its path; names of parts of a scheme count as one."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, NAMED.sub(r".\1.?", f"{path}.{name}"))
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, f"{path}[]")
    elif isinstance(value, str) and is_words(path, value):
        yield path, value


def is_words(path: str, value: str) -> bool:
    """Tell whether the string could be any other."""
    last = path.replace("[]", "").rpartition(".")[2]
    whole = any(path.startswith(column) for column in WHOLE)
    return whole or last in WORDS or " " in value or bool(ADDRESS.match(value))


def _changed(poison: Poison, value: Any, path: str, among: Counter[str], seen: Counter[str]) -> Any:
    if isinstance(value, dict):
        return {
            _name(poison, name, path): _changed(poison, one, NAMED.sub(r".\1.?", f"{path}.{name}"), among, seen)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [_changed(poison, one, f"{path}[]", among, seen) for one in value]
    if not isinstance(value, str) or not is_words(path, value):
        return value
    number = seen[path]
    seen[path] += 1
    return poison.share(path, number, among[path], FIRST_ADDRESS if ADDRESS.match(value) else None)


def _name(poison: Poison, name: str, path: str) -> str:
    return poison.share(f"{path} (names)", 0, 1) if path == "article.meta" else name
