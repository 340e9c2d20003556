"""Omissions and other points: no width, so no measure by length sees them; three figures of their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from annotator.domain.agreement.alpha import Alpha, alpha_sets
from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.matching import best_matches
from annotator.domain.agreement.reasons import Figure, share
from annotator.domain.cases.readings import Reading, slot

Sets = list[frozenset[str] | None]


def slot_alpha(articles: Iterable[tuple[Article, Sequence[int]]]) -> Alpha:
    """Return α over slots: which tags each person's points have at each boundary, compared as sets.

    Each article comes with its boundaries, sorted; a point stands at the nearest, the earlier of two.
    """
    return alpha_sets([unit for article, boundaries in articles for unit in _slots(article, boundaries)])


def event_f1(
    ones: Iterable[Reading], others: Iterable[Reading], boundaries: Sequence[int], tolerance: int = 0
) -> Figure:
    """Return F1 of points of one tag each that are at most so many boundaries apart, one to one."""

    def near(one: Reading, other: Reading) -> float:
        apart = abs(_number(one, boundaries) - _number(other, boundaries))
        return float(one.tag == other.tag and apart <= tolerance)

    return _f1(_points(ones), _points(others), near)


def content_f1(
    ones: Sequence[Reading], others: Sequence[Reading], alike: Callable[[Reading, Reading], bool]
) -> Figure:
    """Return F1 of annotations that say the same, however far apart; `alike` knows rulings and shared evidence."""
    return _f1(ones, others, lambda one, other: float(alike(one, other)))


def _f1(ones: Sequence[Reading], others: Sequence[Reading], weigh: Callable[[Reading, Reading], float]) -> Figure:
    return share(2 * len(best_matches(ones, others, weigh)), len(ones) + len(others))


def _points(readings: Iterable[Reading]) -> list[Reading]:
    return [reading for reading in readings if reading.kind == "point"]


def _number(point: Reading, boundaries: Sequence[int]) -> int:
    return bisect_left(boundaries, slot(point.start, boundaries)) if boundaries else point.start


def _slots(article: Article, boundaries: Sequence[int]) -> Iterator[Sets]:
    placed: list[dict[int, set[str]]] = []
    for readings in article.layers.values():
        placed.append({})
        for point in _points(readings):
            placed[-1].setdefault(slot(point.start, boundaries), set()).add(point.tag)
    for boundary in boundaries:
        yield [frozenset(layer.get(boundary, ())) for layer in placed]
