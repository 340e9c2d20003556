"""What the page of a project says, to each role what concerns it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from annotator.edge.asking import actor
from annotator.models import Account, Article, Case, Member, Project
from annotator.permissions import Act, allowed
from annotator.queries import assignments, cases, comments, progress, targets
from annotator.queries.progress import Line, Progress
from annotator.services.agreement import qualifying
from annotator.services.agreement.qualifying import Standing
from annotator.web.parameters import sheet


@dataclass
class Row:
    """One article on the page of a manager: its counts, who has it, who could."""

    line: Line
    people: list[Any] = field(default_factory=list)
    free: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> int:
        """How many annotators are at work on it now."""
        return self.line.assigned or 0


def of_project(opened: Session, project: Project) -> dict[str, Any]:
    """Return what the visitor's roles let the page say."""
    who = actor()
    found: dict[str, Any] = {"rows": None, "work": None, "queue": None, "standing": None}
    if allowed(who, Act.PROGRESS_READ, targets.of_project(project.id)):
        found |= _managed(opened, project)
    if who.has(project.id, "annotator"):
        found["standing"] = _standing(opened, project)
        found["work"] = [row for row in assignments.my_work(opened, who) if row[2] == project.slug]
    if who.has(project.id, "reviewer", "manager"):
        found["queue"] = _queue(opened, project)
    return found


def _standing(opened: Session, project: Project) -> Standing | None:
    """Return how far the visitor is with the test that opens real work, where there is one."""
    account = opened.get(Account, actor().account_id) if project.pass_mark is not None else None
    return qualifying.standing(opened, project, account) if account is not None else None


def _managed(opened: Session, project: Project) -> dict[str, Any]:
    lines = progress.of_articles(opened, actor(), project)
    shown, around = sheet(lines)
    names = annotators(opened, project)
    has: dict[int, list[Any]] = defaultdict(list)
    for row in assignments.with_names(opened, [line.article.id for line in shown if line.assigned is not None]):
        has[row[0]].append(row)
    rows = [Row(line, has[line.article.id], _free(names, has[line.article.id])) for line in shown]
    return {
        "rows": rows,
        "around": around,
        "annotators": names,
        "flags": comments.unsuitable(opened, actor(), project),
        "total": _total(lines),
        "hidden": sum(line.assigned is None for line in lines),
    }


def _total(lines: Sequence[Line]) -> Progress:
    return Progress(
        articles=len(lines),
        assigned=sum(line.assigned or 0 for line in lines),
        submitted=sum(line.submitted or 0 for line in lines),
        adjudicated=sum(line.gold in {"adjudicated", "released"} for line in lines),
        open_cases=sum(line.open_cases or 0 for line in lines),
    )


def annotators(opened: Session, project: Project) -> list[str]:
    """Return the names of those who can be given articles."""
    query = select(Account.name).join(Member, Member.account_id == Account.id)
    query = query.where(Member.project_id == project.id, Member.role == "annotator", Account.disabled.is_(False))
    return list(opened.scalars(query.order_by(Account.name)))


def _free(names: list[str], people: list[Any]) -> list[str]:
    taken = {row[2] for row in people}
    return [name for name in names if name not in taken]


def _queue(opened: Session, project: Project) -> list[dict[str, Any]]:
    """Return the articles with cases, those with the most open cases first."""
    query = cases.visible_to(actor()).where(Article.project_id == project.id)
    counted = query.with_only_columns(Article.public_id, Article.title, Case.state, func.count())
    found: dict[str, dict[str, Any]] = {}
    for public_id, title, state, count in opened.execute(
        counted.group_by(Article.public_id, Article.title, Case.state)
    ):
        row = found.setdefault(public_id, {"id": public_id, "title": title, "open": 0, "decided": 0})
        row[state] = count
    return sorted(found.values(), key=lambda row: (-row["open"], row["title"] or ""))
