"""Omissions and other points: no width, so no measure by length sees them; three figures of their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from annotator.domain.agreement.alpha import Alpha, alpha_sets
from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.distances import masi
from annotator.domain.agreement.matching import best_matches
from annotator.domain.agreement.reasons import Figure, share
from annotator.domain.cases.readings import Reading, slot

Sets = list[frozenset[str] | None]
Placed = tuple[Article, Sequence[int]]
"""An article with its boundaries, sorted."""


def slot_alpha(articles: Iterable[Placed]) -> Alpha:
    """Return α over slots: which tags each person's points have at each boundary, compared as sets.

    A point stands at the nearest boundary, the earlier of two. Slots where nobody has a point count as well.
    """
    units = [unit for article, boundaries in articles for unit in _slots(article, boundaries)]
    return alpha_sets([unit for unit, _ in units], masi, [weight for _, weight in units])


def pooled_event_f1(articles: Iterable[Placed], tolerance: int = 0) -> Figure:
    """Return event F1 over every two people of every article."""
    found = matched = 0
    for article, boundaries in articles:
        for one, other in combinations(article.layers.values(), 2):
            points = _points(one), _points(other)
            found += sum(map(len, points))
            matched += len(best_matches(*points, _near(boundaries, tolerance)))
    return share(2 * matched, found)


def pooled_content_f1(articles: Iterable[Article], tag: str, alike: Callable[[Reading, Reading], bool]) -> Figure:
    """Return content F1 of the annotations of a tag over every two people of every article."""
    found = matched = 0
    for article in articles:
        layers = [[one for one in layer if one.tag == tag] for layer in article.layers.values()]
        for one, other in combinations(layers, 2):
            found += len(one) + len(other)
            matched += len(best_matches(one, other, lambda mine, theirs: float(alike(mine, theirs))))
    return share(2 * matched, found)


def article_alpha(articles: Iterable[Article]) -> Alpha:
    """Return α over articles: which tags each person gave to the article as a whole, compared as sets."""
    return alpha_sets(
        [
            [frozenset(one.tag for one in layer if one.kind == "article") for layer in article.layers.values()]
            for article in articles
        ]
    )


def event_f1(
    ones: Iterable[Reading], others: Iterable[Reading], boundaries: Sequence[int], tolerance: int = 0
) -> Figure:
    """Return F1 of points of one tag each that are at most so many boundaries apart, one to one."""
    return _f1(_points(ones), _points(others), _near(boundaries, tolerance))


def content_f1(
    ones: Sequence[Reading], others: Sequence[Reading], alike: Callable[[Reading, Reading], bool]
) -> Figure:
    """Return F1 of annotations that say the same, however far apart; `alike` knows rulings and shared evidence."""
    return _f1(ones, others, lambda one, other: float(alike(one, other)))


def _f1(ones: Sequence[Reading], others: Sequence[Reading], weigh: Callable[[Reading, Reading], float]) -> Figure:
    return share(2 * len(best_matches(ones, others, weigh)), len(ones) + len(others))


def _near(boundaries: Sequence[int], tolerance: int) -> Callable[[Reading, Reading], float]:
    def near(one: Reading, other: Reading) -> float:
        apart = abs(_number(one, boundaries) - _number(other, boundaries))
        return float(one.tag == other.tag and apart <= tolerance)

    return near


def _points(readings: Iterable[Reading]) -> list[Reading]:
    return [reading for reading in readings if reading.kind == "point"]


def _number(point: Reading, boundaries: Sequence[int]) -> int:
    return bisect_left(boundaries, slot(point.start, boundaries)) if boundaries else point.start


def _slots(article: Article, boundaries: Sequence[int]) -> Iterator[tuple[Sets, float]]:
    """Yield the slots where somebody has a point, and all the others as one that weighs as many."""
    placed: list[dict[int, set[str]]] = []
    for readings in article.layers.values():
        placed.append({})
        for point in _points(readings):
            placed[-1].setdefault(slot(point.start, boundaries), set()).add(point.tag)
    taken = sorted({boundary for layer in placed for boundary in layer})
    for boundary in taken:
        yield [frozenset(layer.get(boundary, ())) for layer in placed], 1.0
    if len(boundaries) > len(taken):
        yield [frozenset() for _ in placed], float(len(boundaries) - len(taken))
