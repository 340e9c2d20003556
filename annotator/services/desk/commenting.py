"""Say something about a layer, answer it, flag an article as unsuitable, and settle what was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain.characters import require_text
from annotator.errors import Conflict, Invalid, Missing
from annotator.models import Annotation, Article, Comment, Layer, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, allowed, require
from annotator.queries import articles, comments, targets
from annotator.services.proof.history import Act
from schemas.sayings import say

LONGEST = 2000
KINDS = ("comment", "unsuitable")


def put(
    session: Session, actor: Actor, article_id: str, uuid: str, body: Mapping[str, Any]
) -> tuple[Comment, Layer, bool]:
    """Store the comment under the client's id, once; return it, its layer, and whether it is new.

    `layer` names the layer, the own one when left out; `answers` a comment on the same layer, whose annotation is
    then this one's too. Raises Missing, Invalid, Conflict `exists` when the id holds other words.
    """
    article = articles.find(session, actor, article_id, lock=True)
    text, kind = _text(body), _kind(body)
    if session.scalar(select(Comment.id).where(Comment.uuid == uuid)):
        return _again(session, actor, article, uuid, text)
    layer = _layer(session, actor, article, body.get("layer"))
    annotation, answers = _about(session, actor, article, layer, body)
    own = layer.account_id is not None and layer.account_id == actor.account_id
    if kind == "unsuitable" and (not own or annotation or answers):
        raise Invalid("unknown_value", "Only who annotates it flags an article, as a whole.", pointer="/kind")
    row = Comment(
        uuid=uuid,
        layer_id=layer.id,
        account_id=actor.account_id,
        role="annotator" if own else _role(actor, article),
        kind=kind,
        annotation=annotation,
        answers=answers,
        text=text,
        created=clock.now(),
    )
    session.add(row)
    _record(session, actor, article, layer, row, "comment:put")
    return row, layer, True


def settle(session: Session, actor: Actor, article_id: str, uuid: str, *, settled: bool = True) -> Comment:
    """Say that nothing waits on the comment any more, or that something does again."""
    article = articles.find(session, actor, article_id, lock=True)
    row = comments.find(session, actor, article, uuid)
    layer = session.get_one(Layer, row.layer_id)
    require(actor, Permission.COMMENT_SETTLE, targets.of_layer(session, actor, article, layer))
    if row.settled != settled:
        row.settled = settled
        _record(session, actor, article, layer, row, "comment:settle" if settled else "comment:reopen")
    return row


def _text(body: Mapping[str, Any]) -> str:
    text = (body.get("text") or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise Invalid("missing_field", "Say something.", pointer="/text")
    if len(text) > LONGEST:
        words = say("At most %(most)s characters.", most=LONGEST)
        raise Invalid("too_long", words, pointer="/text", limit=LONGEST)
    require_text(text, "/text")
    return text


def _kind(body: Mapping[str, Any]) -> str:
    kind = body.get("kind") or "comment"
    if kind not in KINDS:
        raise Invalid(
            "unknown_value", say("kind is one of %(choices)s.", choices=", ".join(KINDS)), pointer="/kind"
        )
    return str(kind)


def _again(session: Session, actor: Actor, article: Article, uuid: str, text: str) -> tuple[Comment, Layer, bool]:
    """Return what is stored already: a retry is harmless, another text is refused."""
    row = comments.find(session, actor, article, uuid)
    if row.account_id != actor.account_id or row.text != text:
        raise Conflict("exists", "What was said stays as it is. Say it under another id.")
    return row, session.get_one(Layer, row.layer_id), False


def _layer(session: Session, actor: Actor, article: Article, name: str | None) -> Layer:
    mine = Layer.account_id == actor.account_id
    query = select(Layer).where(Layer.article_id == article.id, mine if name is None else Layer.name == name)
    layer = session.scalar(query) if actor.account_id or name is not None else None
    if layer is None:
        raise Missing()
    target = targets.of_layer(session, actor, article, layer)
    if not allowed(actor, Permission.COMMENT_READ, target):
        raise Missing()
    require(actor, Permission.COMMENT_WRITE, target)
    return layer


def _about(
    session: Session, actor: Actor, article: Article, layer: Layer, body: Mapping[str, Any]
) -> tuple[str | None, str | None]:
    """Return the annotation and the comment it is about, both checked."""
    answers, annotation = body.get("answers"), body.get("annotation")
    if answers:
        try:
            first = comments.find(session, actor, article, answers)
        except Missing:
            first = None
        if first is None or first.layer_id != layer.id:
            raise Invalid("unknown_value", "There is no such comment on this layer.", pointer="/answers")
        return first.annotation, first.answers or first.uuid
    if annotation:
        query = select(Annotation.id).where(Annotation.layer_id == layer.id, Annotation.uuid == annotation)
        if session.scalar(query) is None:
            raise Invalid("unknown_value", "There is no such annotation in this layer.", pointer="/annotation")
    return annotation, None


def _role(actor: Actor, article: Article) -> str:
    return "reviewer" if actor.has(article.project_id, "reviewer") else "manager"


def _record(session: Session, actor: Actor, article: Article, layer: Layer, row: Comment, action: str) -> None:
    act = Act(session, actor, action, session.get_one(Project, article.project_id))
    act.touch(row, within=layer.name, article=article)
    act.record()
