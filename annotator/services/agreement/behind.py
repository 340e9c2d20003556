"""Which articles a figure rests on: those that two people finished, under a guideline version, in a week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any

from sqlalchemy.orm import Session

from annotator.models import Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import finished, targets

NO_VERSION = "none"


@dataclass(frozen=True)
class Figure:
    """Of which part of the project a figure is; what is empty narrows nothing."""

    pair: tuple[str, ...] = ()
    guideline: str = ""
    week: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether it is of the whole project."""
        return not (self.pair or self.guideline or self.week)


def articles_behind(session: Session, actor: Actor, project: Project, figure: Figure) -> list[str]:
    """Return the articles on which two finished layers make up this part of the figures; raises Refused.

    Nothing is told of who made which reading: articles are found, not cases.
    """
    require(actor, Permission.AGREEMENT_READ, targets.of_project(project.id))
    seen = finished.visible(session, actor, project)
    names = {row.id: row.public_id for row in finished.articles_of(session, project)}
    layers: dict[str, dict[str, Any]] = {}
    for row in finished.layers_of(session, project):
        layers.setdefault(names[row.article_id], {})[row.name] = row.guideline_version
    times = finished.handed_in(session, project) if figure.week else {}
    return [one for one, there in layers.items() if one in seen and any(_pairs(one, there, figure, times))]


def week_of(times: Mapping[tuple[str, str], str], article: str, *people: str) -> str:
    """Return the week in which the later of these handed in, such as 2026-W07; empty when nobody did."""
    known = [times.get((article, name)) for name in people]
    late = max((time for time in known if time), default=None)
    return "" if late is None else "{}-W{:02}".format(*datetime.fromisoformat(late).isocalendar()[:2])


def _pairs(
    article: str, there: Mapping[str, Any], figure: Figure, times: Mapping[tuple[str, str], str]
) -> Iterator[bool]:
    for two in combinations(sorted(there), 2):
        if figure.pair and not set(figure.pair) >= set(two):
            continue
        versions = {NO_VERSION if there[name] is None else str(there[name]) for name in two}
        if figure.guideline and versions != {figure.guideline}:
            continue
        yield not figure.week or week_of(times, article, *two) == figure.week
