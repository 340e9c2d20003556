"""Whoever may not act is told so, and not what is wrong with the body.

The services authorise each act in its own transaction. Here it is asked once a body was refused, so that a good
one costs nothing more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from flask import Response
from sqlalchemy.orm import Session

from annotator.api.answers import uuid_of
from annotator.edge.asking import actor, reading
from annotator.errors import Invalid, KeyReused, Missing, TooLarge, WrongType
from annotator.models import Article
from annotator.permissions import Act, require
from annotator.queries import articles, cases, projects, targets
from annotator.services.desk import desks, elsewhere
from exports.strict import StrictError

View = TypeVar("View", bound=Callable[..., Response])
Check = Callable[..., object]


def authorised(check: Check) -> Callable[[View], View]:
    """Put the question whether one may before all that is said of the body."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(**places: str) -> Response:
            try:
                return view(**places)
            except KeyReused:
                raise  # it is said of the key, not of the body
            except (StrictError, Invalid, TooLarge, WrongType):
                with reading() as session:
                    check(session, **places)
                raise

        return cast(View, answer)

    return around


def unless_gold(view: View) -> View:
    """Say of what is not there for the own layer that it stands in the gold, to those who see it there."""

    @wraps(view)
    def answer(article_id: str, uuid: str) -> Response:
        try:
            return view(article_id=article_id, uuid=uuid)
        except Missing:
            with reading() as session:
                elsewhere.refuse_gold(session, actor(), article_id, uuid_of(uuid))
            raise

    return cast(View, answer)


def anywhere(act: Act) -> Check:
    """Ask for an act that belongs to no project."""
    return lambda session: require(actor(), act)


def in_project(act: Act) -> Check:
    """Ask for an act on the project of the address."""

    def check(session: Session, slug: str, **_: str) -> None:
        require(actor(), act, targets.of_project(projects.find(session, actor(), slug).id))

    return check


def on_article(act: Act) -> Check:
    """Ask for an act on the article of the address."""

    def check(session: Session, article_id: str, **_: str) -> None:
        require(actor(), act, targets.of_article(session, actor(), articles.find(session, actor(), article_id)))

    return check


def at_desk(session: Session, article_id: str, **_: str) -> None:
    """Ask for the own layer of the article."""
    desks.sit_down(session, actor(), article_id, lock=False)


def of_case(session: Session, case_id: str) -> None:
    """Ask for a case that the actor may decide."""
    cases.require_not_own(session, actor(), case_id)
    case = cases.find(session, actor(), case_id)
    article = session.get_one(Article, case.article_id)
    require(actor(), Act.CASE_DECIDE, targets.of_case(session, actor(), article, case))
