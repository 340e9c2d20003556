"""Projects: made with a scheme, listed with how far they are, withdrawn and brought back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

import schemas
from annotator.cli.console import Console, command
from annotator.domain.schemes import files
from annotator.errors import AnnotatorError, Missing
from annotator.models import Project
from annotator.permissions import OPERATOR
from annotator.queries import progress
from annotator.queries import projects as queries
from annotator.services.project import projects, withdrawing


@click.group()
def project() -> None:
    """Make, list, withdraw and restore projects."""


@project.command()
@click.argument("slug")
@click.option("--title", help="What people call it; SLUG if not given.")
@click.option(
    "--scheme",
    "scheme_name",
    metavar="NAME|FILE",
    type=click.Path(),
    help="A scheme of ours by name, or a YAML file.",
)
@click.option(
    "--annotators-per-article", "per_article", type=click.IntRange(1, projects.MOST_PER_ARTICLE), default=2,
    show_default=True, metavar="K", help="How many annotators each article gets.",
)  # fmt: skip
@command
def create(console: Console, slug: str, title: str | None, scheme_name: str | None, per_article: int) -> None:
    """Make the project SLUG with a copy of the scheme."""
    scheme = read_scheme(scheme_name) if scheme_name else None
    with console.store() as store, store.writing() as session:
        made = projects.create(session, OPERATOR, slug, title=title, scheme=scheme, per_article=per_article)
    record = {"slug": made.slug, "title": made.title, "annotators_per_article": made.per_article}
    console.show(record, f"The project {made.slug} is ready.")


@project.command("list")
@command
def list_projects(console: Console) -> None:
    """List the projects with their articles and open cases."""
    with console.store() as store, store.reading() as session:
        rows = session.scalars(select(Project).order_by(Project.slug)).all()
        records = [_record(session, row) for row in rows]
    console.show(
        records,
        [
            f"{r['slug']}  {r['articles']} articles, {r['submitted']} of {r['assigned']} layers handed in, "
            f"{r['open_cases']} cases open, {r['adjudicated']} adjudicated  {r['title']}"
            f"{'  (withdrawn)' if r['withdrawn'] else ''}"
            for r in records
        ],
    )


@project.command()
@click.argument("slug")
@click.option("--name", required=True, metavar="SLUG", help="The short name once more, to be sure.")
@command
def withdraw(console: Console, slug: str, name: str) -> None:
    """Take the project SLUG out of everybody's sight; nothing of it is lost."""
    with console.store() as store, store.writing() as session:
        withdrawing.withdraw(session, OPERATOR, find_project(session, slug), name=name)
    console.show({"slug": slug, "withdrawn": True}, f"The project {slug} is withdrawn.")


@project.command()
@click.argument("slug")
@command
def restore(console: Console, slug: str) -> None:
    """Bring the withdrawn project SLUG back, with everybody in it."""
    with console.store() as store, store.writing() as session:
        try:
            withdrawing.restore(session, OPERATOR, slug)
        except Missing as error:
            raise click.UsageError(f"No withdrawn project is called {slug!r}.") from error
    console.show({"slug": slug, "withdrawn": False}, f"The project {slug} is back.")


def find_project(session: Session, slug: str) -> Project:
    """Return the project of that slug; an unknown or a withdrawn one is wrong usage."""
    try:
        found = queries.find(session, OPERATOR, slug)
    except Missing as error:
        raise click.UsageError(f"There is no project {slug!r}; see: annotator project list") from error
    if found.withdrawn:
        raise click.UsageError(f"The project {slug!r} is withdrawn; see: annotator project restore {slug}")
    return found


def read_scheme(name: str) -> dict[str, Any]:
    """Return one of our schemes by name, or the one in a YAML file; a bad one is wrong usage."""
    if name in schemas.scheme_names():
        return schemas.scheme(name)
    path = Path(name)
    if not path.is_file():
        names = ", ".join(schemas.scheme_names())
        raise click.UsageError(f"There is no scheme {name!r}, and no such file; ours are: {names}")
    try:
        return files.read(path.read_bytes()).data
    except AnnotatorError as error:
        faults = "\n".join(f"{name}: {problem.detail}" for problem in error.problems)
        raise click.UsageError(faults) from error


def _record(session: Session, row: Project) -> dict[str, Any]:
    counts = progress.of_project(session, OPERATOR, row)
    return {
        "slug": row.slug,
        "title": row.title,
        "annotators_per_article": row.per_article,
        "withdrawn": row.withdrawn,
        **{name: getattr(counts, name) for name in counts.__dataclass_fields__},
    }
