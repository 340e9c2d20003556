"""What is measured on aligned groups: attributes, sources, tags against tags, boundaries, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from typing import Any, NamedTuple

from annotator.domain.agreement.alpha import Alpha
from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.metrics import SETS, alpha_by, comparable, metric_of
from annotator.domain.agreement.relation_f1 import NO_LINKS, LinkCounts, count_links
from annotator.domain.cases.alignment import align
from annotator.domain.cases.components import components
from annotator.domain.cases.leftovers import collapse
from annotator.domain.cases.readings import Link, Reading
from annotator.domain.schemes.parts import Attribute

NONE = "none"
"""What stands against a tag where the other person, who finished the article, has nothing in the group."""

Groups = tuple[tuple[Reading, ...], ...]


@dataclass(frozen=True)
class Aligned:
    """One article: the layers of who finished it, which of their annotations go together, and their links."""

    article: Article
    groups: Groups
    links: Sequence[Link] = field(default=())

    @property
    def people(self) -> list[str]:
        """Return who finished it, in order of names."""
        return sorted(self.article.layers)


class OnGroups(NamedTuple):
    """An α over groups, which is conditional on agreement about the span: so many aligned of so many."""

    metric: str
    alpha: Alpha
    aligned: int
    annotations: int


class Moves(NamedTuple):
    """How one person's boundaries lie against the others', in characters: behind theirs is positive."""

    start: list[int]
    end: list[int]


def align_article(layers: Mapping[str, Iterable[Reading]], boundaries: Sequence[int] = ()) -> Groups:
    """Return the groups that cases are made of; what a person marked twice alike is there once."""
    kept, _ = collapse(reading for layer in layers.values() for reading in layer)
    found = [align(part, len(layers), boundaries)[0] for part in components(kept, boundaries)]
    return tuple(group for groups in found for group in groups)


def attribute_alphas(
    parts: Sequence[Aligned], tag: str, attributes: Mapping[str, Attribute]
) -> dict[str, OnGroups]:
    """Return the α of each attribute of a tag that a program can compare."""
    groups, annotations = _of_tag(parts, tag), _count(parts, tag)
    aligned = sum(map(len, groups))
    found: dict[str, OnGroups] = {}
    for name, attribute in attributes.items():
        metric = metric_of(attribute)
        if metric is not None:
            units = [[comparable(attribute, one.attributes.get(name)) for one in group] for group in groups]
            found[name] = OnGroups(metric, alpha_by(metric, units), aligned, annotations)
    return found


def source_alpha(parts: Sequence[Aligned], tag: str) -> OnGroups:
    """Return the α of what is cited, and for what: sets of source and stance, by MASI."""
    groups = _of_tag(parts, tag)
    units = [[frozenset((s.get("source"), s.get("stance")) for s in one.sources) for one in g] for g in groups]
    return OnGroups(SETS, alpha_by(SETS, units), sum(map(len, groups)), _count(parts, tag))


def confusion(parts: Iterable[Aligned]) -> Counter[tuple[str, str]]:
    """Count what stands against what, over all pairs of people; differing pairs are counted both ways."""
    counts: Counter[tuple[str, str]] = Counter()
    for part in parts:
        people = part.people
        for group in part.groups:
            tags = {reading.layer: reading.tag for reading in group}
            for one, other in combinations([tags.get(name, NONE) for name in people], 2):
                if one != NONE or other != NONE:
                    counts.update({(one, other), (other, one)})
    return counts


def boundary_moves(parts: Iterable[Aligned]) -> dict[str, Moves]:
    """Return for each person how their spans lie against every other aligned with the same tag."""
    found: dict[str, Moves] = {}
    for one, other in _same_tag(parts):
        for mine, theirs in ((one, other), (other, one)):
            moves = found.setdefault(mine.layer, Moves([], []))
            moves.start.append(mine.start - theirs.start)
            moves.end.append(mine.end - theirs.end)
    return found


def link_counts(parts: Iterable[Aligned]) -> LinkCounts:
    """Return the counts of relation F1 over every two people of every article."""
    return reduce(LinkCounts.plus, (count for part in parts for count in _links(part)), NO_LINKS)


def _links(part: Aligned) -> Iterator[LinkCounts]:
    places = {(one.layer, one.id): number for number, group in enumerate(part.groups) for one in group}
    drawn: dict[str, list[tuple[Any, Any, str]]] = {name: [] for name in part.people}
    for link in part.links:
        ends = (places.get((link.layer, end), f"{link.layer} {end}") for end in (link.start, link.end))
        drawn.get(link.layer, []).append((*ends, link.type))  # type: ignore[arg-type]
    holders = [{one.layer for one in group} for group in part.groups]
    for one, other in combinations(part.people, 2):
        both = {number for number, layers in enumerate(holders) if {one, other} <= layers}
        yield count_links(drawn[one], drawn[other], both)


def _of_tag(parts: Iterable[Aligned], tag: str) -> list[list[Reading]]:
    """Return the groups in which at least two people have the tag, without the others."""
    found = [[one for one in group if one.tag == tag] for part in parts for group in part.groups]
    return [group for group in found if len(group) > 1]


def _count(parts: Iterable[Aligned], tag: str) -> int:
    return sum(one.tag == tag for part in parts for layer in part.article.layers.values() for one in layer)


def _same_tag(parts: Iterable[Aligned]) -> Iterator[tuple[Reading, Reading]]:
    for part in parts:
        for group in part.groups:
            for one, other in combinations(group, 2):
                if one.tag == other.tag and one.kind == other.kind == "span":
                    yield one, other
