"""The queue of a project: all its cases, narrowed by what they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from annotator.domain.cases import KINDS
from annotator.edge.asking import actor, reading
from annotator.errors import Malformed, Missing
from annotator.models import Article
from annotator.permissions import Act, allowed
from annotator.queries import projects, queue, targets
from annotator.queries.queue import ORDERS, STATES, Wanted
from annotator.services.agreement.behind import Figure, articles_behind
from annotator.web.doors import enter, project_page
from annotator.web.parameters import number
from annotator.web.review.board import entry
from schemas.sayings import say

bp = Blueprint("queue", __name__)
PAGE, MOST_NAMES = 50, 5000


@bp.get("/projects/<slug>/cases")
def show_queue(slug: str) -> Response:
    """Show the cases of a project that the reviewer may decide, and how many of each kind there are."""
    with reading() as opened:
        project = enter(opened, slug)
        if not allowed(actor(), Act.CASE_READ, targets.of_project(project.id)):
            raise Missing()
        scheme = projects.scheme(opened, project)
        wanted, figure = _wanted(list(scheme.tags)), _figure()
        if not figure.is_whole:
            wanted = replace(wanted, articles=tuple(articles_behind(opened, actor(), project, figure)))
        verdicts = queue.verdicts_apart(opened, actor(), project)
        counted = queue.counts(opened, actor(), project, wanted)
        total = counted.get(wanted.kind, 0) if wanted.kind else sum(counted.values())
        at = number("page", 1, 1, max(1, -(-total // PAGE)))
        query = queue.select_cases(opened, actor(), project, wanted)
        found = queue.with_articles(opened, query, first=(at - 1) * PAGE, most=PAGE)
        rows = [_row(opened.get_one(Article, case.article_id), case, title) for case, _, title in found]
    return project_page(
        "cases.html",
        project,
        rows=rows,
        by_kind=[(kind, counted[kind]) for kind in KINDS if kind in counted],
        total=total,
        wanted=wanted,
        figure=figure,
        verdicts=verdicts,
        scheme=scheme.data,
        states=STATES,
        orders=ORDERS,
        back=_here(page=at - 1) if at > 1 else None,
        next=_here(page=at + 1) if at * PAGE < total else None,
        here_with=_here,
    )


def _wanted(tags: list[str]) -> Wanted:
    return Wanted(
        _choice("state", STATES) or "open",
        _choice("kind", KINDS),
        _choice("tag", tags),
        request.args.get("article") or None,
        _choice("order", ORDERS) or "article",
    )


def _figure() -> Figure:
    """Return of which part of agreement the cases are asked for, as a number on its page leads here."""
    given = {name: request.args.get(name, "")[:MOST_NAMES] for name in ("pair", "guideline", "week")}
    return Figure(tuple(filter(None, given["pair"].split(","))), given["guideline"], given["week"])


def _choice(name: str, allowed_ones: Any) -> str | None:
    given = request.args.get(name)
    if given and given not in allowed_ones:
        raise Malformed(
            "bad_parameter", say("%(name)s is one of %(choices)s.", name=name, choices=", ".join(allowed_ones))
        )
    return given or None


def _here(**changes: Any) -> str:
    """Return the address of this page with something else asked for; a change of anything goes to page 1."""
    kept = {name: value for name, value in request.args.items() if name != "page"}
    return "?" + urlencode({name: value for name, value in (kept | changes).items() if value not in (None, "")})


def _row(article: Article, case: Any, title: str | None) -> dict[str, Any]:
    return {**entry(article, case), "article": article.public_id, "title": title or "Untitled", "tags": case.tags}
