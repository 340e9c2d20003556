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
    calibrations,
    captures,
    codes,
    comments,
    desk,
    entities,
    erasing,
    errors,
    evidence,
    exporting,
    fact_checks,
    factors,
    frame,
    graphs,
    guidelines,
    help,  # noqa: A004 - the page is called so
    home,
    imports,
    languages,
    links,
    members,
    people,
    previews,
    projects,
    proposals,
    quality,
    rechecks,
    regions,
    releases,
    requests,
    review,
    schemes,
    sources,
    statistics,
    stories,
    verdicts,
)

__all__ = ["errors", "install"]
PEOPLE = (account, auth, codes, erasing, factors, links, members, people)
WORK = (assignments, comments, desk, graphs, home, imports, previews, regions, review, stories)
PROJECTS = (
    agreement,
    calibrations,
    exporting,
    guidelines,
    projects,
    quality,
    rechecks,
    releases,
    schemes,
    statistics,
)
EVIDENCE = (captures, entities, evidence, fact_checks, proposals, sources, verdicts)
MODULES = (*PEOPLE, *WORK, *PROJECTS, *EVIDENCE, help)


def install(app: Flask) -> None:
    """Add the pages, what every request for one passes, and what every template may use."""
    guards.install(app)
    requests.install(app)
    languages.install(app)
    frame.install(app)
    assets.install(app)
    for module in MODULES:
        app.register_blueprint(module.bp)
