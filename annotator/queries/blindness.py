"""The two conditions everything blind leans on, as SQL."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_

from annotator.models import Article, Assignment
from annotator.permissions import Actor
from annotator.queries.aliases import alias

_MINE, _OTHER = alias(Assignment), alias(Article)


def assigned(actor: Actor) -> ColumnElement[bool]:
    """The article is assigned to the actor now."""
    return exists().where(
        _MINE.article_id == Article.id, _MINE.account_id == actor.account_id, _MINE.slot.is_not(None)
    )


def not_blind(actor: Actor) -> ColumnElement[bool]:
    """The actor does not annotate the article, or its gold is open to annotators."""
    return or_(Article.opened.is_(True), ~assigned(actor))


def beside(actor: Actor) -> ColumnElement[bool]:
    """Another article of the story is assigned to the actor."""
    return exists().where(
        _OTHER.project_id == Article.project_id,
        _OTHER.story == Article.story,
        _MINE.article_id == _OTHER.id,
        _MINE.account_id == actor.account_id,
        _MINE.slot.is_not(None),
    )


def in_projects(actor: Actor, *roles: str) -> ColumnElement[bool]:
    """The article lies in a project in which the actor holds one of the roles."""
    projects = actor.projects_as(*roles)
    return Article.project_id.in_(projects) if projects else false()


def staff_not_blind(actor: Actor, *roles: str) -> ColumnElement[bool]:
    """The actor holds one of the roles, and does not annotate the article blind."""
    return and_(in_projects(actor, *roles), not_blind(actor))
