"""Who annotates what: evenly, one by one, and taken back."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, writing
from annotator.errors import Conflict, Missing
from annotator.models import Article, Assignment, Layer, Project
from annotator.permissions import Act
from annotator.queries import articles, assignments
from annotator.services.desk import submitting
from annotator.services.people import accounts, assigning
from annotator.web import overview
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.projects import AssignForm, EvenlyForm
from annotator.web.frame import counted
from schemas.sayings import say

bp = Blueprint("assignment_pages", __name__)


@bp.post("/projects/<slug>/assignments/evenly")
def assign_evenly(slug: str) -> Response | Answer:
    """Give every article its annotators, those with the fewest articles first."""
    form = EvenlyForm(request.form)
    with reading() as opened:
        project = enter(opened, slug, Act.ASSIGNMENT_MAKE)
        if not form.validate():
            context = overview.of_project(opened, project)
            return project_page("project.html", project, 422, evenly=form, **context)
    with writing() as opened:
        project = enter(opened, slug)
        outcome = assigning.assign_evenly(opened, actor(), project, per_article=form.per_article.data)
    kind = "warn" if outcome.short else "good"
    return done(f"/projects/{slug}", _words(outcome), kind)


@bp.post("/projects/<slug>/assignments")
def assign(slug: str) -> Answer:
    """Give one article to one annotator."""
    with writing() as opened:
        project = enter(opened, slug, Act.ASSIGNMENT_MAKE)
        form = AssignForm(request.form).offer(overview.annotators(opened, project))
        if not form.validate():
            return done(f"/projects/{slug}", "Choose an annotator of this project.", "bad")
        article = articles.find(opened, actor(), request.form.get("article", ""), lock=True)
        _require_inside(article, project)
        assigning.assign(opened, actor(), project, article, accounts.find(opened, form.annotator.data))
    where = f"/projects/{slug}#a-{article.public_id}"
    return done(
        where, say("%(data)s has “%(title)s” now.", data=form.annotator.data, title=article.title or "Untitled")
    )


@bp.post("/projects/<slug>/assignments/<assignment_id>/withdraw")
def withdraw(slug: str, assignment_id: str) -> Answer:
    """Take an article back from an annotator; the work is kept."""
    try:
        with writing() as opened:
            project = enter(opened, slug, Act.ASSIGNMENT_MAKE)
            row = assignments.find(opened, actor(), project, assignment_id)
            assigning.withdraw(opened, actor(), project, row)
    except Missing:
        with reading() as opened:
            enter(opened, slug, Act.ASSIGNMENT_MAKE)
        return done(f"/projects/{slug}", "That article was taken back already.", "info")
    return done(f"/projects/{slug}", "Taken back. The work is kept, and returns if you assign it again.")


@bp.post("/projects/<slug>/assignments/<assignment_id>/reopen")
def reopen(slug: str, assignment_id: str) -> Answer:
    """Reopen what an annotator handed in, also when the review has begun."""
    where = f"/projects/{slug}"
    try:
        with writing() as opened:
            project = enter(opened, slug, Act.ASSIGNMENT_MAKE)
            row = assignments.find(opened, actor(), project, assignment_id)
            article = opened.get_one(Article, row.article_id)
            name = _layer_name(opened, row)
            submitting.reopen_for(opened, actor(), article.public_id, name)
    except Conflict as error:
        return done(where, error.detail, "bad")
    return done(f"{where}#a-{article.public_id}", "Reopened. Its cases are compared anew when it is handed in.")


def _layer_name(opened: Session, row: Assignment) -> str:
    query = select(Layer.name).where(Layer.article_id == row.article_id, Layer.account_id == row.account_id)
    return opened.scalars(query).one()


def _require_inside(article: Article, project: Project) -> None:
    if article.project_id != project.id:
        raise Missing()


def _words(outcome: assigning.Outcome) -> str:
    made = counted(outcome.changed, "%(num)s assignment made.", "%(num)s assignments made.")
    short = counted(
        outcome.short,
        "%(num)s article still lacks annotators: invite more people first.",
        "%(num)s articles still lack annotators: invite more people first.",
    )
    made = made if outcome.changed else gettext("Nothing to assign.")
    return f"{made} {short}" if outcome.short else made
