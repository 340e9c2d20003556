"""The flat rows of a release against the articles they were made from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from exports.proof.fold import digest_of
from exports.proof.report import Watch, Wrong

OF_ANNOTATION = (
    "id", "tag", "anchor", "attributes", "sources", "note", "confidence", "origin", "version", "derived_from",
)  # fmt: skip
OF_RELATION = ("id", "type", "from", "to")
ROWS = {
    "data/annotations.jsonl": "annotations",
    "data/gold.jsonl": "annotations",
    "data/relations.jsonl": "relations",
    "data/decisions.jsonl": "decisions",
    "data/entities.jsonl": "entities",
    "data/fact_checks.jsonl": "fact_checks",
    "data/sources.jsonl": "sources",
}
"""Which files hold rows, and which part of an article they come from."""
OF_ROW = {"annotations": OF_ANNOTATION, "relations": OF_RELATION}
UNITED = ("entities", "fact_checks", "sources")
"""What several articles carry, and one row tells."""


class Rows(Watch):
    """What an article holds stands in one row of each file that is `there`, says the same, and is of its part."""

    name = "rows"

    def __init__(self, there: Collection[str]) -> None:
        super().__init__()
        self._kinds = {ROWS[name] for name in there}
        self._said: dict[str, set[bytes]] = {}
        self._parts: dict[str, str | None] = {}

    def line(self, part: str | None, record: dict[str, Any]) -> None:
        """Remember what an article says, and in which part of the release it stands."""
        self._parts[record["id"]] = part
        for layer in record["layers"]:
            for kind in ("annotations", "relations"):
                for row in layer[kind]:
                    self._say(kind, f"{record['id']}\n{layer['layer']}\n{row['id']}", row)
        for row in record["decisions"]:
            self._say("decisions", f"{record['id']}\n\n{row['id']}", row)
        for kind in UNITED:
            for row in record[kind]:
                self._say(kind, f"\n\n{row['id']}", row)

    def _say(self, kind: str, key: str, row: dict[str, Any]) -> None:
        if kind in self._kinds:
            self._said.setdefault(f"{kind}\n{key}", set()).add(digest_of(_without_mentions(kind, row)))

    def row(self, name: str, record: dict[str, Any]) -> None:
        """Hold a row against its article; raises Wrong."""
        self.looked_at += 1
        kind = ROWS[name]
        article = "" if kind in UNITED else record["article"]
        said = self._said.pop(f"{kind}\n{article}\n{record.get('layer', '')}\n{record['id']}", None)
        if said is None:
            raise Wrong(f"{record['id']} is in no article of this release, or stands here twice")
        keys = OF_ROW.get(kind) or (record if kind in UNITED else record.keys() - {"article"})
        if digest_of(_without_mentions(kind, {key: record[key] for key in keys})) not in said:
            raise Wrong(f"{record['id']} is not what its article says")
        if kind in OF_ROW and record["split"] != self._parts[article]:
            raise Wrong(f"{record['id']} is told to be of another part than its article")

    def end(self) -> None:
        """Look for what has no row; raises Wrong."""
        for key in self._said:
            kind, article, layer, uuid = key.split("\n")
            where = f", layer {layer} of article {article}" if layer else f" of {kind}"
            raise Wrong(f"{uuid}{where} has no row")


def _without_mentions(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """Leave out the mentions of a fact-check: an article tells only its own."""
    return {key: value for key, value in row.items() if kind != "fact_checks" or key != "mentions"}
