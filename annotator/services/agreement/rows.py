"""The rows of pairs of a project, kept between questions: only what changed is counted again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from annotator.domain.agreement.pair_rows import PairRows, joined, rows_of, without
from annotator.models import Project
from annotator.queries import finished as queries
from annotator.queries import projects
from annotator.records import finished
from annotator.records.finished import Finished

MOST_PROJECTS = 50
MANY = 500
"""Above so many changed articles all are read anew: naming each would take longer."""

Heads = dict[str, str | None]


@dataclass(frozen=True)
class Counted:
    """All rows, those without accepted suggestions, and the guideline version of every layer that is data."""

    heads: Heads
    rows: PairRows
    unsuggested: PairRows | None
    guidelines: dict[tuple[str, str], int | None]

    @property
    def bare(self) -> PairRows:
        """Return the rows without accepted suggestions, the same where there are none."""
        return self.rows if self.unsuggested is None else self.unsuggested


_kept: dict[tuple[str, int, tuple[str, ...], bool], Counted] = {}


def counted(session: Session, project: Project, *, trim: bool = False) -> Counted:
    """Return the rows of the project as it stands in this session; `trim` takes what ends in no word."""
    tags = tuple(projects.scheme(session, project).tags)
    key = str(session.get_bind().engine.url), project.id, tags, trim
    heads = queries.heads(session, project)
    before = _kept.get(key)
    if before is None or before.heads != heads:
        before = _refreshed(session, project, tags, before, heads, trim=trim)
        if len(_kept) >= MOST_PROJECTS:
            _kept.clear()
        _kept[key] = before
    return before


def _refreshed(
    session: Session, project: Project, tags: tuple[str, ...], before: Counted | None, heads: Heads, *, trim: bool
) -> Counted:
    if before is None:
        return _count(finished.read(session, project, trim=trim), tags, heads)
    changed = [name for name, head in heads.items() if before.heads.get(name, "") != head]
    gone = [name for name in before.heads if name not in heads]
    if len(changed) > MANY:
        return _count(finished.read(session, project, trim=trim), tags, heads)
    fresh = _count(finished.read(session, project, changed, trim=trim), tags, heads)
    moved = {*changed, *gone}
    return Counted(
        heads,
        joined([without(before.rows, moved), fresh.rows]),
        None
        if before.unsuggested is None and fresh.unsuggested is None
        else joined([without(before.bare, moved), fresh.bare]),
        {at: version for at, version in before.guidelines.items() if at[0] not in moved} | fresh.guidelines,
    )


def _count(found: Finished, tags: tuple[str, ...], heads: Heads) -> Counted:
    names = [article.id for article in found.articles]
    rows = rows_of(found.as_arrays(tags), names)
    bare = rows_of(found.as_arrays(tags, suggested=False), names) if found.suggested else None
    return Counted(heads, rows, bare, found.guidelines)
