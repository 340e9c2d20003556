"""Give articles to annotators, evenly or one by one, and take them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.errors import Conflict, Invalid
from annotator.models import Account, Article, Assignment, Layer, Member, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import assignments, targets
from annotator.queries import qualifying as qualifying_queries
from annotator.services.agreement import qualifying
from annotator.services.proof.history import Act, pseudonym
from annotator.services.review import reviewing
from schemas.sayings import say


@dataclass(frozen=True)
class Outcome:
    """How many assignments were made or withdrawn, and how many articles still lack annotators."""

    changed: int
    short: int


def assign(session: Session, actor: Actor, project: Project, article: Article, account: Account) -> Assignment:
    """Give the article to the annotator; the same again changes nothing.

    Raises Invalid when the person is no annotator of the project, Conflict `not_qualified` before they passed
    its qualification test.
    """
    require(actor, Permission.ASSIGNMENT_MAKE, targets.of_project(project.id))
    if not _annotates(session, project, account):
        detail = say("%(name)s is no annotator of this project; give the role first.", name=account.name)
        raise Invalid("not_an_annotator", detail, pointer="/annotator")
    query = select(Assignment).where(Assignment.article_id == article.id, Assignment.account_id == account.id)
    row = session.scalar(query.with_for_update())
    if row is not None and row.slot is not None:
        return row
    qualifying.require_qualified(session, project, article, account)
    return _assign(session, actor, project, article, account, row)


def withdraw(session: Session, actor: Actor, project: Project, assignment: Assignment) -> None:
    """Take the article back; the work is kept, and is there again when the article is given again."""
    require(actor, Permission.ASSIGNMENT_MAKE, targets.of_project(project.id))
    article = session.get_one(Article, assignment.article_id)
    assignment.slot, assignment.withdrawn = None, clock.now()
    act = Act(session, actor, "assignment:withdraw", project)
    act.touch(assignment, within=pseudonym(session, project, assignment.account_id), article=article)
    act.record()
    reviewing.compare(session, project, article)


def assign_evenly(
    session: Session,
    actor: Actor,
    project: Project,
    *,
    per_article: int | None = None,
    names: Sequence[str] = (),
) -> Outcome:
    """Give every article its k annotators, those with the fewest articles first.

    Everybody is given what trains and tests; who has not passed is given nothing else. Controls are mixed in.
    """
    require(actor, Permission.ASSIGNMENT_MAKE, targets.of_project(project.id))
    wanted = per_article or project.per_article
    people = _annotators(session, project, names)
    mixed = Mixed(session, actor, project)
    changed = sum(mixed.prepare(account) for account in people)
    people = [account for account in people if qualifying.standing(session, project, account).passed]
    load = assignments.loads(session, project)
    short = 0
    ordinary = select(Article).where(Article.project_id == project.id, Article.purpose.is_(None))
    for article in session.scalars(ordinary.order_by(Article.id)):
        has = {row.account_id for row in assignments.of_article(session, article)}
        free = sorted((p for p in people if p.id not in has), key=lambda p: (load.get(p.id, 0), p.id))
        for account in free[: max(0, wanted - len(has))]:
            assign(session, actor, project, article, account)
            load[account.id] = load.get(account.id, 0) + 1
            has.add(account.id)
            changed += 1 + mixed.after_one_more(account)
        short += len(has) < wanted
    return Outcome(changed, short)


class Mixed:
    """Articles with a purpose, given beside the others: training and tests first, controls in between."""

    def __init__(self, session: Session, actor: Actor, project: Project) -> None:
        """Look up what there is to mix in."""
        self.session, self.actor, self.project = session, actor, project
        purposes = ("training",) if project.pass_mark is None else ("training", "test")
        self.first = qualifying_queries.for_purpose(session, project, *purposes)
        self.controls = (
            qualifying_queries.for_purpose(session, project, "control") if project.control_every else []
        )
        self.ordinary = qualifying_queries.ordinary_load(session, project) if self.controls else {}

    def prepare(self, account: Account) -> int:
        """Give the person what trains and tests, once; return how many articles that was."""
        return self._give(account, self.first, len(self.first))

    def after_one_more(self, account: Account) -> int:
        """Give the person the next control, where it is time for one; return how many articles that was."""
        if not self.controls:
            return 0
        self.ordinary[account.id] = self.ordinary.get(account.id, 0) + 1
        due = self.ordinary[account.id] % self.project.control_every == 0
        return self._give(account, self.controls, 1) if due else 0

    def _give(self, account: Account, articles: Sequence[Article], most: int) -> int:
        has = qualifying_queries.given(self.session, account.id, articles)
        wanted = [article for article in articles if article.id not in has][:most]
        for article in wanted:
            assign(self.session, self.actor, self.project, article, account)
        return len(wanted)


def withdraw_from(session: Session, actor: Actor, project: Project, names: Sequence[str]) -> Outcome:
    """Take back the articles, not handed in, of the annotators named, or of all."""
    require(actor, Permission.ASSIGNMENT_MAKE, targets.of_project(project.id))
    people = {account.id for account in _annotators(session, project, names)}
    query = (
        select(Assignment)
        .join(Article, Article.id == Assignment.article_id)
        .join(Layer, (Layer.article_id == Article.id) & (Layer.account_id == Assignment.account_id))
        .where(Article.project_id == project.id, Assignment.slot.is_not(None), Layer.state == "open")
    )
    rows = [row for row in session.scalars(query) if row.account_id in people]
    for row in rows:
        withdraw(session, actor, project, row)
    return Outcome(len(rows), 0)


def _assign(
    session: Session,
    actor: Actor,
    project: Project,
    article: Article,
    account: Account,
    row: Assignment | None,
) -> Assignment:
    taken = {held.slot for held in assignments.of_article(session, article)}
    slot = next(number for number in range(1, 1000) if number not in taken)
    if row is None:
        row = Assignment(
            public_id=clock.new_id(), article_id=article.id, account_id=account.id, created=clock.now()
        )
        session.add(row)
    row.slot, row.withdrawn = slot, None
    name = pseudonym(session, project, account.id)
    act = Act(session, actor, "assignment:make", project)
    layer = _layer(session, project, article, account, name)
    session.flush()
    act.touch(row, within=name, article=article)
    act.touch(layer, article=article)
    act.record()
    return row


def _layer(session: Session, project: Project, article: Article, account: Account, name: str) -> Layer:
    """Return the person's layer, empty when new: it is there from assignment on."""
    query = select(Layer).where(Layer.article_id == article.id)
    layer = session.scalar(query.where(Layer.account_id == account.id))
    if layer is None:
        if session.scalar(query.where(Layer.name == name)):
            raise Conflict("duplicate", "A layer of that name came with the article.")
        layer = Layer(
            article_id=article.id,
            name=name,
            kind="annotator",
            account_id=account.id,
            state="open",
            guideline_version=project.guideline_version,
            scheme_version=project.scheme_version,
        )
        session.add(layer)
    return layer


def _annotates(session: Session, project: Project, account: Account) -> bool:
    query = select(Member.id).where(
        Member.project_id == project.id, Member.account_id == account.id, Member.role == "annotator"
    )
    return not account.disabled and session.scalar(query) is not None


def _annotators(session: Session, project: Project, names: Sequence[str]) -> list[Account]:
    query = select(Account).join(Member, Member.account_id == Account.id).order_by(Account.id)
    query = query.where(Member.project_id == project.id, Member.role == "annotator", Account.disabled.is_(False))
    people = list(session.scalars(query))
    for name in names:
        if name not in {account.name for account in people}:
            raise Invalid(
                "not_an_annotator",
                say("%(name)s is no annotator of this project.", name=name),
                pointer="/annotator",
            )
    return [account for account in people if not names or account.name in names]
