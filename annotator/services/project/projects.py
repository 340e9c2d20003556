"""Make projects, name their members, write their guidelines."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

import schemas
from annotator import clock
from annotator.domain.names import check_label
from annotator.domain.schemes import Scheme
from annotator.errors import Conflict, Invalid
from annotator.models import Account, Guideline, Member, Project, SchemeVersion
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.permissions.actor import ROLES
from annotator.queries import targets
from annotator.services.people import accounts
from annotator.services.proof.history import Act, pseudonym
from schemas.sayings import say

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
RESERVED = frozenset({"new"})
"""Short names that are addresses of pages."""

MOST_PER_ARTICLE = 50
GUIDELINE_LIMIT = 200_000
TITLE_LIMIT = 500
FIRST_GUIDELINE = "# Guidelines\n\nMark the smallest stretch that carries the meaning.\n"


def create(
    session: Session,
    actor: Actor,
    slug: str,
    *,
    title: str | None = None,
    scheme: dict[str, object] | None = None,
    per_article: int = 2,
) -> Project:
    """Make a project with a copy of the scheme; whoever makes it is its manager.

    Raises Invalid for a slug or number that cannot be, Conflict when the slug is taken.
    """
    require(actor, Permission.PROJECT_CREATE)
    _check_slug(session, slug)
    _check_per_article(per_article)
    _check_title(title)
    body = scheme or schemas.scheme()
    Scheme(body)
    project = Project(slug=slug, title=title or slug, per_article=per_article, created=clock.now())
    session.add(project)
    session.flush()
    version = SchemeVersion(project_id=project.id, version=1, body=body, created=clock.now())
    guideline = Guideline(project_id=project.id, version=1, text=FIRST_GUIDELINE, created=clock.now())
    session.add_all([version, guideline])
    act = Act(session, actor, "project:create", project)
    act.touch_all([project, version, guideline])
    if actor.account_id is not None:
        member = Member(project_id=project.id, account_id=actor.account_id, role="manager")
        session.add(member)
        act.touch(member, within=pseudonym(session, project, actor.account_id))
    act.record()
    return project


def add_member(session: Session, actor: Actor, project: Project, account: Account, role: str) -> Member:
    """Give the person a role in the project; a second time changes nothing."""
    require(actor, Permission.MEMBER_MANAGE, targets.of_project(project.id))
    if role not in ROLES:
        raise Invalid(
            "unknown_value",
            say("%(role)r is no role; there are %(choices)s.", role=role, choices=", ".join(ROLES)),
            pointer="/role",
        )
    query = select(Member).where(
        Member.project_id == project.id, Member.account_id == account.id, Member.role == role
    )
    member = session.scalar(query)
    if member is None:
        member = Member(project_id=project.id, account_id=account.id, role=role)
        session.add(member)
        act = Act(session, actor, "member:add", project)
        act.touch(member, within=pseudonym(session, project, account.id))
        act.record()
    return member


def remove_member(session: Session, actor: Actor, project: Project, account: Account, role: str) -> None:
    """Take the role from the person; the last manager stays. Open invitations that a manager made end with it."""
    require(actor, Permission.MEMBER_MANAGE, targets.of_project(project.id))
    held = session.scalars(select(Member).where(Member.project_id == project.id, Member.role == role)).all()
    mine = [member for member in held if member.account_id == account.id]
    if role == "manager" and len(held) == len(mine):
        raise Conflict("last_manager", "A project needs a manager; name another one first.")
    if role == "manager" and mine:
        accounts.end_links_made(session, account, project)
    for member in mine:
        session.delete(member)
        act = Act(session, actor, "member:remove", project)
        act.drop(f"member/{pseudonym(session, project, account.id)}/{role}")
        act.record()


def publish_guideline(session: Session, actor: Actor, project: Project, text: str) -> Guideline:
    """Put a new version of the guidelines in force; the same text again makes no version."""
    require(actor, Permission.GUIDELINE_WRITE, targets.of_project(project.id))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Invalid("empty_text", "The guidelines are empty; write at least a sentence.", pointer="/text")
    if len(text) > GUIDELINE_LIMIT:
        raise Invalid(
            "too_long",
            say("The guidelines take %(most)s characters.", most=GUIDELINE_LIMIT),
            pointer="/text",
            limit=GUIDELINE_LIMIT,
        )
    query = select(Guideline).where(Guideline.project_id == project.id)
    last = session.scalars(query.order_by(Guideline.version.desc())).first()
    if last and last.text == text:
        return last
    guideline = Guideline(
        project_id=project.id, version=(last.version if last else 0) + 1, text=text, created=clock.now()
    )
    session.add(guideline)
    project.guideline_version = guideline.version
    act = Act(session, actor, "guideline:publish", project)
    act.touch_all([guideline, project])
    act.record()
    return guideline


def change_settings(
    session: Session,
    actor: Actor,
    project: Project,
    *,
    title: str | None = None,
    per_article: int | None = None,
    auto_trivial: bool | None = None,
    proposals_first: bool | None = None,
    second_share: int | None = None,
    sample_share: int | None = None,
) -> Project:
    """Change the title, the annotators per article, or how cases are decided; None leaves a thing as it is."""
    require(actor, Permission.MEMBER_MANAGE, targets.of_project(project.id))
    if per_article is not None:
        _check_per_article(per_article)
        project.per_article = per_article
    _check_title(title)
    project.title = (title or "").strip() or project.title
    if auto_trivial is not None:
        project.auto_trivial = auto_trivial
    if proposals_first is not None:
        project.proposals_first = proposals_first
    for name, share in (("second_share", second_share), ("sample_share", sample_share)):
        if share is not None:
            _check_share(name, share)
            setattr(project, name, share)
    act = Act(session, actor, "project:change", project)
    act.touch(project)
    act.record()
    return project


def _check_slug(session: Session, slug: str) -> None:
    if not isinstance(slug, str) or not SLUG.fullmatch(slug) or slug in RESERVED:
        raise Invalid(
            "bad_slug",
            "A project's short name has up to 64 small letters, digits and hyphens.",
            pointer="/slug",
        )
    if session.scalar(select(Project.id).where(Project.slug == slug)):
        raise Conflict(
            "duplicate", say("There is a project %(slug)r already; choose another short name.", slug=slug)
        )


def _check_per_article(number: int) -> None:
    if not 1 <= number <= MOST_PER_ARTICLE:
        raise Invalid(
            "out_of_range",
            say("Annotators per article: 1 to %(most)s.", most=MOST_PER_ARTICLE),
            pointer="/annotators_per_article",
        )


def _check_share(name: str, share: int) -> None:
    if not 0 <= share <= 100:
        raise Invalid("out_of_range", "A share is from 0 to 100 percent.", pointer=f"/{name}")


def _check_title(title: str | None) -> None:
    check_label(title or "", "/title")
    if len(title or "") > TITLE_LIMIT:
        raise Invalid(
            "too_long",
            say("A title takes %(most)s characters.", most=TITLE_LIMIT),
            pointer="/title",
            limit=TITLE_LIMIT,
        )
