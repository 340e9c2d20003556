"""Agreement over the layers of a release, as its agreement.json says it: figures as text, none rounded up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.bootstrap import DRAWS
from annotator.domain.agreement.figures import pairwise, tag_figures
from annotator.domain.agreement.pair_rows import PairRows, joined, pair_rows
from annotator.domain.anchors import Anchor
from annotator.domain.cases.readings import Reading
from annotator.records.agreement import tag_record
from exports.release.statistics import body_length

Json = dict[str, Any]
SCHEMA = "annotator/agreement/1"
SEED = 0
BATCH = 500
"""How many articles are counted at once."""


def article_of(record: Mapping[str, Any], length: int | None = None) -> Article:
    """Return the readings of an article record, by layer; gold and what is set aside are nobody's reading.

    `length` is that of the article in characters, which only its text tells, without boilerplate.
    """
    layers = {
        layer["layer"]: [
            Reading(
                one["id"], layer["layer"], one["tag"], one["anchor"]["kind"], Anchor.of(one["anchor"]).segments
            )
            for one in layer["annotations"]
        ]
        for layer in record["layers"]
        if layer["layer"] != "gold" and "aside" not in layer
    }
    return Article(record["id"], body_length(dict(record)) if length is None else length, layers)


class Measured:
    """Articles as agreement sees them: made rows of numbers some hundred at a time, so that memory stays small."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags, self.lengths = list(tags), dict[str, int]()
        self._waiting: list[Article] = []
        self._parts: list[PairRows] = []

    def add(self, article: Article) -> None:
        """Take one more article; the order of articles decides which the bootstrap draws."""
        self.lengths[article.id] = article.length
        self._waiting.append(article)
        if len(self._waiting) == BATCH:
            self._count()

    def rows(self) -> PairRows:
        """Return the rows of all articles."""
        self._count()
        return joined(self._parts)

    def _count(self) -> None:
        self._parts.append(pair_rows(self._waiting, self.tags))
        self._waiting = []


def report(measured: Measured) -> Json:
    """Return agreement.json: the figures of each tag, also of each two people; what is undefined says why.

    It needs only the records of a release, and of those whose text is withheld the length, which it says itself:
    whoever holds one can compute it again.
    """
    rows, tags = measured.rows(), measured.tags
    record = {
        "schema": SCHEMA,
        "unit": "character",
        "boilerplate": "left out",
        "bootstrap": {"draws": DRAWS, "seed": SEED, "resampled": "articles"},
        "lengths": measured.lengths,
        "articles": len(set(rows.article.tolist())),
        "annotators": list(rows.people),
        "tags": {tag: tag_record(tag_figures(rows, tag, draws=DRAWS, seed=SEED)) for tag in tags},
        "pairwise": [
            {"one": one, "other": other, "tags": {tag: tag_record(tag_figures(part, tag)) for tag in tags}}
            for (one, other), part in pairwise(rows).items()
            if len(part.article)
        ],
    }
    return dict(_as_text(record))


def _as_text(value: Any) -> Any:
    """Write every figure with six digits, as text: releases hold no float."""
    if isinstance(value, dict):
        return {key: _as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    return f"{value:.6f}" if isinstance(value, float) else value
