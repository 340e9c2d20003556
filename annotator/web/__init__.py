"""The pages: HTML made on the server, one blueprint a noun."""

from __future__ import annotations

from flask import Flask

from annotator.edge import guards
from annotator.web import (
    account,
    agreement,
    assets,
    assignments,
    auth,
    comments,
    desk,
    erasing,
    errors,
    exporting,
    frame,
    graphs,
    guidelines,
    help,  # noqa: A004 - the page is called so
    home,
    imports,
    ledger,
    links,
    members,
    people,
    previews,
    projects,
    regions,
    releases,
    requests,
    review,
    schemes,
    statistics,
    stories,
)

__all__ = ["errors", "install"]
PEOPLE = (account, auth, erasing, links, members, people)
WORK = (assignments, comments, desk, graphs, home, imports, previews, regions, review, stories)
PROJECTS = (agreement, exporting, guidelines, ledger, projects, releases, schemes, statistics)
MODULES = (*PEOPLE, *WORK, *PROJECTS, help)


def install(app: Flask) -> None:
    """Add the pages, what every request for one passes, and what every template may use."""
    guards.install(app)
    requests.install(app)
    frame.install(app)
    assets.install(app)
    for module in MODULES:
        app.register_blueprint(module.bp)
