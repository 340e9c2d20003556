"""Measure how far people agree: what is handed in or came with the articles, of which the asker may know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from annotator.models import Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, allowed
from annotator.queries import targets
from annotator.services.agreement.choice import EVERYTHING, Asked, Chosen, choose, shared_articles
from annotator.services.agreement.detail import detail
from annotator.services.agreement.gamma import pooled
from annotator.services.agreement.groups import on_groups, verdicts
from annotator.services.agreement.sums import SEED, additive
from annotator.services.review.aligning import align

SCHEMA = "annotator/agreement/1"
MOST_DRAWS = 100_000

Record = dict[str, Any]


@dataclass(frozen=True)
class Measured:
    """The figures, and what was computed for them that is worth keeping."""

    record: Record
    fresh: Mapping[str, Any]


def measure(
    session: Session, actor: Actor, project: Project, asked: Asked = EVERYTHING, *, seconds: float | None = None
) -> Measured:
    """Return the figures; raises Refused, and Invalid for a tag or layer that the project does not have.

    With `seconds`, articles whose alignment was not begun in that time are left and counted as `left`.
    """
    chosen = choose(session, actor, project, asked)
    found = align(session, project, shared_articles(chosen.rows), seconds=seconds)
    record = {
        **head(project, asked, chosen),
        **additive(session, project, chosen, asked),
        **on_groups(session, project, found, chosen.people, chosen.tags),
        "gamma": pooled(session, actor, project, found, chosen.people),
        "verdicts": _verdicts(session, actor, project),
    }
    if asked.detail:
        record["detail"] = detail(session, project, found, chosen.people, chosen.tags)
    return Measured(record, found.fresh)


def head(project: Project, asked: Asked, chosen: Chosen) -> Record:
    """Return what every figure rests on."""
    return {
        "schema": SCHEMA,
        "project": project.slug,
        "configuration": {
            "unit": "character",
            "layers": list(chosen.people),
            "bootstrap": asked.draws,
            "resampled": "articles",
            "seed": SEED,
            "boilerplate": "left out",
            "trimmed": asked.trim,
        },
        "articles": len(np.unique(chosen.rows.article)),
        "annotators": list(chosen.people),
        "pairs": chosen.rows.pairs,
    }


def _verdicts(session: Session, actor: Actor, project: Project) -> Record | None:
    """Return the agreement on verdicts, which are proposed across articles: nothing for who is blind on one."""
    known = allowed(actor, Permission.FACT_CHECK_READ, targets.of_project(project.id))
    return verdicts(session, project) if known else None
