"""Verdicts by the page: the first, the blind second, and the scales they are rated on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

import schemas
from annotator.edge.asking import actor, reading, writing
from annotator.edge.status import status_of
from annotator.errors import AnnotatorError, Stale
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.evidence import mentioning, scales, verdicts
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.fact_checks import CHANGED, HERE, checked, page_of
from annotator.web.forms.fact_checks import ScaleForm, VerdictForm
from annotator.web.once import once
from schemas.sayings import say

bp = Blueprint("verdict_pages", __name__)
SCALES = "/projects/<slug>/fact-checks/scales"


@bp.post(f"{HERE}/verdict")
def decide(slug: str, check_id: str) -> Response | Answer:
    """Rule on the claim; where the project asks for two verdicts, this one waits for the second."""
    form = _read(slug)
    if not form.validate():
        return page_of(slug, check_id, 422, verdict_form=form)

    def act(opened: Session) -> str:
        project = enter(opened, slug, Act.FACT_CHECK_WRITE)
        verdicts.decide(opened, actor(), project, check_id, form.said(), if_match=form.seen.data)
        return f"/projects/{slug}/fact-checks/{check_id}"

    try:
        where, _now = once(act)
    except Stale as error:
        form.seen.put(error.extra["current"]["version"])
        form.form_errors.append(CHANGED)
        return page_of(slug, check_id, status_of(error), verdict_form=form)
    except AnnotatorError as error:
        form.refuse(error)
        return page_of(slug, check_id, status_of(error), verdict_form=form)
    waits = _("The verdict waits for a second, blind one.")
    return done(where, waits if _is_pending(slug, check_id) else _("The verdict stands; earlier ones are kept."))


@bp.get(f"{HERE}/blind")
def show_blind(slug: str, check_id: str) -> Response:
    """Show claim, questions and evidence to whoever gives the second verdict, and nothing else."""
    return _blind(slug, check_id, VerdictForm())


@bp.post(f"{HERE}/blind")
def decide_blind(slug: str, check_id: str) -> Response | Answer:
    """Give the second verdict."""
    form = _read(slug)
    if not form.validate():
        return _blind(slug, check_id, form, 422)

    def act(opened: Session) -> str:
        project = enter(opened, slug, Act.FACT_CHECK_WRITE)
        verdicts.second(opened, actor(), project, check_id, form.said())
        return f"/projects/{slug}/fact-checks/{check_id}"

    try:
        where, _now = once(act)
    except AnnotatorError as error:
        form.refuse(error)
        return _blind(slug, check_id, form, status_of(error))
    differs = _is_pending(slug, check_id)
    words = (
        _("The two verdicts differ; the claim goes round again.")
        if differs
        else _("Both agree; the verdict stands.")
    )
    return done(where, words, "warn" if differs else "good")


@bp.post("/projects/<slug>/fact-checks/settings")
def set_second(slug: str) -> Answer:
    """Say whether a second, blind verdict is asked for."""
    with writing() as opened:
        project = enter(opened, slug, Act.MEMBER_MANAGE)
        wanted = request.form.get("second_verdict") == "y"
        verdicts.set_second_verdict(opened, actor(), project, wanted=wanted)
    words = (
        _("A second, blind verdict is asked for from now on.")
        if wanted
        else _("One verdict is enough from now on.")
    )
    return done(f"/projects/{slug}/fact-checks", words)


@bp.get(SCALES)
def show_scales(slug: str) -> Response:
    """Show the rating scales of the project, and those that can be registered."""
    return _scales(slug, ScaleForm())


@bp.post(SCALES)
def register(slug: str) -> Response | Answer:
    """Register one of our scales, or the project's own."""
    form, ours = ScaleForm(request.form), request.form.get("ours")
    with reading() as opened:
        enter(opened, slug, Act.SCHEME_WRITE)
    if not ours and not form.validate():
        return _scales(slug, form, 422)
    name = ours or form.scale.data or ""
    try:
        with writing() as opened:
            project = enter(opened, slug, Act.SCHEME_WRITE)
            scales.register(opened, actor(), project, name, None if ours else form.said())
    except AnnotatorError as error:
        form.refuse(error)
        return _scales(slug, form, status_of(error))
    return done(f"/projects/{slug}/fact-checks/scales", say("The scale %(name)s is registered.", name=name))


def _is_pending(slug: str, check_id: str) -> bool:
    with reading() as opened:
        project = enter(opened, slug, Act.FACT_CHECK_WRITE)
        return verdicts.find(opened, actor(), project, check_id).pending is not None


def _read(slug: str) -> VerdictForm:
    form = VerdictForm(request.form)
    with reading() as opened:
        form.offer(projects.scheme(opened, enter(opened, slug, Act.FACT_CHECK_WRITE)).data)
    return form


def _blind(slug: str, check_id: str, form: VerdictForm, status: int = 200) -> Response:
    with reading() as opened:
        project = enter(opened, slug, Act.FACT_CHECK_WRITE)
        row = verdicts.find(opened, actor(), project, check_id)
        verdicts.require_second(opened, actor(), project, row)
        scheme: dict[str, Any] = projects.scheme(opened, project).data
        sources = mentioning.sources_of(opened, actor(), row)
        claim = verdicts.blind_view(row)
        evidence = checked(opened, project, claim)
    form.offer(scheme)
    seen = {"claim": claim, "evidence": evidence, "check": row, "sources": sources, "scheme": scheme}
    return project_page("fact_check_blind.html", project, status, form=form, **seen)


def _scales(slug: str, form: ScaleForm, status: int = 200) -> Response:
    with reading() as opened:
        project = enter(opened, slug, Act.SCHEME_WRITE)
        known = projects.scheme(opened, project).data.get("scales", {})
    ours = {name: scale for name, scale in schemas.scales().items() if name not in known}
    return project_page("scales.html", project, status, form=form, known=known, ours=ours)
