"""What a release changes against the one before, and which number that asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Version = tuple[int, int, int, str]

VERSION = re.compile(r"v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?")
MAJOR, MINOR, PATCH = "MAJOR", "MINOR", "PATCH"
SHOWN = 200
"""How many ids of one kind of change are written out; all are counted."""


def parse(version: str) -> Version | None:
    """Return a version as numbers that sort (one with a suffix before the one without), or None."""
    match = VERSION.fullmatch(version)
    if match is None:
        return None
    major, minor, patch, suffix = match.groups()
    return int(major), int(minor), int(patch), suffix or "~"


@dataclass
class Changes:
    """Rows added, changed, removed and moved, counted, with the first ids of each."""

    before: str | None = None
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    ids: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, file: str, what: str, words: str) -> None:
        """Count one change of a file's rows."""
        self.counts[file, what] += 1
        shown = self.ids.setdefault((file, what), [])
        if len(shown) < SHOWN:
            shown.append(words)

    @property
    def asks(self) -> str:
        """Which part of the number must grow: MAJOR, MINOR or PATCH."""
        kinds = {what for _, what in self.counts}
        if kinds & {"changed", "removed", "moved"}:
            return MAJOR
        return MINOR if "added" in kinds else PATCH

    def allows(self, version: str) -> bool:
        """Tell whether the number grew as much as the changes ask."""
        old, new = parse(self.before or ""), parse(version)
        if old is None or new is None:
            return True
        if self.asks == MAJOR:
            return new[0] > old[0]
        return new[:2] > old[:2] if self.asks == MINOR else new > old

    def markdown(self, version: str) -> str:
        """Return the changelog of the version."""
        if self.before is None:
            return f"# Changes\n\n## {version}\n\nThe first release: there is none before it to compare with."
        lines = [f"# Changes\n\n## {version}\n\nCompared with {self.before}: {self._sentence()}"]
        lines += [f"- {count} × `{tag}`: `{name}`" for (tag, name), count in sorted(self.fields.items())]
        for (file, what), shown in sorted(self.ids.items()):
            count = self.counts[file, what]
            more = f" (the first {SHOWN} of them)" if count > len(shown) else ""
            lines.append(f"\n### {file}: {count} {what}{more}\n")
            lines += [f"- {words}" for words in shown]
        return "\n".join(lines)

    def _sentence(self) -> str:
        asks = {MAJOR: "rows changed, went or moved", MINOR: "rows were added", PATCH: "no row changed"}[self.asks]
        return f"{asks}, which asks for a new {self.asks} number.\n"


class Before:
    """The rows of one file of the release before, walked beside the new ones: both are in the same order."""

    def __init__(self, file: str, rows: Iterable[Json], changes: Changes) -> None:
        self._file, self._changes = file, changes
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    def stamped(self, row: Json, version: str) -> Json:
        """Return the row with the release that had it first and the one that changed it last."""
        old = self._skip_to(_key(row))
        if old is None:
            if self._changes.before is not None:
                self._changes.add(self._file, "added", _name(row))
            return {**row, "first_release": version, "last_changed": version}
        same = old["content_sha256"] == row["content_sha256"]
        if not same:
            self._changed(old, row)
        if old["split"] != row["split"] and None not in (old["split"], row["split"]):
            self._changes.add(self._file, "moved", f"{_name(row)}: {old['split']} → {row['split']}")
        return {
            **row,
            "first_release": old["first_release"],
            "last_changed": old["last_changed"] if same else version,
        }

    def close(self) -> None:
        """Count what is left: it went."""
        while self._next is not None:
            self._gone()

    def _skip_to(self, key: tuple[str, ...]) -> Json | None:
        while self._next is not None and _key(self._next) < key:
            self._gone()
        if self._next is None or _key(self._next) != key:
            return None
        found, self._next = self._next, next(self._rows, None)
        return found

    def _gone(self) -> None:
        if self._next is not None:
            self._changes.add(self._file, "removed", _name(self._next))
        self._next = next(self._rows, None)

    def _changed(self, old: Json, row: Json) -> None:
        names = sorted(_differences(old, row))
        self._changes.add(self._file, "changed", f"{_name(row)}: {', '.join(names)}")
        self._changes.fields.update((row.get("tag") or row.get("type") or "", name) for name in names)


def _differences(old: Json, row: Json) -> Iterator[str]:
    for name in (
        "tag",
        "anchor",
        "sources",
        "note",
        "confidence",
        "origin",
        "version",
        "derived_from",
        "type",
        "from",
        "to",
    ):
        if old.get(name) != row.get(name):
            yield name
    before, after = old.get("attributes") or {}, row.get("attributes") or {}
    yield from (f"attributes.{key}" for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def _key(row: Json) -> tuple[str, ...]:
    return row["article"], row["layer"], row["id"]


def _name(row: Json) -> str:
    return f"`{row['id']}` ({row.get('tag') or row.get('type')}, {row['layer']}, article {row['article']})"
