"""Who is asked to decide what a person, or the rule, decided already, and must not see before what that was."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from annotator.models import Article, Case, Decision, Layer, Project
from annotator.permissions import Actor
from annotator.queries.aliases import alias

AGREED = "agree"
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


def is_sample(case: type[Case], share: int | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The case was decided by rule alone, and its lot says that a person looks; `share` is in percent."""
    here = and_(Decision.case_id == case.id, Decision.second_to.is_(None))
    people = exists().where(here, Decision.account_id.is_not(None))
    rule = exists().where(here, Decision.account_id.is_(None))
    return and_(case.state == "decided", case.lot < 100 * share, rule, ~people)


def hides(actor: Actor, project: Project) -> ColumnElement[bool]:
    """The actor is asked to decide the case without having seen what a person, or the rule, took."""
    if not is_asked(actor, project.id):
        return false()
    return or_(awaits(actor, project), _chosen_by_rule(actor, Case, project.sample_share))


def awaits_in_article(actor: Actor) -> ColumnElement[bool]:
    """Of a case of the article the actor must not see yet what was decided: its gold would tell."""
    projects = asked(actor)
    if actor.operator or not projects:
        return false()
    return exists().where(
        _CASE.article_id == Article.id,
        _PROJECT.id == Article.project_id,
        _PROJECT.id.in_(projects),
        or_(
            _awaits(actor, _CASE, _CASE.lot % 100 < _PROJECT.second_share),
            _chosen_by_rule(actor, _CASE, _PROJECT.sample_share),
        ),
    )


def _chosen_by_rule(
    actor: Actor, case: type[Case], share: int | InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """Of readings that differ the rule took one; where all agree its choice tells nothing new."""
    return and_(is_sample(case, share), case.primary != AGREED, ~_annotated(actor, case))


def _awaits(actor: Actor, case: type[Case], drawn: ColumnElement[bool]) -> ColumnElement[bool]:
    here = Decision.case_id == case.id
    people = exists().where(here, Decision.second_to.is_(None), Decision.account_id.is_not(None))
    mine = exists().where(here, Decision.account_id == actor.account_id)
    twice = exists().where(here, Decision.second_to.is_not(None))
    return and_(case.state == "decided", drawn, people, ~mine, ~twice, ~_annotated(actor, case))


def _annotated(actor: Actor, case: type[Case]) -> ColumnElement[bool]:
    return exists().where(Layer.article_id == case.article_id, Layer.account_id == actor.account_id)
