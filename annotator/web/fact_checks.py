"""Fact-checks: listed and found, one page each with its mentions, evidence, questions and verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator import clock
from annotator.domain.quotes import Found, Search
from annotator.domain.verdicts import NOT_CHECKED, OWNED, warnings
from annotator.edge.asking import actor, reading
from annotator.edge.status import status_of
from annotator.errors import Conflict, Invalid, Refused, Stale
from annotator.models import Entity, FactCheck, Project
from annotator.permissions import Act, allowed
from annotator.queries import answering, ledger, projects, targets
from annotator.services.evidence import capturing, mentioning, proposals, references, verdicts
from annotator.services.evidence import ledger as service
from annotator.services.evidence.mentioning import Place
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.fact_checks import ClaimForm, DetailsForm, EvidenceForm, QuestionForm, VerdictForm, terms
from annotator.web.forms.fields import choices
from annotator.web.once import once
from annotator.web.parameters import sheet
from exports.format import formats
from schemas.sayings import say

bp = Blueprint("fact_check_pages", __name__)
HERE = "/projects/<slug>/fact-checks/<check_id>"
MOST_OFFERED = 500
CHANGED = say(
    "This fact-check was changed meanwhile, so nothing was saved. Look at what stands now, then do it again."
)


@bp.get("/projects/<slug>/fact-checks")
def show_fact_checks(slug: str) -> Response:
    """Show the fact-checks with their verdicts, those of one verdict or with some words where asked."""
    return list_page(slug)


def list_page(slug: str, status: int = 200, **context: Any) -> Response:
    """Return the list of fact-checks."""
    words, verdict = request.args.get("q", "").strip()[:200], request.args.get("verdict", "")
    with reading() as opened:
        project = enter(opened, slug, Act.FACT_CHECK_READ)
        query = ledger.fact_checks_visible_to(actor()).where(FactCheck.project_id == project.id)
        found = [row for row in opened.scalars(query.order_by(FactCheck.id)) if _wanted(row, words, verdict)]
        scheme = projects.scheme(opened, project).data
    rows, around = sheet(found)
    may = {
        "may_write": _may(project),
        "may_set": allowed(actor(), Act.MEMBER_MANAGE, targets.of_project(project.id)),
    }
    context.setdefault("form", ClaimForm())
    more = {"scheme": scheme, "words": words, "chosen": verdict, "claimreview": _claimreview(), **may, **context}
    return project_page("fact_checks.html", project, status, checks=rows, around=around, **more)


@bp.post("/projects/<slug>/fact-checks")
def make(slug: str) -> Response | Answer:
    """Begin a fact-check with its claim."""
    with reading() as opened:
        enter(opened, slug, Act.FACT_CHECK_WRITE)
    form, uuid = ClaimForm(request.form), clock.new_id()
    if not form.validate():
        return list_page(slug, 422, form=form)

    def act(opened: Session) -> str:
        known = enter(opened, slug, Act.FACT_CHECK_WRITE)
        body = {"claim": form.claim.data, "claim_date": form.claim_date.data or None, "verdict": NOT_CHECKED}
        service.put_fact_check(opened, actor(), known, uuid, body, if_match=None)
        return f"/projects/{slug}/fact-checks/{uuid}"

    try:
        where, _ = once(act)
    except Invalid as error:
        form.refuse(error)
        return list_page(slug, 422, form=form)
    return done(where, "The fact-check is begun. Bring evidence, then decide.")


@bp.get(HERE)
def show_fact_check(slug: str, check_id: str) -> Response:
    """Show a claim with all that is known of it."""
    return page_of(slug, check_id)


@bp.post(f"{HERE}/claim")
def reword(slug: str, check_id: str) -> Response | Answer:
    """Word the claim anew; say when, where and by whom it was made, and how it was checked."""
    require_write(slug)
    form = DetailsForm(request.form)
    _offer_details(slug, form)
    if not form.validate():
        return page_of(slug, check_id, 422, claim_form=form)
    return change(slug, check_id, "claim_form", form, lambda body: {**body, **form.said()})


def page_of(slug: str, check_id: str, status: int = 200, **context: Any) -> Response:
    """Return the page of a fact-check."""
    with reading() as opened:
        project = enter(opened, slug, Act.FACT_CHECK_READ)
        row = verdicts.find(opened, actor(), project, check_id)
        sources = mentioning.sources_of(opened, actor(), row)
        mentions = mentioning.mentions_of(opened, actor(), row)
        second_is_mine = _second_is_mine(opened, project, row)
        shown: dict[str, Any] = {
            "mentions": mentions,
            "answers": answering.rebuttals_of(opened, [place.annotation for place in mentions]),
            "names": answering.names_of(opened, actor(), project.id, _speakers(row, mentions)),
            "proposed": [] if second_is_mine else proposals.beside(opened, actor(), row),
            "likely": mentioning.told_once(mentioning.likely(opened, actor(), row)) if _may(project) else [],
            "taken": verdicts.taken_away(opened, row),
            "history": list(verdicts.verdicts_of(opened, row)),
            "evidence": checked(opened, project, row.body),
            "scheme": projects.scheme(opened, project).data,
        }
        places = references.places_of(opened, project.id, row.body)
    told = list(warnings(row.body, sources, places))
    shown |= {"sources": sources, "warnings": told, "second_is_mine": second_is_mine}
    shown |= {"may_write": _may(project), "claimreview": _claimreview()}
    return project_page("fact_check.html", project, status, check=row, **shown, **_forms(slug, row, context))


def _forms(slug: str, row: FactCheck, given: dict[str, Any]) -> dict[str, Any]:
    """Return the forms of the page: those that were sent as they were, the others filled in."""
    made: dict[str, Any] = {"claim_form": DetailsForm(data=row.body), "verdict_form": VerdictForm()}
    made["verdict_form"].show(row.body, row.version)
    forms = made | {"evidence_form": EvidenceForm(), "question_form": QuestionForm()} | given
    offer(slug, forms["evidence_form"], forms["question_form"], forms["verdict_form"])
    _offer_details(slug, forms["claim_form"])
    forms["question_form"].offer(row.body.get("questions") or [])
    return forms


def _offer_details(slug: str, form: DetailsForm) -> None:
    with reading() as opened:
        project = enter(opened, slug, Act.FACT_CHECK_READ)
        scheme = projects.scheme(opened, project).data
        known = ledger.entities_visible_to(actor()).where(Entity.project_id == project.id).order_by(Entity.name)
        people = [(row.uuid, row.name[:80]) for row in opened.scalars(known.limit(MOST_OFFERED))]
    form.speakers.choices = choices(*people)
    form.strategies.choices = choices(*terms(scheme, "fact_check_strategy"))


def offer(slug: str, evidence: EvidenceForm, question: QuestionForm, verdict: VerdictForm | None = None) -> None:
    """Let the sources of the ledger be chosen in these forms, and the terms of the scheme."""
    with reading() as opened:
        project = enter(opened, slug, Act.FACT_CHECK_READ)
        scheme = projects.scheme(opened, project).data
        rows = opened.scalars(ledger.offered_sources(actor(), project.id).limit(MOST_OFFERED)).all()
    known = [(row.uuid, row.title[:80]) for row in rows]
    evidence.source.choices = choices(("", gettext("Choose")), *known)
    evidence.stance.choices = choices(*terms(scheme, "stance"))
    question.answer_type.choices = choices(*terms(scheme, "answer_type"))
    question.answer_source.choices = choices(("", gettext("None")), *known)
    question.source_medium.choices = choices(("", gettext("Not said")), *terms(scheme, "source_medium"))
    if verdict is not None:
        verdict.offer(scheme)


def require_write(slug: str) -> None:
    """Raise Refused, or Missing, unless the visitor decides here."""
    with reading() as opened:
        enter(opened, slug, Act.FACT_CHECK_WRITE)


def change(
    slug: str, check_id: str, name: str, form: Any, made: Callable[[dict[str, Any]], dict[str, Any]], at: str = ""
) -> Response | Answer:
    """Store what a change makes of the fact-check; what is wrong with it is shown at its form.

    The page is shown `at` that place afterwards. Where the form says which version was
    `seen`, it changes that one and no other.
    """
    seen = request.form.get("seen")

    def act(opened: Session) -> str:
        project = enter(opened, slug, Act.FACT_CHECK_WRITE)
        row = verdicts.find(opened, actor(), project, check_id, lock=True)
        if seen and seen != str(row.version):
            raise Stale("version_conflict", CHANGED)
        body = {key: value for key, value in row.body.items() if key not in (*OWNED, "id")}
        service.put_fact_check(opened, actor(), project, check_id, made(body), if_match=row.version)
        return f"/projects/{slug}/fact-checks/{check_id}{at}"

    try:
        where, _ = once(act)
    except (Conflict, Invalid, Refused, Stale) as error:
        form.refuse(error) if isinstance(error, Invalid) else form.form_errors.append(error.detail)
        return page_of(slug, check_id, status_of(error), **{name: form})
    return done(where, "Saved.")


def _speakers(row: FactCheck, mentions: list[Place]) -> set[str]:
    """Return the ids of those who speak, as the fact-check or its mentions say."""
    spoken = {place.annotation.attributes.get("speaker") for place in mentions}
    return {*(row.body.get("speakers") or []), *(one for one in spoken if one)}


def checked(opened: Session, project: Project, body: dict[str, Any]) -> list[tuple[dict[str, Any], Found | None]]:
    """Return each link of the evidence with how its quotation stands in the capture."""
    search = Search()
    return [(link, _checked(opened, project, link, search)) for link in body.get("evidence") or []]


def _checked(opened: Session, project: Project, link: dict[str, Any], search: Search) -> Found | None:
    if not link.get("quote"):
        return None
    source = capturing.find(opened, actor(), project, link["source"])
    return capturing.check_quote(opened, source, link["quote"], search)


def _second_is_mine(opened: Session, project: Project, row: FactCheck) -> bool:
    try:
        verdicts.require_second(opened, actor(), project, row)
    except (Conflict, Refused):
        return False
    return _may(project)


def _wanted(row: FactCheck, words: str, verdict: str) -> bool:
    said = row.body.get("verdict") or NOT_CHECKED
    state = row.pending["state"] if row.pending else ""
    return words.casefold() in row.body["claim"].casefold() and verdict in ("", said, state)


def _may(project: Project) -> bool:
    return allowed(actor(), Act.FACT_CHECK_WRITE, targets.of_project(project.id))


def _claimreview() -> bool:
    return any(info.name == "claimreview" and info.writes for info in formats())
