"""Of which objects the history that leaves with a release tells the contents."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from annotator.models import Chain, Event, Project
from exports.release.texts import OFFSETS

OF_ARTICLE = frozenset({"article", "assignment", "case", "decision", "layer"})
OF_LAYER = frozenset({"annotation", "relation"})
NAMED = frozenset({"entity", "fact_check", "source"})
QUOTING = frozenset({"annotation", "case", "decision"})
"""Objects whose state holds words of the text."""


@dataclass(frozen=True)
class Shown:
    """What is in the release: the layers of each article, and the ids of entities, sources and fact-checks.

    `texts` says of each article how much of its text is passed on.
    """

    layers: Mapping[str, Collection[str]]
    ids: Collection[str]
    texts: Mapping[str, str]

    def tells(self, article: str | None, key: str) -> bool:
        """Tell whether the contents of the object may leave, and not only that there were some."""
        kind, _, rest = key.partition("/")
        if article is not None and self.texts.get(article) == OFFSETS and kind in QUOTING:
            return False
        if kind in OF_LAYER:
            return rest.rpartition("/")[0] in self.layers.get(article or "", ())
        if kind in OF_ARTICLE:
            return article in self.layers
        return kind not in NAMED or rest in self.ids


CURVES = {"layer:hand_in": "handed_in", "case:decide": "decided"}


def progress(session: Session, project: Project) -> list[dict[str, Any]]:
    """Return how many layers were handed in, and how many cases decided, by the end of each month with either."""
    month = func.substr(Event.ts, 1, 7)
    query = select(month, Event.action, func.count()).join(Chain, Chain.id == Event.chain_id)
    query = query.where(Chain.project_id == project.id, Event.action.in_(CURVES)).group_by(month, Event.action)
    sums, found = dict.fromkeys(CURVES.values(), 0), {}
    for when, action, count in sorted((when, action, count) for when, action, count in session.execute(query)):
        sums[CURVES[action]] += count
        found[when] = {"month": when, **sums}
    return list(found.values())


def span(session: Session, project: Project) -> tuple[str, str]:
    """Return the days of the first and the last act in the project."""
    query = select(func.min(Event.ts), func.max(Event.ts)).join(Chain, Chain.id == Event.chain_id)
    first, last = session.execute(query.where(Chain.project_id == project.id)).one()
    return (first or "1970-01-01")[:10], (last or "1970-01-01")[:10]
