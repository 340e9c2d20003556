"""Projects: a new one, where it stands, its settings, withdrawn and back."""

from __future__ import annotations

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

import schemas
from annotator.edge.asking import actor, reading, writing
from annotator.errors import Conflict, Invalid
from annotator.models import Project
from annotator.permissions import Act, require
from annotator.services.project import projects, withdrawing
from annotator.web import overview
from annotator.web.answers import done, page
from annotator.web.doors import enter, project_page
from annotator.web.forms.projects import EvenlyForm, ProjectForm, SettingsForm, WithdrawForm
from annotator.web.once import once
from schemas.sayings import say

bp = Blueprint("project_pages", __name__)


@bp.get("/projects/new")
def show_new() -> Response:
    """Show the form of a new project."""
    require(actor(), Act.PROJECT_CREATE)
    return page("project_new.html", form=ProjectForm())


@bp.post("/projects/new")
def make() -> Response | Answer:
    """Make a project; whoever makes it manages it."""
    require(actor(), Act.PROJECT_CREATE)
    form = ProjectForm(request.form)
    if not form.validate():
        return page("project_new.html", 422, form=form)

    def act(opened: Session) -> str:
        made = projects.create(
            opened,
            actor(),
            form.slug.data,
            title=form.title.data,
            scheme=schemas.scheme(form.scheme.data),
            per_article=form.per_article.data,
        )
        return f"/projects/{made.slug}"

    try:
        where, new = once(act)
    except (Invalid, Conflict) as error:
        if isinstance(error, Conflict):
            error = Invalid(error.code, error.detail, pointer="/slug")
        form.refuse(error)
        return page("project_new.html", 422, form=form)
    return done(where, "The project is there. Next: import articles, then invite people." if new else None)


@bp.get("/projects/<slug>")
def show(slug: str) -> Response:
    """Show where the project stands, to each role what concerns it."""
    with reading() as opened:
        project = enter(opened, slug)
        context = overview.of_project(opened, project)
    return project_page("project.html", project, evenly=EvenlyForm(per_article=project.per_article), **context)


@bp.get("/projects/<slug>/settings")
def show_settings(slug: str) -> Response:
    """Show the settings of the project."""
    with reading() as opened:
        project = enter(opened, slug, Act.MEMBER_MANAGE)
    return project_page("project_settings.html", project, form=SettingsForm(obj=project), leaving=WithdrawForm())


@bp.post("/projects/<slug>/settings")
def change_settings(slug: str) -> Response | Answer:
    """Change the title or the number of annotators per article."""
    form = SettingsForm(request.form)
    with reading() as opened:
        project = enter(opened, slug, Act.MEMBER_MANAGE)
    try:
        if form.validate():
            with writing() as opened:
                _change(opened, enter(opened, slug), form)
            return done(f"/projects/{slug}/settings", "The settings are saved.")
    except Invalid as error:
        form.refuse(error)
    return project_page("project_settings.html", project, 422, form=form, leaving=WithdrawForm())


@bp.post("/projects/<slug>/withdraw")
def withdraw(slug: str) -> Response | Answer:
    """Take the project out of everybody's sight, once its short name is typed."""
    form, status = WithdrawForm(request.form), 422
    with reading() as opened:
        project = enter(opened, slug, Act.PROJECT_WITHDRAW)
    try:
        if form.validate():
            with writing() as opened:
                withdrawing.withdraw(opened, actor(), enter(opened, slug), name=form.name.data)
            return done("/", say("%(title)s is withdrawn. You can bring it back below.", title=project.title))
    except Invalid as error:
        form.refuse(error)
    except Conflict as error:
        form.refuse(Invalid(error.code, error.detail, pointer="/name"))
        status = 409
    usual = SettingsForm(obj=project)
    return project_page("project_settings.html", project, status, form=usual, leaving=form)


@bp.post("/projects/<slug>/restore")
def restore(slug: str) -> Answer:
    """Bring a withdrawn project back."""
    with writing() as opened:
        project = withdrawing.restore(opened, actor(), slug)
    return done(f"/projects/{slug}", say("%(title)s is back.", title=project.title))


def _change(opened: Session, project: Project, form: SettingsForm) -> None:
    projects.change_settings(
        opened,
        actor(),
        project,
        title=form.title.data,
        per_article=form.per_article.data,
        auto_trivial=form.auto_trivial.data,
        proposals_first=form.proposals_first.data,
        second_share=form.second_share.data,
        sample_share=form.sample_share.data,
    )
