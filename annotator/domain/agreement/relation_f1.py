"""Relation F1: links of two people, their ends mapped through the alignment of what they link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.domain.agreement.reasons import Figure, share

Drawn = tuple[str, str, str]
"""A link: its start, its end, its type; direction counts."""


class RelationF1(NamedTuple):
    """F1 with types, without, and with types where both ends are aligned."""

    labelled: Figure
    unlabelled: Figure
    labelled_given_spans: Figure


def relation_f1(ones: Sequence[Drawn], others: Sequence[Drawn], aligned: Mapping[str, str]) -> RelationF1:
    """Return the scores; `aligned` leads from annotations of the first to those of the second."""
    back = set(aligned.values())
    mapped = [(_mapped(start, aligned), _mapped(end, aligned), type_) for start, end, type_ in ones]
    mine = [link for link in mapped if link[0] in back and link[1] in back]
    theirs = [link for link in others if link[0] in back and link[1] in back]
    return RelationF1(
        _f1(mapped, others),
        _f1([link[:2] for link in mapped], [link[:2] for link in others]),
        _f1(mine, theirs),
    )


def _mapped(end: str, aligned: Mapping[str, str]) -> str | None:
    return aligned.get(end)


def _f1(ones: Iterable[Sequence[str | None]], others: Iterable[Sequence[str | None]]) -> Figure:
    mine, theirs = Counter(map(tuple, ones)), Counter(map(tuple, others))
    return share(2 * (mine & theirs).total(), mine.total() + theirs.total())
