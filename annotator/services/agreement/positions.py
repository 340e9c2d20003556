"""The diagnosis of a figure: which articles it rests on and why the others not, and every position of one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.domain.agreement.positions import Stretch, stretches
from annotator.domain.regions import boilerplate
from annotator.errors import Missing
from annotator.models import Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import finished, targets
from annotator.records.finished import closely


@dataclass(frozen=True)
class Line:
    """One article: who finished it, and whether it is used."""

    article: str
    title: str | None
    people: tuple[str, ...]

    @property
    def used(self) -> bool:
        """Say whether two finished it."""
        return len(self.people) > 1


@dataclass(frozen=True)
class Positions:
    """One article: its title and text, who finished it, and the runs it is made of."""

    article: str
    title: str | None
    text: str
    people: tuple[str, ...]
    runs: list[Stretch]


def articles_of(session: Session, actor: Actor, project: Project) -> list[Line]:
    """Return every article that the actor is not blind on, with who finished it."""
    require(actor, Permission.AGREEMENT_READ, targets.of_project(project.id))
    seen = finished.visible(session, actor, project)
    people: dict[int, list[str]] = {}
    for row in finished.layers_of(session, project):
        people.setdefault(row.article_id, []).append(row.name)
    return [
        Line(row.public_id, row.title, tuple(people.get(row.id, ())))
        for row in finished.articles_of(session, project)
        if row.public_id in seen
    ]


def positions_of(session: Session, actor: Actor, project: Project, article: str, tag: str) -> Positions:
    """Return every position of an article; raises Missing where the actor may not know of it."""
    require(actor, Permission.AGREEMENT_READ, targets.of_project(project.id))
    if article not in finished.visible(session, actor, project):
        raise Missing()
    [row] = finished.texts_of(session, project, [article])
    read = closely(session, project, [article]).get(article)
    layers = read.article.layers if read else {}
    runs = stretches(layers, tag, len(row.text), boilerplate(row.regions))
    return Positions(article, row.title, row.text, tuple(sorted(layers)), runs)
