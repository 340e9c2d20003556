"""Give the articles of a project to its annotators."""

from __future__ import annotations

import click

from annotator.cli.console import Console, command
from annotator.cli.people import find_account
from annotator.cli.projects import find_project
from annotator.permissions import OPERATOR
from annotator.services.people import assigning
from annotator.services.project.projects import MOST_PER_ARTICLE


@click.command()
@click.argument("slug")
@click.argument("more", nargs=-1, metavar="[NAME]...")
@click.option(
    "--per-article", type=click.IntRange(1, MOST_PER_ARTICLE), metavar="K",
    help="How many annotators each article gets; the project's number if not given.",
)  # fmt: skip
@click.option(
    "--annotator", "names", multiple=True, metavar="NAME", help="Only these annotators; may be repeated."
)
@click.option("--withdraw", is_flag=True, help="Take back what was not handed in; the work is kept.")
@command
def assign(
    console: Console,
    slug: str,
    more: tuple[str, ...],
    per_article: int | None,
    names: tuple[str, ...],
    withdraw: bool,
) -> None:
    """Give every article of the project SLUG its annotators, those with the fewest articles first."""
    if more and not names:
        raise click.UsageError(f"Say --annotator before {more[0]!r}.")
    with console.store() as store, store.writing() as session:
        project = find_project(session, slug)
        people = [find_account(session, name).name for name in (*names, *more)]
        if withdraw:
            outcome = assigning.withdraw_from(session, OPERATOR, project, people)
        else:
            outcome = assigning.assign_evenly(session, OPERATOR, project, per_article=per_article, names=people)
    done = "withdrawn" if withdraw else "made"
    record = {"project": slug, done: outcome.changed, "short": outcome.short}
    console.show(record, f"{outcome.changed} assignments {done}.")
    if outcome.short:
        console.say(f"{outcome.short} articles still have too few annotators.")
