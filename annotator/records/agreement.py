"""Figures of agreement as a record: a number or null, and beside every null its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.domain.agreement.alpha import Alpha
from annotator.domain.agreement.bootstrap import LEVEL, Drawn
from annotator.domain.agreement.figures import Jackknife, TagFigures
from annotator.domain.agreement.reasons import Figure
from annotator.domain.agreement.two_coders import TwoCoders

Record = dict[str, Any]


def tag_record(found: TagFigures) -> Record:
    """Return the figures of a tag, without intervals where none were drawn."""
    reasons = {"alpha": found.alpha.reason, "ac1": found.ac1.reason} | {
        f"f1.{name}": one.reason for name, one in found.f1.items()
    }
    drawn = {name: interval_record(one) for name, one in found.intervals.items() if one.n_resamples}
    return {
        "alpha": found.alpha.alpha,
        "f1": values(found.f1),
        "ac1": found.ac1.value,
        "observed_agreement": found.alpha.observed_agreement,
        "prevalence": found.alpha.prevalence,
        "articles": found.articles,
        "annotations": found.annotations,
        "pairs": found.pairs,
        "n_pairable": found.alpha.n_pairable,
        **({"intervals": drawn, "few_articles": found.intervals["alpha"].few_articles} if drawn else {}),
        "reasons": known(reasons),
    }


def interval_record(drawn: Drawn) -> Record:
    """Return the interval, and how many draws were undefined and stand in none."""
    return {
        "level": LEVEL,
        "low": drawn.low,
        "high": drawn.high,
        "draws": drawn.n_resamples,
        "undefined": drawn.n_undefined,
    }


def jackknife_record(found: Jackknife | None) -> Record | None:
    """Return the standard error over annotators and its interval; nothing under four annotators."""
    return None if found is None else {"standard_error": found.error, "low": found.low, "high": found.high}


def alpha_record(found: Alpha, **beside: Any) -> Record:
    """Return an α over units that are not characters."""
    return {
        **beside,
        "alpha": found.alpha,
        "observed_agreement": found.observed_agreement,
        "n_pairable": found.n_pairable,
        "reasons": known({"alpha": found.reason}),
    }


def two_coders_record(found: TwoCoders) -> Record:
    """Return the coefficients of two people over characters."""
    figures = found._asdict()
    chosen = {name: figures[key] for name, key in (("kappa", "kappa"), ("ac1", "ac1"), ("pi", "pi"))}
    return figures_record(chosen)


def figures_record(figures: Mapping[str, Figure], **beside: Any) -> Record:
    """Return several figures by name, with the reasons of those that are undefined."""
    return {**beside, **values(figures), "reasons": known({name: one.reason for name, one in figures.items()})}


def values(figures: Mapping[str, Figure]) -> dict[str, float | None]:
    """Return the numbers, null where undefined."""
    return {name: figure.value for name, figure in figures.items()}


def known(reasons: Mapping[str, str | None]) -> dict[str, str]:
    """Return the reasons that there are."""
    return {name: reason for name, reason in reasons.items() if reason is not None}
