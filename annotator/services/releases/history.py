"""The history as it leaves with a release: every event, with the contents of what is in the release."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from annotator.domain.history import commitment
from annotator.models import Article, Chain, Change, Event, Project
from annotator.queries.events import event_record, of_chain
from exports.canonical import dumps
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


def event_lines(session: Session, project: Project, shown: Shown) -> Iterator[bytes]:
    """Yield a line an event: as it was hashed, its hash, its changes whole or as commitments alone."""
    rows = session.execute(select(Article.id, Article.public_id).where(Article.project_id == project.id))
    names = {number: public_id for number, public_id in rows}
    for event, changes in of_chain(session, project):
        told = [_change(change, names.get(change.article_id or 0), shown) for change in changes]
        yield dumps({**event_record(event), "hash": event.hash, "changes": told}) + b"\n"


def _change(change: Change, article: str | None, shown: Shown) -> dict[str, Any]:
    record: dict[str, Any] = {"object": change.object} | ({"article": article} if article else {})
    if shown.tells(article, change.object):
        return {**record, "salt": change.salt, "body": change.body}
    return {**record, "commitment": commitment(change.salt, change.body)}


def span(session: Session, project: Project) -> tuple[str, str]:
    """Return the days of the first and the last act in the project."""
    query = select(func.min(Event.ts), func.max(Event.ts)).join(Chain, Chain.id == Event.chain_id)
    first, last = session.execute(query.where(Chain.project_id == project.id)).one()
    return (first or "1970-01-01")[:10], (last or "1970-01-01")[:10]
