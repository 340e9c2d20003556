"""Hand out the corpus: the layers the asker may see, one record a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.errors import Invalid
from annotator.models import Article, Layer, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import articles, layers, ledger, projects, targets
from annotator.queries.blindness import not_blind
from annotator.records import corpus
from annotator.text.sentences import sentences
from annotator.text.words import tokens
from exports import format as formats
from exports import jsonl, writing
from exports.format import FormatInfo
from exports.options import Losses, Writing
from schemas.sayings import say


def records(session: Session, actor: Actor, project: Project, *, chosen: str = "gold") -> Iterator[dict[str, Any]]:
    """Yield the records of the project with the gold, with all layers, or with the layer of that name.

    No transaction is open from one batch of articles to the next: an export holds nobody up, and while others work
    each article leaves as it is when its turn comes.
    Raises Refused, and Invalid `unknown_value` when no article has a layer of that name.
    """
    require(actor, Permission.CORPUS_EXPORT, targets.of_project(project.id))
    wanted = layers.visible_to(actor)
    if chosen == "gold":
        wanted = wanted.where(Layer.kind == "gold")
    elif chosen != "all":
        wanted = wanted.where(Layer.name == chosen)
    require_layers(session, actor, project, chosen)
    lines = articles.visible_to(actor).where(Article.project_id == project.id)
    hidden = blind_on(session, actor, project)
    known = ledger.sources_visible_to(actor)
    return _without_history(corpus.records(session, project, lines, wanted, known, apart=True), hidden)


def write(
    session: Session,
    actor: Actor,
    project: Project,
    losses: Losses,
    *,
    name: str = "jsonl",
    chosen: str = "gold",
    pages: str = "",
) -> Iterator[bytes]:
    """Yield the corpus in a format, of several files as a zip; what it cannot carry is counted in `losses`.

    `pages` is the address under which fact-checks have their pages. Raises Invalid `not_installed`.
    """
    info = require_format(name)
    lines = records(session, actor, project, chosen=chosen)
    if name == "jsonl":
        scheme = projects.scheme(session, project).data
        return jsonl.write(lines, losses, scheme=scheme, arranged=("layers",))
    return writing.stream(info, lines, losses, how(session, project, pages))


def write_folder(
    session: Session, actor: Actor, project: Project, losses: Losses, target: Path, *, name: str, chosen: str
) -> int:
    """Write the files of a format that has several into a folder; return how many bytes they are."""
    info = require_format(name)
    lines = records(session, actor, project, chosen=chosen)
    return writing.to_folder(info, lines, losses, how(session, project, ""), target)


def how(session: Session, project: Project, pages: str) -> Writing:
    """Return what writers want to know: the scheme, and where sentences and words end."""
    scheme = projects.scheme(session, project).data
    return Writing(
        scheme, sentences=sentences, tokens=tokens, name=project.slug, publisher=project.title, pages=pages
    )


def require_format(name: str) -> FormatInfo:
    """Return the format; raises Invalid for one that is only read or not installed."""
    info = formats.get(name)
    if info.writes is None:
        raise Invalid("unknown_value", say("The format %(name)s is only read.", name=name), pointer="/format")
    try:
        info.require()
    except formats.NotInstalled as error:
        raise Invalid("not_installed", str(error), pointer="/format") from error
    return info


def require_layers(session: Session, actor: Actor, project: Project, chosen: str) -> None:
    """Raise Invalid `unknown_value` unless `chosen` is gold, all, or a layer of some article."""
    if chosen in {"gold", "all"}:
        return
    query = layers.visible_to(actor).where(Layer.name == chosen, Article.project_id == project.id)
    if session.scalar(query.limit(1)) is None:
        raise Invalid(
            "unknown_value", say("No article has a layer %(chosen)r.", chosen=chosen[:60]), pointer="/layers"
        )


def blind_on(session: Session, actor: Actor, project: Project) -> set[str]:
    """Return the articles of the project that the actor annotates blind: no export tells them of others' work."""
    if actor.operator:
        return set()
    query = select(Article.public_id).where(Article.project_id == project.id, ~not_blind(actor))
    return set(session.scalars(query))


def _without_history(lines: Iterator[dict[str, Any]], hidden: set[str]) -> Iterator[dict[str, Any]]:
    """Leave the history out of articles the asker annotates blind: it counts what others do."""
    for line in lines:
        if line["id"] in hidden:
            del line["history"]
        yield line
