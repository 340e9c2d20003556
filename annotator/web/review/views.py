"""The addresses of the review desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator import clock
from annotator.edge.asking import actor, reading
from annotator.edge.status import status_of
from annotator.errors import AnnotatorError, Conflict, Invalid, Missing, Refused, Stale
from annotator.models import Article, Case, Project
from annotator.queries import cases, comments
from annotator.services.review import adjudicating, second_looks
from annotator.web.answers import done, page
from annotator.web.forms.review import DecisionForm
from annotator.web.once import once
from annotator.web.review.board import board, offered
from annotator.web.review.editing import Editor, open_editor
from annotator.web.review.entering import enter
from annotator.web.review.lacking import holes
from annotator.web.review.lanes import Lane
from annotator.web.review.rulings import ruling
from schemas.sayings import say

bp = Blueprint("review", __name__)
NEW = "new"
REFUSALS = (Conflict, Invalid, Refused, Stale)
SAME = "Kept as the second decision; it says the same as the first."
DIFFER = "Kept as the second decision; it differs from the first, which stands until one of you decides again."
DONE = {
    "accept": "Settled.",
    "amend": "Settled with an amended reading.",
    "merge": "Settled: merged.",
    "reject": "Settled: no annotation.",
    "add": "Settled with a new annotation.",
    "undecidable": "Settled as undecidable.",
}


@bp.get("/articles/<article_id>/review")
def show_review(article_id: str) -> Response:
    """Show the queue and a case, its readings side by side."""
    form = DecisionForm()
    return _page(article_id, form, request.args.get("case"), edit=request.args.get("edit"))


@bp.post("/articles/<article_id>/review/<case_id>")
def decide(article_id: str, case_id: str) -> Response | Answer:
    """Decide the case, and go on to the next."""
    form = DecisionForm(request.form)
    with reading() as opened:
        article, project = enter(opened, article_id)
        case = _case(opened, article, case_id)
        context = board(opened, project, article, case_id, None)
    edit = request.form.get("edit")
    if edit and request.form.get("retag"):
        return _page(article_id, form, case_id, edit=edit)
    editor = _editor(context, edit) if edit else None
    if not form.offer(context["scheme"]).validate():
        return _page(article_id, form, case_id, 422, edit=edit)
    try:
        body = ruling(form, article, case, context["lanes"], editor)
        where, lacks, said = _settle(project, article, case_id, body, context["lanes"], context["blind"])
    except REFUSALS as error:
        form.refuse(error)
        return _page(article_id, form, case_id, status_of(error), edit=edit, refused=error)
    if lacks:
        return done(
            where,
            say(
                "%(done)s The gold still lacks something. %(what)s",
                done=DONE[body["outcome"]],
                what=" ".join(lacks),
            ),
            "warn",
        )
    return done(where, " ".join(said) or DONE[body["outcome"]])


@bp.post("/articles/<article_id>/review/<case_id>/undo")
def undo(article_id: str, case_id: str) -> Answer:
    """Take the last decision on the case back."""
    where = f"/articles/{article_id}/review?case={case_id}"
    with reading() as opened:
        article, _ = enter(opened, article_id)
        _case(opened, article, case_id)

    def act(opened: Session) -> str:
        adjudicating.undo(opened, actor(), case_id)
        return where

    try:
        once(act)
    except (Conflict, Refused) as error:
        return done(where, error.detail, "bad")
    return done(where, "The decision is taken back.")


def _settle(
    project: Project, article: Article, case_id: str, body: dict[str, Any], shown: list[Lane], blind: bool
) -> tuple[str, list[str], list[str]]:
    """Store the decision; return where to go next, what the gold still lacks, and what else there is to say."""
    lacks: list[str] = []
    said: list[str] = []

    def act(opened: Session) -> str:
        order = [lane.id for lane in shown]
        made = (second_looks.look if blind else adjudicating.settle)(opened, actor(), case_id, body, shown=order)
        if made.second_to:
            said.append(DIFFER if made.differs else SAME)
        here = [hole for hole in holes(opened, project, article) if hole.annotation in made.body["result"]]
        lacks.extend(hole.detail for hole in here)
        return f"/articles/{article.public_id}/review?last={case_id}"

    return once(act)[0], lacks, said


def _case(opened: Session, article: Article, case_id: str) -> Case:
    case = cases.find(opened, actor(), case_id)
    if case.article_id != article.id:
        raise Missing()
    return case


def _page(
    article_id: str, form: DecisionForm, wanted: str | None, status: int = 200, /, *, edit: str | None = None,
    refused: AnnotatorError | None = None,
) -> Response:  # fmt: skip
    with reading() as opened:
        article, project = enter(opened, article_id)
        context = board(opened, project, article, wanted, request.args.get("last"))
        context["talk"] = comments.open_count(opened, actor(), article)
        form.offer(context["scheme"])
        editor = _editor(context, edit) if edit and context["case"] else None
        if editor is not None and request.args.get("words") == "shared" and context["proposal"]:
            editor = replace(editor, words=context["proposal"].shared or editor.words)
        if context["case"]:
            form.case_version.put(context["case"].version)
            if request.method == "GET":
                _fill(form, context)
        if editor is not None:
            if refused is not None:
                editor.refuse(refused)
            context |= offered(opened, project, context["lanes"])
    return page("review.html", status, project=project, form=form, editor=editor, edit=edit, **context)


def _editor(context: dict[str, Any], edit: str) -> Editor:
    base = next((lane for lane in context["lanes"] if lane.id == edit and lane.anchor["kind"] != "link"), None)
    if base is None and edit != NEW:
        raise Missing()
    tags = context["scheme"]["tags"]
    wanted = request.values.get("retag") or request.values.get("tag") or (base.tag if base else next(iter(tags)))
    if wanted not in tags:
        raise Missing()
    return open_editor(context["scheme"], base, wanted, request.form if request.method == "POST" else None)


def _fill(form: DecisionForm, context: dict[str, Any]) -> None:
    """Fill in what is known: when it was looked at, what was decided, the reason that boundaries mostly have."""
    case: Case = context["case"]
    form.shown.data = int(clock.now().timestamp())
    decision = context["decision"]
    if decision:
        form.reason.data, form.rationale.data = decision["reason"] or "", decision["rationale"]
        form.confidence.data = str(decision["confidence"] or 3)
        return
    if context["proposal"]:
        form.choice.data = context["proposal"].choice
    if case.primary == "boundary":
        form.reason.data = "boundary_convention"
