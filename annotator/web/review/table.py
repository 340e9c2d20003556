"""What the readings of a case say, attribute by attribute; what differs comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from annotator.web.review.lanes import Lane
from annotator.web.review.values import label, term, words


@dataclass(frozen=True)
class Row:
    """One attribute: its name in words, and what each lane says."""

    label: str
    cells: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether not all say the same."""
        return len(set(self.cells)) > 1


def table(
    scheme: Mapping[str, Any], lanes: Sequence[Lane], names: Mapping[str, str], titles: Mapping[str, str]
) -> list[Row]:
    """Return the rows that say anything; `names` are of entities, `titles` of sources, by id."""
    rows = [row for row in _rows(scheme, lanes, names, titles) if any(row.cells)]
    return sorted(rows, key=lambda row: not row.differs)


def _rows(
    scheme: Mapping[str, Any], lanes: Sequence[Lane], names: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[Row]:
    tags = scheme["tags"]
    if len({lane.tag for lane in lanes}) > 1:
        yield Row(gettext("Tag"), tuple(label(tags[lane.tag].get("label"), lane.tag) for lane in lanes))
    rules: dict[str, Any] = {}
    for lane in lanes:
        rules = {**tags.get(lane.tag, {}).get("attributes", {}), **rules}
    for name, rule in rules.items():
        cells = tuple(words(scheme, rule, lane.attributes.get(name), names) for lane in lanes)
        yield Row(label(rule.get("label"), name), cells)
    yield Row(gettext("Sources"), tuple(_sources(scheme, lane, titles) for lane in lanes))
    yield Row(gettext("Note"), tuple(lane.note or "" for lane in lanes))


def _sources(scheme: Mapping[str, Any], lane: Lane, titles: Mapping[str, str]) -> str:
    unnamed = gettext("a source")
    said = [
        f"{term(scheme, 'stance', link.get('stance') or '')} {titles.get(link['source'], unnamed)}".strip()
        for link in lane.sources
    ]
    return "; ".join(sorted(said))
