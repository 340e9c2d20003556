"""Train, test and control annotators on articles whose gold is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.agreement.aligned import align_article
from annotator.domain.agreement.calibration import Place
from annotator.domain.agreement.matching import best_matches
from annotator.domain.cases.readings import Reading
from annotator.errors import Conflict, Invalid
from annotator.models import Account, Article, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import articles, calibrating, layers, projects, qualifying, targets
from annotator.records.readings import reading_of
from annotator.services.agreement.calibrating import difference_record
from annotator.services.proof.history import Act
from schemas.sayings import say

PURPOSES = ("training", "test", "control")
MOST_EVERY = 1000

Record = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """How far a person is with the test: tests handed in, of so many, their score in per cent, and the mark."""

    done: int
    tests: int
    score: int | None
    mark: int | None

    @property
    def passed(self) -> bool:
        """Say whether the person may be given real work."""
        if self.mark is None or not self.tests:
            return True
        return self.done == self.tests and self.score is not None and self.score >= self.mark

    @property
    def words(self) -> str:
        """Return why the person may not be given real work yet, or that they may."""
        if self.mark is None or not self.tests:
            return say("No test is asked for.")
        if self.done < self.tests:
            return say("%(done)s of %(tests)s test articles handed in.", done=self.done, tests=self.tests)
        figures = {"score": self.score or 0, "mark": self.mark}
        if self.passed:
            return say("Passed: %(score)s %% against gold, %(mark)s %% are asked for.", **figures)
        return say("Not passed: %(score)s %% against gold, %(mark)s %% are asked for.", **figures)


def set_purpose(session: Session, actor: Actor, article_id: str, purpose: str | None) -> Article:
    """Let an article with settled gold train, test or control annotators, or be an article like all others.

    No cases are made of it while it has a purpose: its gold stays what it is. Raises Invalid, Conflict `no_gold`.
    """
    article = articles.find(session, actor, article_id, lock=True)
    require(actor, Permission.QUALITY_MANAGE, targets.of_project(article.project_id))
    if purpose is not None and purpose not in PURPOSES:
        raise Invalid("unknown_value", f"A purpose is one of {', '.join(PURPOSES)}.", pointer="/purpose")
    if purpose is not None and not qualifying.has_gold(session, article):
        raise Conflict("no_gold", "The gold of this article is not settled; decide its cases first.")
    if article.purpose != purpose:
        article.purpose = purpose
        act = Act(session, actor, "article:purpose", session.get_one(Project, article.project_id))
        act.touch(article, article=article)
        act.record()
    return article


def change(
    session: Session, actor: Actor, project: Project, *, pass_mark: int | None, control_every: int
) -> Project:
    """Set the mark that opens real work, in per cent or None, and after how many articles one is a control."""
    require(actor, Permission.QUALITY_MANAGE, targets.of_project(project.id))
    if pass_mark is not None and not 1 <= pass_mark <= 100:
        raise Invalid("out_of_range", "The pass mark is from 1 to 100 per cent.", pointer="/pass_mark")
    if not 0 <= control_every <= MOST_EVERY:
        words = say("A control after 1 to %(most)s articles, or 0 for none.", most=MOST_EVERY)
        raise Invalid("out_of_range", words, pointer="/control_every")
    if (project.pass_mark, project.control_every) != (pass_mark, control_every):
        project.pass_mark, project.control_every = pass_mark, control_every
        act = Act(session, actor, "project:change", project)
        act.touch(project)
        act.record()
    return project


def standing(session: Session, project: Project, account: Account) -> Standing:
    """Return how far the person is with the test; the score is F1 by IoU over all test articles together."""
    tests = qualifying.for_purpose(session, project, "test") if project.pass_mark is not None else []
    if not tests:
        return Standing(0, 0, None, project.pass_mark)
    handed = qualifying.tests_handed_in(session, project, account.id)
    matched = size = 0.0
    for article_id, name in handed:
        mine, gold = _both(session, article_id, name)
        matched += sum(match.weight for match in best_matches(mine, gold))
        size += len(mine) + len(gold)
    score = int(100 * (2 * matched / size if size else 1.0)) if handed else None
    return Standing(len(handed), len(tests), score, project.pass_mark)


def require_qualified(session: Session, project: Project, article: Article, account: Account) -> None:
    """Raise Conflict `not_qualified` when the person has to pass the test before being given this article."""
    if article.purpose is None and project.pass_mark is not None:
        found = standing(session, project, account)
        if not found.passed:
            detail = say(
                "%(name)s has not passed the qualification test. %(why)s", name=account.name, why=found.words
            )
            raise Conflict("not_qualified", detail)


def overview(session: Session, actor: Actor, project: Project) -> Record:
    """Return the settings, the articles that could train, test or control, and how far everybody is."""
    require(actor, Permission.QUALITY_MANAGE, targets.of_project(project.id))
    people = [(one.name, standing(session, project, one)) for one in qualifying.annotators(session, project)]
    return {
        "pass_mark": project.pass_mark,
        "control_every": project.control_every,
        "articles": [
            {"article": one.public_id, "title": one.title, "purpose": one.purpose}
            for one in qualifying.with_gold(session, project)
        ],
        "annotators": [
            {
                "annotator": name,
                "done": one.done,
                "tests": one.tests,
                "score": one.score,
                "passed": one.passed,
                "words": one.words,
            }
            for name, one in people
        ],
    }


def feedback(session: Session, actor: Actor, article_id: str) -> Record:
    """Return how the own work on a training article differs from its gold, once it is handed in."""
    article = articles.find(session, actor, article_id)
    layer = layers.find(session, actor, article, "mine")
    require(actor, Permission.FEEDBACK_READ, targets.of_training(session, actor, article, layer))
    mine, gold = _both(session, article.id, layer.name)
    sides = [{one.layer: one for one in group} for group in align_article({layer.name: mine, "gold": gold})]
    places = [Place(article_id, "", one.get(layer.name), one.get("gold")) for one in sides]
    tags = list(projects.scheme(session, session.get_one(Project, article.project_id)).tags)
    return {
        "article": article_id,
        "tags": tags,
        "places": len(places),
        "same": sum(not place.differs for place in places),
        "differences": [difference_record(place) for place in places if place.differs],
    }


def _both(session: Session, article_id: int, name: str) -> tuple[list[Reading], list[Reading]]:
    """Return what the person and what gold has in an article."""
    mine, gold = (
        [reading_of(row, layer) for _, row in calibrating.readings(session, [article_id], layer)]
        for layer in (name, "gold")
    )
    return mine, gold
