"""Which claims a fact-check is about: moved by hand, and proposed by their likeness, with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.orm import Session

from annotator.domain.quotes import normalised
from annotator.errors import Missing
from annotator.models import Annotation, Article, FactCheck, Layer, Mention, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import layers, ledger, targets
from annotator.queries.aliases import alias
from annotator.services.evidence import references, verdicts
from annotator.services.proof.history import Act
from schemas.sayings import say

LIKELY = 65
"""From which likeness, in per cent, a claim is proposed."""

MOST = 20
_GOLD = alias(Layer)
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_OR_WORD = re.compile(rf"{_NUMBER.pattern}|{_WORD.pattern}")


@dataclass(frozen=True)
class Place:
    """A claim in an article: the annotation, whose layer it is in, and the article."""

    annotation: Annotation
    layer: str
    article: Article

    @property
    def words(self) -> str:
        """The claim in its normalised wording, else as it stands in the text."""
        own: str | None = self.annotation.attributes.get("normalized")
        return own or " … ".join(segment["exact"] for segment in self.annotation.anchor["segments"])


@dataclass(frozen=True)
class Likely:
    """A claim that may be the same: how alike it is in per cent, the words both have, numbers only one has.

    `others` are readings of other people that say it in the same words at the same place.
    """

    place: Place
    score: int
    shared: tuple[str, ...]
    numbers_differ: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def uuids(self) -> list[str]:
        """All readings that say it."""
        return [self.place.annotation.uuid, *self.others]

    @property
    def why(self) -> str:
        """The reason in words."""
        alike = say("%(score)s %% alike", score=self.score)
        if self.shared:
            alike = say("%(alike)s; both say %(words)s", alike=alike, words=", ".join(self.shared))
        if self.numbers_differ:
            return say(
                "%(alike)s; but the numbers differ: %(numbers)s",
                alike=alike,
                numbers=", ".join(self.numbers_differ),
            )
        return alike


def mentions_of(session: Session, actor: Actor, row: FactCheck) -> list[Place]:
    """Return the claims that the fact-check is about, as far as the actor may see them."""
    wanted = row.body.get("mentions") or []
    found = {place.annotation.uuid: place for place in _places(session, actor, row.project_id, wanted)}
    return [found[uuid] for uuid in wanted if uuid in found]


def likely(session: Session, actor: Actor, row: FactCheck) -> list[Likely]:
    """Return claims of other articles, or other claims, that may say the same, most alike first.

    Likeness is rapidfuzz's token set ratio over normalised wordings; a number that only one has takes 15 off.
    """
    own = set(row.body.get("mentions") or [])
    places = [place for place in _places(session, actor, row.project_id) if place.annotation.uuid not in own]
    wanted, *texts = (_plain(words) for words in (row.body["claim"], *(place.words for place in places)))
    hits = process.extract(wanted, texts, scorer=fuzz.token_set_ratio, limit=5 * MOST, score_cutoff=LIKELY)
    found = [_likely(places[number], wanted, text, score) for text, score, number in hits]
    ranked = sorted((one for one in found if one.score >= LIKELY), key=lambda one: -one.score)
    return ranked[:MOST]


def told_once(found: Sequence[Likely]) -> list[Likely]:
    """Return each claim once, whoever marked the same words of an article."""
    alike: dict[tuple[int, int | None, int | None, str], list[Likely]] = {}
    for one in found:
        row = one.place.annotation
        alike.setdefault((one.place.article.id, row.start, row.end, one.place.words), []).append(one)
    return [
        replace(first, others=tuple(other.place.annotation.uuid for other in others))
        for first, *others in alike.values()
    ]


def move(session: Session, actor: Actor, project: Project, uuid: str, annotation: str) -> FactCheck:
    """Make a claim a mention of this fact-check, and of no other."""
    require(actor, Permission.FACT_CHECK_WRITE, targets.of_project(project.id))
    row = verdicts.find(session, actor, project, uuid, lock=True)
    if not _places(session, actor, project.id, [annotation]):
        raise Missing()
    if annotation in (row.body.get("mentions") or []):
        return row
    mentions = [*(row.body.get("mentions") or []), annotation]
    references.require_other_evidence(session, project, {**row.body, "mentions": mentions})
    act = Act(session, actor, "fact_check:mention", project)
    for other in _checks_of(session, project, annotation):
        _set(session, other, [one for one in other.body["mentions"] if one != annotation], act)
    _set(session, row, mentions, act)
    act.record()
    return row


def _set(session: Session, row: FactCheck, mentions: list[str], act: Act) -> None:
    row.body, row.version = {**row.body, "mentions": mentions}, row.version + 1
    session.execute(delete(Mention).where(Mention.fact_check_id == row.id))
    session.add_all([Mention(fact_check_id=row.id, annotation_uuid=uuid) for uuid in mentions])
    session.flush()
    act.touch(row)


def _checks_of(session: Session, project: Project, annotation: str) -> Sequence[FactCheck]:
    query = select(FactCheck).join(Mention, Mention.fact_check_id == FactCheck.id)
    return session.scalars(
        query.where(FactCheck.project_id == project.id, Mention.annotation_uuid == annotation)
    ).all()


def _places(session: Session, actor: Actor, project_id: int, wanted: Sequence[str] | None = None) -> list[Place]:
    """Return claims in layers that the actor may see: those named, else gold ones and those not decided yet."""
    inside = layers.visible_to(actor).where(Article.project_id == project_id).with_only_columns(Layer.id)
    query = (
        select(Annotation, Layer.name, Article)
        .join(Layer, Layer.id == Annotation.layer_id)
        .join(Article, Article.id == Layer.article_id)
        .where(Annotation.layer_id.in_(inside), Annotation.tag == "claim", Annotation.withdrawn.is_(False))
        .order_by(Article.id, Annotation.position)
    )
    named = or_(Layer.kind == "gold", ~_settled()) if wanted is None else Annotation.uuid.in_(wanted)
    found = [Place(*row) for row in session.execute(query.where(named))]
    gold = {uuid for place in found for uuid in place.annotation.derived_from}
    return [place for place in found if place.annotation.uuid not in gold]


def _settled() -> ColumnElement[bool]:
    """The gold of the article is whole: what of the readings is not in it was decided against."""
    return exists().where(_GOLD.article_id == Layer.article_id, _GOLD.kind == "gold", _GOLD.state != "open")


def _plain(words: str) -> str:
    """Return the words alone, and numbers as they are written."""
    return " ".join(_NUMBER_OR_WORD.findall(normalised(words)))


def _likely(place: Place, wanted: str, text: str, score: float) -> Likely:
    shared = [word for word in dict.fromkeys(_WORD.findall(wanted)) if len(word) > 3 or word.isdigit()]
    both = tuple(word for word in shared if word in _WORD.findall(text))[:8]
    apart = tuple(sorted(set(_NUMBER.findall(wanted)) ^ set(_NUMBER.findall(text))))
    return Likely(place, int(score) - (15 if apart else 0), both, apart)


def sources_of(session: Session, actor: Actor, row: FactCheck) -> dict[str, dict[str, Any]]:
    """Return the sources that the fact-check's evidence and answers name, by id."""
    links = [link["source"] for link in row.body.get("evidence") or []]
    answers = [a.get("source") for q in row.body.get("questions") or [] for a in q["answers"]]
    return ledger.sources_by_id(session, actor, row.project_id, {*links, *filter(None, answers)})
