"""What a question about agreement is about: tags, layers, and the articles that the asker may know of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from annotator.domain.agreement.bootstrap import DRAWS
from annotator.domain.agreement.pair_rows import PairRows
from annotator.errors import Invalid
from annotator.models import Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import finished, projects, targets
from annotator.services.agreement.rows import Counted, counted
from schemas.sayings import say


@dataclass(frozen=True)
class Asked:
    """What is asked for: tags and layers by name (all if none), and how many draws an interval rests on.

    `trim` takes white space and punctuation from the ends of spans before characters and spans are compared;
    `detail` adds what takes longer: the u-α family and competence.
    """

    tags: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    draws: int = DRAWS
    trim: bool = False
    detail: bool = False


EVERYTHING = Asked()


@dataclass(frozen=True)
class Chosen:
    """The rows that a question is about, with and without accepted suggestions."""

    tags: tuple[str, ...]
    rows: PairRows
    bare: PairRows
    people: tuple[str, ...]
    all: Counted


def choose(session: Session, actor: Actor, project: Project, asked: Asked) -> Chosen:
    """Return the rows of articles and layers that are asked for, and that the actor may know of."""
    require(actor, Permission.AGREEMENT_READ, targets.of_project(project.id))
    tags = _known(asked.tags, projects.scheme(session, project).tags, "tag", "/tag")
    found = counted(session, project, trim=asked.trim)
    seen = finished.visible(session, actor, project)
    present = sorted({layer for article, layer in found.guidelines if article in seen})
    people = _known(asked.layers, present, "finished layer", "/layers")
    rows, bare = (one.of_articles(seen).between(people) for one in (found.rows, found.bare))
    return Chosen(tags, rows, bare, people, found)


def shared_articles(rows: PairRows) -> list[str]:
    """Return the articles that two finished."""
    return [rows.articles[number] for number in np.unique(rows.article).tolist()]


def _known(wanted: Iterable[str], there: Iterable[str], noun: str, pointer: str) -> tuple[str, ...]:
    names = tuple(there)
    for name in wanted:
        if name not in names:
            have = ", ".join(names) or "none"
            raise Invalid(
                "unknown_value",
                say("There is no %(noun)s %(name)r; there are: %(have)s.", noun=noun, name=name[:60], have=have),
                pointer=pointer,
            )
    return tuple(dict.fromkeys(wanted)) or names
