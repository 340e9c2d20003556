"""Agreement over the layers of a release, as its agreement.json says it: figures as text, none rounded up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.bootstrap import DRAWS
from annotator.domain.agreement.figures import pairwise, tag_figures
from annotator.domain.agreement.pair_rows import pair_rows
from annotator.domain.anchors import Anchor
from annotator.domain.cases.readings import Reading
from annotator.records.agreement import tag_record
from exports.release.statistics import body_length

Json = dict[str, Any]
SCHEMA = "annotator/agreement/1"
SEED = 0


def article_of(record: Mapping[str, Any], length: int | None = None) -> Article:
    """Return the readings of an article record, by layer; gold is nobody's reading.

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
        if layer["layer"] != "gold"
    }
    return Article(record["id"], body_length(dict(record)) if length is None else length, layers)


def report(articles: Iterable[Article], tags: Sequence[str]) -> Json:
    """Return agreement.json: the figures of each tag, also of each two people; what is undefined says why.

    It needs only the records of a release, and of those whose text is withheld the length, which it says itself:
    whoever holds one can compute it again.
    """
    there = list(articles)
    rows = pair_rows(there, tags)
    record = {
        "schema": SCHEMA,
        "unit": "character",
        "boilerplate": "left out",
        "bootstrap": {"draws": DRAWS, "seed": SEED, "resampled": "articles"},
        "lengths": {article.id: article.length for article in there},
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
