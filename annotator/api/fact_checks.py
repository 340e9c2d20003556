"""Verdicts on fact-checks: the one in force, those before it, the blind second; likely mentions; rating scales."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from annotator.api.answers import if_match, json, uuid_of, versioned
from annotator.api.authorising import authorised, in_project
from annotator.api.body import read_object, require_keys
from annotator.domain.verdicts import warnings
from annotator.edge.asking import actor, reading, writing
from annotator.models import FactCheck
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.evidence import mentioning, proposals, scales, verdicts
from annotator.services.evidence.mentioning import Likely
from annotator.services.evidence.proposals import Proposal

bp = Blueprint("fact_checks", __name__)
HERE = "/projects/<slug>/fact-checks/<uuid>"


@bp.put(f"{HERE}/verdict")
@authorised(in_project(Act.FACT_CHECK_WRITE))
def put_verdict(slug: str, uuid: str) -> Response:
    """Rule on the claim; where a second verdict is asked for, this one waits for it, unseen."""
    key, version, body = uuid_of(uuid), if_match(), read_object()
    with writing() as session:
        project = projects.find(session, actor(), slug)
        row = verdicts.decide(session, actor(), project, key, body, if_match=version)
        noted = warnings(row.body, mentioning.sources_of(session, actor(), row))
        return versioned(_view(row) | {"warnings": [one.to_record() for one in noted]}, row.version)


@bp.get(f"{HERE}/verdicts")
def list_verdicts(slug: str, uuid: str) -> Response:
    """List every verdict there was, the newest first."""
    key = uuid_of(uuid)
    with reading() as session:
        row = verdicts.find(session, actor(), projects.find(session, actor(), slug), key)
        return json({"items": list(verdicts.verdicts_of(session, row)), "next": None})


@bp.get(f"{HERE}/blind")
def show_blind(slug: str, uuid: str) -> Response:
    """Show claim, questions and evidence to whoever gives the second verdict, and nothing else."""
    key = uuid_of(uuid)
    with reading() as session:
        project = projects.find(session, actor(), slug)
        row = verdicts.find(session, actor(), project, key)
        verdicts.require_second(session, actor(), project, row)
        return json(verdicts.blind_view(row))


@bp.put(f"{HERE}/blind")
@authorised(in_project(Act.FACT_CHECK_WRITE))
def put_blind(slug: str, uuid: str) -> Response:
    """Give the second verdict; where it is the same, it stands, else the claim goes round again."""
    key, body = uuid_of(uuid), read_object()
    with writing() as session:
        project = projects.find(session, actor(), slug)
        row = verdicts.second(session, actor(), project, key, body)
        return versioned(_view(row), row.version)


@bp.get(f"{HERE}/likely")
def list_likely(slug: str, uuid: str) -> Response:
    """List claims that may say the same, each with the reason."""
    key = uuid_of(uuid)
    with reading() as session:
        row = verdicts.find(session, actor(), projects.find(session, actor(), slug), key)
        return json({"items": [_likely(one) for one in mentioning.likely(session, actor(), row)], "next": None})


@bp.put(f"{HERE}/mentions/<annotation>")
def put_mention(slug: str, uuid: str, annotation: str) -> Response:
    """Make a claim a mention of this fact-check, and of no other."""
    key, claim = uuid_of(uuid), uuid_of(annotation)
    with writing() as session:
        row = mentioning.move(session, actor(), projects.find(session, actor(), slug), key, claim)
        return versioned(_view(row), row.version)


@bp.get("/projects/<slug>/proposals")
def list_proposals(slug: str) -> Response:
    """List the verdicts proposed on claims: an annotator's own, all of what was handed in for reviewers."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        found = proposals.listed(session, actor(), project)
        return json({"items": [_proposal(one) for one in found], "next": None})


@bp.get("/projects/<slug>/scales")
def list_scales(slug: str) -> Response:
    """List the rating scales of the project."""
    with reading() as session:
        data = projects.scheme(session, projects.find(session, actor(), slug)).data
    return json(
        {"items": [{"scale": name, **body} for name, body in data.get("scales", {}).items()], "next": None}
    )


@bp.put("/projects/<slug>/scales/<scale>")
@authorised(in_project(Act.SCHEME_WRITE))
def put_scale(slug: str, scale: str) -> Response:
    """Register a rating scale: ours of that name for an empty body, else the one that is sent."""
    body = read_object()
    require_keys(body, {"url": str, "label": dict, "entries": list})
    with writing() as session:
        project = projects.find(session, actor(), slug)
        new = scales.register(session, actor(), project, scale, body or None)
        known = projects.scheme(session, project).data["scales"][scale]
    return json({"scale": scale, **known}, 201 if new else 200)


def _view(row: FactCheck) -> dict[str, Any]:
    return {**row.body, "version": row.version, "second_verdict": row.pending and row.pending["state"]}


def _proposal(one: Proposal) -> dict[str, Any]:
    said = {name: value for name, value in one.said.items() if name not in {"by", "at", "blind"}}
    return {
        "annotation": one.annotation.uuid,
        "article": one.article.public_id,
        "layer": one.layer,
        "claim": one.words,
        "fact_check": one.check.uuid if one.check else None,
        **said,
    }


def _likely(one: Likely) -> dict[str, Any]:
    place = one.place
    return {
        "annotation": place.annotation.uuid,
        "article": place.article.public_id,
        "claim": place.words,
        "score": one.score,
        "why": one.why,
    }
