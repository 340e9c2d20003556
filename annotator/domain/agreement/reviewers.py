"""How far two reviewers agree who decided the same cases: α on what they took, F1 between the golds they made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.domain.agreement.alpha import Alpha, alpha
from annotator.domain.agreement.reasons import Figure, share
from annotator.domain.agreement.span_f1 import span_f1
from annotator.domain.cases.readings import Reading


@dataclass(frozen=True)
class Twice:
    """A case decided twice: what each took, under names that mean the same in every case, and each gold."""

    first: str
    second: str
    golds: tuple[Sequence[Reading], Sequence[Reading]] = ((), ())


class BetweenReviewers(NamedTuple):
    """α on the option, and F1 to the letter and by IoU between the two golds, over all cases decided twice."""

    alpha: Alpha
    exact: Figure
    iou_weighted: Figure
    same: int
    of: int


def between_reviewers(cases: Iterable[Twice]) -> BetweenReviewers:
    """Return the figures; a case in which both made nothing counts for α, and adds nothing to F1."""
    found = list(cases)
    sizes = exact = weighted = 0.0
    for one in found:
        size = sum(map(len, one.golds))
        scores = span_f1(*one.golds)
        sizes += size
        exact += (scores.exact.value or 0.0) * size
        weighted += (scores.iou_weighted.value or 0.0) * size
    same = sum(one.first == one.second for one in found)
    found_alpha = alpha([[one.first, one.second] for one in found])
    return BetweenReviewers(found_alpha, share(exact, sizes), share(weighted, sizes), same, len(found))
