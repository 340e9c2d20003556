"""Label schemes: those that come with the program, a project's own, and files."""

from __future__ import annotations

from pathlib import Path

import click

import schemas
from annotator.cli.console import Console, command
from annotator.cli.projects import find_project, read_scheme
from annotator.domain.schemes import Scheme
from annotator.permissions import OPERATOR
from annotator.queries import projects
from annotator.services.project import revising
from schemas import yamltext

Body = dict[str, object]


@click.group()
def scheme() -> None:
    """Show, check and change label schemes."""


@scheme.command("list")
@command
def list_schemes(console: Console) -> None:
    """List the schemes that come with the program."""
    found = [Scheme(schemas.scheme(name)) for name in schemas.scheme_names()]
    rows = [{"name": one.name, "version": one.version, "tags": list(one.tags)} for one in found]
    console.show(rows, [f"{one.name}  {', '.join(one.tags)}" for one in found])


@scheme.command("validate")
@click.argument("file", type=click.Path(path_type=Path))
@command
def validate(console: Console, file: Path) -> None:
    """Check a scheme file; exit 2 with the line of every fault."""
    one = Scheme(read_scheme(str(file)))
    console.show({"scheme": one.name, "version": one.version, "tags": list(one.tags)}, f"{file} is a scheme.")


@scheme.command("export")
@click.argument("name")
@command
def export_scheme(console: Console, name: str) -> None:
    """Print the scheme of the project NAME, or the one of ours of that name, as YAML."""
    if name in schemas.scheme_names():
        body = schemas.scheme(name)
    else:
        with console.store() as store, store.reading() as session:
            body = projects.scheme(session, find_project(session, name)).data
    console.show(body, yamltext.dumps(body).rstrip("\n"))


@scheme.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Only tell what the change would touch.")
@command
def import_scheme(console: Console, slug: str, file: str, dry_run: bool) -> None:
    """Put the scheme of a file, or one of ours by name, in force in the project SLUG as a new version."""
    body = read_scheme(file)
    with console.store() as store:
        with store.reading() as session:
            project = find_project(session, slug)
            touched, base = revising.touches(session, OPERATOR, project, body), project.scheme_version
        for one in touched:
            how = "in the way" if one.blocks else "touched"
            console.say(f"{how}: {one.article} {one.layer} {one.id}: {one.detail}")
        version = base
        if not dry_run:
            with store.writing() as session:
                found = find_project(session, slug)
                version = revising.revise(session, OPERATOR, found, body, base=base).version
    record = {"version": version, "touched": len(touched), "in_the_way": sum(one.blocks for one in touched)}
    words = (
        f"{len(touched)} annotations would be touched." if dry_run else f"Version {version} is in force in {slug}."
    )
    console.show(record, words)
