"""Who is asked to decide a case a second time, and must not see before what the first decided."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false

from annotator.models import Article, Case, Decision, Layer, Project
from annotator.permissions import Actor
from annotator.queries.aliases import alias

_CASE, _PROJECT = alias(Case), alias(Project)


def is_asked(actor: Actor, project_id: int) -> bool:
    """Tell whether the actor is one of those who decide a second time: a reviewer who sees no gold otherwise."""
    return actor.has(project_id, "reviewer") and not actor.has(project_id, "manager", "researcher")


def asked(actor: Actor) -> list[int]:
    """Return the projects in which the actor is asked."""
    return [number for number in actor.projects_as("reviewer") if is_asked(actor, number)]


def awaits(actor: Actor, project: Project) -> ColumnElement[bool]:
    """The case is drawn to be decided twice, another person decided it, nobody did it a second time.

    Whoever annotated the article is not asked, nor who may export its gold.
    """
    return _awaits(actor, Case, Case.lot % 100 < project.second_share) if is_asked(actor, project.id) else false()


def awaits_in_article(actor: Actor) -> ColumnElement[bool]:
    """A case of the article awaits the actor's second decision: its gold tells what the first said."""
    projects = asked(actor)
    if actor.operator or not projects:
        return false()
    return exists().where(
        _CASE.article_id == Article.id,
        _PROJECT.id == Article.project_id,
        _PROJECT.id.in_(projects),
        _awaits(actor, _CASE, _CASE.lot % 100 < _PROJECT.second_share),
    )


def _awaits(actor: Actor, case: type[Case], drawn: ColumnElement[bool]) -> ColumnElement[bool]:
    here = Decision.case_id == case.id
    people = exists().where(here, Decision.second_to.is_(None), Decision.account_id.is_not(None))
    mine = exists().where(here, Decision.account_id == actor.account_id)
    twice = exists().where(here, Decision.second_to.is_not(None))
    own = exists().where(Layer.article_id == case.article_id, Layer.account_id == actor.account_id)
    return and_(case.state == "decided", drawn, people, ~mine, ~twice, ~own)
