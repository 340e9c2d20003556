"""The facts about one object that the permissions ask for."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.models import Article, Assignment, Case, Layer, Project
from annotator.permissions import Actor, Target
from annotator.queries.seconds import awaits_in_article


def of_project(project_id: int) -> Target:
    """The facts about a project."""
    return Target(project_id=project_id)


def of_calibration(project: Project, *, own: bool) -> Target:
    """The facts about how a person stands against gold, `own` when it is the actor."""
    return Target(project_id=project.id, own=own, released=project.calibration_open)


def of_article(session: Session, actor: Actor, article: Article) -> Target:
    """The facts about an article as the actor stands to it."""
    mine = session.execute(
        select(Article.id, Article.story)
        .join(Assignment, Assignment.article_id == Article.id)
        .where(
            Assignment.account_id == actor.account_id,
            Assignment.slot.is_not(None),
            Article.project_id == article.project_id,
        )
        .where((Article.id == article.id) | (Article.story == article.story))
    ).all()
    return Target(
        project_id=article.project_id,
        assigned=any(row.id == article.id for row in mine),
        beside=bool(article.story) and bool(mine),
        opened=article.opened,
    )


def of_layer(session: Session, actor: Actor, article: Article, layer: Layer) -> Target:
    """The facts about a layer of an article."""
    target = of_article(session, actor, article)
    return Target(
        project_id=target.project_id,
        assigned=target.assigned,
        beside=target.beside,
        opened=target.opened,
        own=layer.account_id is not None and layer.account_id == actor.account_id,
        open_layer=layer.kind == "annotator" and layer.state == "open",
        second_awaited=layer.kind == "gold" and _second_awaited(session, actor, article),
    )


def of_training(session: Session, actor: Actor, article: Article, layer: Layer) -> Target:
    """The facts about a layer of an article that may be one for training."""
    done = article.purpose == "training" and layer.state != "open"
    return replace(of_layer(session, actor, article, layer), trained=done)


def of_case(session: Session, actor: Actor, article: Article, case: Case) -> Target:
    """The facts about a case of an article; `own_case` when one of the readings is the actor's."""
    target = of_article(session, actor, article)
    own = session.scalar(
        select(Layer.name).where(Layer.article_id == article.id, Layer.account_id == actor.account_id)
    )
    holds = {member["layer"] for member in case.members}
    return Target(
        project_id=target.project_id,
        assigned=target.assigned,
        opened=target.opened,
        own_case=own is not None and own in holds,
    )


def _second_awaited(session: Session, actor: Actor, article: Article) -> bool:
    query = select(Article.id).where(Article.id == article.id, awaits_in_article(actor))
    return session.scalar(query) is not None
