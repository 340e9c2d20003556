"""Where a quote stands in a text: at its place, or found again exactly, by its context, by nearness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PLACE, EXACTLY, CONTEXT, NEARNESS = "at its place", "exactly", "by its context", "by nearness"


@dataclass(frozen=True)
class Found:
    """Start and end in code points, and the step that found them."""

    start: int
    end: int
    step: str


def find(
    text: str, exact: str, prefix: str = "", suffix: str = "", place: tuple[int, int] | None = None
) -> Found | None:
    """Return where the quote stands, or nothing if it stands nowhere or cannot be told from another place.

    Where it does not stand at `place`: the only place where it stands; else the one whose surroundings agree
    longest with prefix and suffix; else, of several that agree as well, the one nearest to `place`.
    """
    if place and text[place[0] : place[1]] == exact and (exact or _agrees(text, place[0], prefix, suffix)):
        return Found(*place, PLACE)
    places = [at for at in _places(text, exact) if exact or _agrees(text, at, prefix, suffix)]
    if not places:
        return None
    if len(places) == 1:
        return Found(places[0], places[0] + len(exact), EXACTLY)
    scores = {at: _context(text, at, at + len(exact), prefix, suffix) for at in places}
    best = [at for at in places if scores[at] == max(scores.values())]
    if len(best) == 1:
        return Found(best[0], best[0] + len(exact), CONTEXT)
    if place is None:
        return None
    near = min(best, key=lambda at: abs(at - place[0]))
    return Found(near, near + len(exact), NEARNESS)


def _places(text: str, exact: str) -> Iterator[int]:
    at = text.find(exact)
    while at >= 0:
        yield at
        at = text.find(exact, at + 1) if at < len(text) else -1


def _agrees(text: str, at: int, prefix: str, suffix: str) -> bool:
    """Say whether a point stands between its prefix and suffix; without these it stands anywhere."""
    return text.endswith(prefix, 0, at) and text.startswith(suffix, at)


def _context(text: str, start: int, end: int, prefix: str, suffix: str) -> int:
    before = _common(reversed(text[max(0, start - len(prefix)) : start]), reversed(prefix))
    return before + _common(iter(text[end : end + len(suffix)]), iter(suffix))


def _common(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
