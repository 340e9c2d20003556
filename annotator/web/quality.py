"""Quality over time: training, the test, controls, and feedback on training articles."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, writing
from annotator.edge.status import status_of
from annotator.errors import Conflict, Invalid
from annotator.models import Article, Project
from annotator.permissions import Act
from annotator.queries import articles, projects
from annotator.services.agreement import qualifying
from annotator.web.answers import done
from annotator.web.calibrations import IN_WORDS
from annotator.web.doors import enter, project_page
from annotator.web.forms.quality import QualityForm
from annotator.web.languages import said

bp = Blueprint("quality_pages", __name__)

PURPOSES = {
    "": lazy_gettext("annotated like all others"),
    "training": lazy_gettext("training, with feedback"),
    "test": lazy_gettext("qualification test"),
    "control": lazy_gettext("control, mixed in unmarked"),
}


@bp.get("/projects/<slug>/quality")
def show_quality(slug: str) -> Response:
    """Show the test and the controls of the project, and how far every annotator is."""
    with reading() as opened:
        project = enter(opened, slug, Act.QUALITY_MANAGE)
    form = QualityForm(pass_mark=project.pass_mark, control_every=project.control_every)
    return _page(project, form)


@bp.post("/projects/<slug>/quality")
def change_quality(slug: str) -> Response | Answer:
    """Set the pass mark and how often annotators are controlled."""
    form = QualityForm(request.form)
    with reading() as opened:
        project = enter(opened, slug, Act.QUALITY_MANAGE)
    if not form.validate():
        return _page(project, form, 422)
    try:
        with writing() as opened:
            wanted = {"pass_mark": form.pass_mark.data, "control_every": form.control_every.data or 0}
            qualifying.change(opened, actor(), enter(opened, slug), **wanted)
    except Invalid as error:
        form.refuse(error)
        return _page(project, form, status_of(error))
    return done(f"/projects/{slug}/quality", gettext("The settings are saved."))


@bp.post("/articles/<article_id>/purpose")
def set_purpose(article_id: str) -> Answer:
    """Let an article with settled gold train, test or control annotators, or none of these."""
    with writing() as opened:
        article = articles.find(opened, actor(), article_id)
        where = f"/projects/{opened.get_one(Project, article.project_id).slug}/quality"
        try:
            qualifying.set_purpose(opened, actor(), article_id, request.form.get("purpose") or None)
        except (Conflict, Invalid) as error:
            return done(where, error.detail, "bad")
    return done(where, gettext("Saved."))


@bp.get("/articles/<article_id>/feedback")
def show_feedback(article_id: str) -> Response:
    """Show how the own work on a training article differs from gold, once it is handed in."""
    with reading() as opened:
        found = qualifying.feedback(opened, actor(), article_id)
        article: Article = articles.find(opened, actor(), article_id)
        project = opened.get_one(Project, article.project_id)
        rules = projects.scheme(opened, project).data["tags"]
        text = article.text
    labels = {tag: said(rule["label"]) or tag for tag, rule in rules.items()}
    return project_page(
        "feedback.html", project, found=found, article=article, text=text, labels=labels, in_words=IN_WORDS
    )


def _page(project: Project, form: QualityForm, status: int = 200) -> Response:
    with reading() as opened:
        found = qualifying.overview(opened, actor(), project)
    return project_page("quality.html", project, status, form=form, found=found, purposes=PURPOSES)
