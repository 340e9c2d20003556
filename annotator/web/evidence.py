"""What is brought to a fact-check by its page: evidence, questions with answers, claims that are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as Answer

from annotator.edge.asking import actor, reading, writing
from annotator.errors import Invalid, Stale
from annotator.permissions import Act
from annotator.services.evidence import mentioning, verdicts
from annotator.web.answers import done
from annotator.web.doors import enter
from annotator.web.fact_checks import CHANGED, HERE, change, offer, page_of, require_write
from annotator.web.forms.fact_checks import EvidenceForm, QuestionForm

bp = Blueprint("evidence_pages", __name__)


@bp.post(f"{HERE}/evidence")
def add_evidence(slug: str, check_id: str) -> Response | Answer:
    """Bring a source as evidence, take one away, or put it back."""
    require_write(slug)
    form = EvidenceForm(request.form)
    offer(slug, form, QuestionForm())
    if (made := _less(slug, check_id, "evidence")) is not None:
        return change(slug, check_id, "evidence_form", form, made, "#evidence")
    if not form.validate():
        return page_of(slug, check_id, 422, evidence_form=form)
    return change(slug, check_id, "evidence_form", form, lambda body: _with(body, "evidence", form.said()))


@bp.post(f"{HERE}/questions")
def add_question(slug: str, check_id: str) -> Response | Answer:
    """Ask a question with its answer, take one away, or put it back."""
    require_write(slug)
    form = QuestionForm(request.form)
    offer(slug, EvidenceForm(), form)
    with reading() as opened:
        row = verdicts.find(opened, actor(), enter(opened, slug, Act.FACT_CHECK_WRITE), check_id)
        form.offer(row.body.get("questions") or [])
    if (made := _less(slug, check_id, "questions")) is not None:
        return change(slug, check_id, "question_form", form, made, "#questions")
    if not form.validate():
        return page_of(slug, check_id, 422, question_form=form)
    return change(slug, check_id, "question_form", form, lambda body: _answered(body, form))


@bp.post(f"{HERE}/mentions")
def add_mention(slug: str, check_id: str) -> Response | Answer:
    """Say that another claim is the same."""
    try:
        with writing() as opened:
            project = enter(opened, slug, Act.FACT_CHECK_WRITE)
            for annotation in request.form.getlist("annotation") or [""]:
                mentioning.move(opened, actor(), project, check_id, annotation)
    except Invalid as error:
        form = EvidenceForm()
        form.refuse(error)
        return page_of(slug, check_id, 422, evidence_form=form)
    return done(f"/projects/{slug}/fact-checks/{check_id}#mentions", "The claim is one of its mentions now.")


def _with(body: dict[str, Any], name: str, one: dict[str, Any]) -> dict[str, Any]:
    return {**body, name: [*(body.get(name) or []), one]}


def _answered(body: dict[str, Any], form: QuestionForm) -> dict[str, Any]:
    """Return the body with one more question, or with one more answer to a question that is there."""
    questions, said = list(body.get("questions") or []), form.said()
    number = int(form.answers_to.data) if form.answers_to.data else len(questions)
    if number < len(questions):
        known = questions[number]
        questions[number] = {**known, "answers": [*known["answers"], *said["answers"]]}
        return {**body, "questions": questions}
    return _with(body, "questions", said)


def _less(slug: str, check_id: str, name: str) -> Callable[[dict[str, Any]], dict[str, Any]] | None:
    """Return how one of the list is taken away or put back, as was asked; None where neither was."""
    drop = request.form.get("drop", "")
    if drop.isascii() and drop.isdigit():
        return lambda body: _without(body, name, int(drop))
    if "back" not in request.form:
        return None
    with reading() as opened:
        row = verdicts.find(opened, actor(), enter(opened, slug, Act.FACT_CHECK_WRITE), check_id)
        before, version = verdicts.taken_away(opened, row).get(name), str(row.version)
    return lambda body: _back(body, name, before, version)


def _back(body: dict[str, Any], name: str, before: list[dict[str, Any]] | None, version: str) -> dict[str, Any]:
    """Return the body as it was before one was taken away; what was seen is what that left."""
    if before is None or request.form.get("seen") != version:
        raise Stale("version_conflict", CHANGED)
    return {**body, name: before}


def _without(body: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    return {**body, name: [one for n, one in enumerate(body.get(name) or []) if n != number]}
