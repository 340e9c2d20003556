"""The flat rows of a release against the articles they were made from."""

from __future__ import annotations

from typing import Any

from exports.proof.fold import digest_of
from exports.proof.report import Watch, Wrong

OF_ANNOTATION = (
    "id", "tag", "anchor", "attributes", "sources", "note", "confidence", "origin", "version", "derived_from",
)  # fmt: skip
OF_RELATION = ("id", "type", "from", "to")
ROWS = {
    "data/annotations.jsonl": OF_ANNOTATION,
    "data/gold.jsonl": OF_ANNOTATION,
    "data/relations.jsonl": OF_RELATION,
}
"""Which files hold rows, and what of each row comes from the article."""


class Rows(Watch):
    """Every annotation and relation stands once in its article and once in a row, and says the same."""

    name = "rows"

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, bytes] = {}

    def line(self, record: dict[str, Any]) -> None:
        """Remember what an article says."""
        for layer in record["layers"]:
            for kind in ("annotations", "relations"):
                for row in layer[kind]:
                    self._said[f"{record['id']}\n{layer['layer']}\n{row['id']}"] = digest_of(row)

    def row(self, name: str, record: dict[str, Any]) -> None:
        """Hold a row against its article; raises Wrong."""
        self.looked_at += 1
        said = self._said.pop(f"{record['article']}\n{record['layer']}\n{record['id']}", None)
        if said is None:
            raise Wrong(f"{record['id']} is in no article of this release, or stands here twice")
        if said != digest_of({key: record[key] for key in ROWS[name]}):
            raise Wrong(f"{record['id']} is not what its article says")

    def end(self) -> None:
        """Look for what has no row; raises Wrong."""
        for key in self._said:
            article, layer, uuid = key.split("\n")
            raise Wrong(f"{uuid}, layer {layer} of article {article} has no row")
