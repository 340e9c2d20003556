"""Relation F1: links of two people, their ends mapped through the alignment of what they link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.domain.agreement.reasons import Figure, share

Drawn = tuple[Hashable, Hashable, str]
"""A link: its start, its end, its type; direction counts."""


class RelationF1(NamedTuple):
    """F1 with types, without, and with types where both ends are aligned."""

    labelled: Figure
    unlabelled: Figure
    labelled_given_spans: Figure


class LinkCounts(NamedTuple):
    """What the scores are made of; the counts of pairs of people and of articles add up."""

    labelled: int
    unlabelled: int
    links: int
    given: int
    given_links: int

    def plus(self, other: LinkCounts) -> LinkCounts:
        """Return the sums."""
        return LinkCounts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def scores(self) -> RelationF1:
        """Return the three scores; undefined where nobody drew a link."""
        return RelationF1(
            share(2 * self.labelled, self.links),
            share(2 * self.unlabelled, self.links),
            share(2 * self.given, self.given_links),
        )


NO_LINKS = LinkCounts(0, 0, 0, 0, 0)


def relation_f1(
    ones: Sequence[Drawn], others: Sequence[Drawn], aligned: Mapping[Hashable, Hashable]
) -> RelationF1:
    """Return the scores; `aligned` leads from annotations of the first to those of the second."""
    # What is not aligned gets a name that nothing on the other side has.
    names: dict[Hashable, Hashable] = {end: ("alone", end) for start, stop, _ in ones for end in (start, stop)}
    names.update(aligned)
    mapped = [(names[start], names[end], type_) for start, end, type_ in ones]
    return count_links(mapped, others, set(aligned.values())).scores()


def count_links(ones: Sequence[Drawn], others: Sequence[Drawn], aligned: Collection[Hashable]) -> LinkCounts:
    """Count links whose ends already have the same names on both sides; `aligned` are those both sides have."""
    given = [[link for link in side if link[0] in aligned and link[1] in aligned] for side in (ones, others)]
    return LinkCounts(
        _shared(ones, others),
        _shared([link[:2] for link in ones], [link[:2] for link in others]),
        len(ones) + len(others),
        _shared(*given),
        sum(map(len, given)),
    )


def _shared(ones: Iterable[Hashable], others: Iterable[Hashable]) -> int:
    return (Counter(ones) & Counter(others)).total()
