"""Agreement over the layers of a release, as its agreement.json says it: figures as text, none rounded up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.bootstrap import DRAWS
from annotator.domain.agreement.figures import TagFigures, figures
from annotator.domain.agreement.reasons import Figure
from annotator.domain.anchors import Anchor
from annotator.domain.cases.readings import Reading
from exports.release.statistics import body_length

Json = dict[str, Any]
SEED = 0


def article_of(record: Mapping[str, Any]) -> Article:
    """Return the readings of an article record, by layer; gold is nobody's reading."""
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
    return Article(record["id"], body_length(dict(record)), layers)


def report(articles: Iterable[Article], tags: Iterable[str]) -> Json:
    """Return agreement.json: for each tag the figures of the agreement page, undefined ones with their reason."""
    found = figures(list(articles), list(tags), draws=DRAWS, seed=SEED)
    return {
        "schema": "annotator/agreement/1",
        "unit": "characters outside boilerplate",
        "bootstrap": {"draws": DRAWS, "seed": SEED, "by": "article"},
        "tags": {tag.tag: _tag(tag) for tag in found},
    }


def _tag(tag: TagFigures) -> Json:
    return {
        "articles": tag.articles,
        "annotations": tag.annotations,
        "pairs": tag.pairs,
        "alpha": _number(tag.alpha.alpha),
        "alpha_reason": tag.alpha.reason,
        "alpha_low": _number(tag.interval.low),
        "alpha_high": _number(tag.interval.high),
        "few_articles": tag.interval.few_articles,
        "observed_agreement": _number(tag.alpha.observed_agreement),
        "prevalence": _number(tag.alpha.prevalence),
        **{name: _figure(getattr(tag, name)) for name in ("iou_f1", "exact_f1", "relaxed_f1", "char_f1")},
    }


def _figure(figure: Figure) -> Json:
    return {"value": _number(figure.value), "reason": figure.reason}


def _number(value: float | None) -> str | None:
    """Write a figure with six digits, as text: releases hold no float."""
    return None if value is None else f"{value:.6f}"
