"""The scheme to be read, in force or of a version before, and what differs between two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.schemes import Scheme
from annotator.domain.schemes.differences import differences
from annotator.edge.asking import reading
from annotator.errors import Missing
from annotator.models import Project, SchemeVersion
from annotator.queries import projects
from annotator.web.doors import enter, project_page
from annotator.web.forms.attributes import attribute_forms
from annotator.web.forms.conditions import Stated, stated
from annotator.web.parameters import number
from schemas import yamltext

bp = Blueprint("scheme_pages", __name__)
MOST = 999_999


@bp.get("/projects/<slug>/scheme")
def show_scheme(slug: str) -> Response:
    """Show every tag, attribute and term with what it means, in force or of a version before."""
    with reading() as opened:
        project = enter(opened, slug)
        versions = _versions(opened, project)
        wanted = _wanted(opened, project)
    asked = {tag: [field.attribute for field in form] for tag, form in attribute_forms(wanted.data).items()}

    def words_of(tag: str, condition: Mapping[str, Any] | None) -> Stated:
        return stated(asked[tag], condition or {})

    return project_page("scheme.html", project, scheme=wanted.data, versions=versions, stated=words_of)


@bp.get("/projects/<slug>/scheme.yaml")
def download(slug: str) -> Response:
    """Give the scheme as a file."""
    with reading() as opened:
        data = yamltext.dumps(_wanted(opened, enter(opened, slug)).data)
    response = Response(data, mimetype="application/yaml")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-scheme.yaml"'
    return response


@bp.get("/projects/<slug>/scheme/changes")
def show_changes(slug: str) -> Response:
    """Show what differs between two versions: the one in force and the one before, unless others are named."""
    with reading() as opened:
        project = enter(opened, slug)
        versions = _versions(opened, project)
        after = _wanted(opened, project, "to", project.scheme_version)
        before = _wanted(opened, project, "from", max(1, after.version - 1))
        found = differences(before.data, after.data)
    return project_page(
        "scheme_changes.html", project, before=before, after=after, differences=found, versions=versions
    )


def _wanted(opened: Session, project: Project, name: str = "version", default: int | None = None) -> Scheme:
    version = number(name, default or project.scheme_version, 1, MOST)
    if version not in {one.version for one in _versions(opened, project)}:
        raise Missing()
    return projects.scheme(opened, project, version)


def _versions(opened: Session, project: Project) -> list[SchemeVersion]:
    query = select(SchemeVersion).where(SchemeVersion.project_id == project.id)
    return list(opened.scalars(query.order_by(SchemeVersion.version.desc())))
