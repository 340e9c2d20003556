"""What an annotation or a fact-check names must exist where its maker may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from annotator.domain.schemes import Scheme
from annotator.domain.schemes.values import unknown
from annotator.domain.verdicts import check_evidence
from annotator.errors import Invalid, Problem
from annotator.models import Annotation, Article, Entity, Layer, Project, Source
from annotator.permissions import Actor
from annotator.queries import articles, ledger
from annotator.records.mentions import entities_named
from annotator.services.proof.history import Numbered
from exports.factchecks import place_of
from schemas.sayings import say


def require_known(
    session: Session,
    actor: Actor,
    project: Numbered,
    scheme: Scheme,
    tag: str,
    attributes: dict[str, Any],
    sources: Sequence[dict[str, Any]],
) -> None:
    """Raise Invalid `unknown_value` for each entity or source that the actor cannot name."""
    named = entities_named(scheme, tag, attributes)
    problems = []
    if named:
        known = ledger.names_known(session, actor, Entity, project.id, set(named.values()))
        problems += [unknown("entity", uuid, pointer) for pointer, uuid in named.items() if uuid not in known]
    if sources:
        wanted = {str(link["source"]) for link in sources}
        known = ledger.names_known(session, actor, Source, project.id, wanted)
        problems += [
            unknown("source", link["source"], f"/sources/{number}/source")
            for number, link in enumerate(sources)
            if link["source"] not in known
        ]
    if problems:
        raise Invalid.many(problems)


def require_check_known(session: Session, actor: Actor, project: Project, body: Mapping[str, Any]) -> None:
    """Raise Invalid `unknown_value` for each speaker, source or annotation that a fact-check names in vain."""
    sources = {f"/evidence/{n}/source": link["source"] for n, link in enumerate(body.get("evidence") or [])}
    for number, question in enumerate(body.get("questions") or []):
        for place, answer in enumerate(question["answers"]):
            if answer.get("source"):
                sources[f"/questions/{number}/answers/{place}/source"] = answer["source"]
    speakers = {f"/speakers/{n}": uuid for n, uuid in enumerate(body.get("speakers") or [])}
    mentions = {f"/mentions/{n}": uuid for n, uuid in enumerate(body.get("mentions") or [])}
    known = {
        *ledger.names_known(session, actor, Source, project.id, set(sources.values())),
        *ledger.names_known(session, actor, Entity, project.id, set(speakers.values())),
        *session.scalars(_annotations(project, set(mentions.values()))),
    }
    problems = [
        Problem("unknown_value", say("There is no %(uuid)s in this project to name here.", uuid=uuid), pointer)
        for pointer, uuid in (sources | speakers | mentions).items()
        if uuid not in known
    ]
    if problems:
        raise Invalid.many(problems)


def require_article_known(session: Session, actor: Actor, project: Project, body: Mapping[str, Any]) -> None:
    """Raise Invalid `unknown_value` for a source that is an article which the actor cannot see."""
    uuid = body.get("article")
    query = articles.visible_to(actor).where(Article.project_id == project.id, Article.public_id == uuid)
    if uuid and session.scalar(query) is None:
        words = say("There is no article %(uuid)s in this project to name here.", uuid=uuid)
        raise Invalid("unknown_value", words, pointer="/article")


def require_other_evidence(session: Session, project: Project, body: Mapping[str, Any]) -> None:
    """Raise Invalid `own_evidence` where the page of an article that mentions the claim is evidence for it."""
    cited = {link["source"] for link in body.get("evidence") or []}
    rows = session.execute(
        select(Source.uuid, Source.body).where(Source.project_id == project.id, Source.uuid.in_(cited))
    )
    check_evidence(body, {uuid: source for uuid, source in rows}, places_of(session, project.id, body))


def places_of(session: Session, project_id: int, body: Mapping[str, Any]) -> set[str]:
    """Return under what the articles are known that mention the claim."""
    query = select(Article.public_id, Article.url).join(Layer, Layer.article_id == Article.id)
    query = query.join(Annotation, Annotation.layer_id == Layer.id)
    wanted = body.get("mentions") or []
    query = query.where(Article.project_id == project_id, Annotation.uuid.in_(wanted)).distinct()
    return set().union(*(place_of(article, url) for article, url in session.execute(query)))


def _annotations(project: Project, uuids: set[str]) -> Select[str]:
    query = select(Annotation.uuid).join(Layer, Layer.id == Annotation.layer_id)
    query = query.join(Article, Article.id == Layer.article_id)
    return query.where(Article.project_id == project.id, Annotation.uuid.in_(uuids))
