"""The scheme changed part by part in a draft: tags, attributes, vocabularies, their entries, and relations."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.domain.schemes import Scheme, edits
from annotator.domain.schemes.differences import differences
from annotator.edge.asking import actor, reading, writing
from annotator.edge.status import status_of
from annotator.errors import Conflict, Invalid, Missing
from annotator.services.project import scheme_drafts
from annotator.web.answers import done
from annotator.web.doors import project_page
from annotator.web.forms.attributes import AttributeForm
from annotator.web.forms.schemes import NamedPart, VocabularyForm
from annotator.web.once import earlier, keep, once
from annotator.web.schemes.sheet import FORMS, NEW, Sheet, sheet_of
from schemas.sayings import say

bp = Blueprint("scheme_parts", __name__)
EDIT = "/projects/<slug>/scheme/edit"
Forms = tuple[NamedPart | None, NamedPart | None]
"""The form of a part, and that of a new one inside it."""

KEPT = say("Kept in your draft. Publish it to put it in force.")


@bp.get(EDIT)
def show_editor(slug: str) -> Response:
    """Show the parts of the scheme as it is being changed, with a form for each kind of part that is new."""
    with reading() as opened:
        return _editor(sheet_of(opened, slug))


@bp.post(EDIT)
def add_part(slug: str) -> Response | Answer:
    """Add a tag, a vocabulary with its first entry, or a relation."""
    kind = request.form.get("adds", "")
    kind = kind if kind in NEW else "tags"
    with writing() as session:
        sheet = sheet_of(session, slug)
        if (led := earlier(session)) is not None:
            return done(led, KEPT)
        form = sheet.new(kind, request.form)
        try:
            if form.validate():
                path, value = _made(sheet, kind, form)
                body = edits.add(sheet.body, path, value)
                Scheme(body)
                _keep(session, sheet, body)
                keep(session, _address(slug, path))
                return done(_address(slug, path), KEPT)
        except (Conflict, Invalid) as error:
            form.refuse(error)
        return _editor(sheet, 422, **{kind: form})


@bp.post(f"{EDIT}/arrange")
def arrange(slug: str) -> Answer:
    """Move a part up or down, deprecate it, offer it again, or remove one that was never published."""
    path, act = tuple(request.form.get("which", "").split("/")), request.form.get("act", "")

    def move(session: Session) -> str:
        sheet = sheet_of(session, slug)
        edits.part(sheet.body, path)
        _keep(session, sheet, _arranged(sheet, path, act))
        return f"{_address(slug, path[:-1] if len(path) > 2 else ())}#part-{path[-1]}"

    return done(once(move)[0])


@bp.get(f"{EDIT}/<kind>/<part>")
def show_part(slug: str, kind: str, part: str) -> Response:
    """Show a tag with its attributes, a vocabulary with its entries, or a relation, to be changed."""
    return _show(slug, (kind, part))


@bp.post(f"{EDIT}/<kind>/<part>")
def change_part(slug: str, kind: str, part: str) -> Response | Answer:
    """Change the tag, the relation or the order of a vocabulary, or add an attribute or an entry."""
    if kind == "vocabularies" and request.form.get("adds") == "order":
        return _order(slug, (kind, part))
    return _change(slug, (kind, part))


@bp.get(f"{EDIT}/<kind>/<part>/<inner>")
def show_inner(slug: str, kind: str, part: str, inner: str) -> Response:
    """Show an attribute or an entry to be changed."""
    return _show(slug, (kind, part, inner))


@bp.post(f"{EDIT}/<kind>/<part>/<inner>")
def change_inner(slug: str, kind: str, part: str, inner: str) -> Response | Answer:
    """Change the attribute or the entry."""
    return _change(slug, (kind, part, inner))


def _made(sheet: Sheet, kind: str, form: NamedPart | VocabularyForm) -> tuple[edits.Path, Any]:
    """Return the path of the new part, and the part."""
    if isinstance(form, VocabularyForm):
        first = edits.free_id(form.label.data or "", []) or "first"
        return (kind, str(form.name.data)), [{"id": first, "label": {sheet.language: form.label.data}}]
    path = (kind, form.made_id(sheet.body.get(kind, {})))
    return path, _said(form.changes({}, sheet.language)) | ({"attributes": {}} if kind == "tags" else {})


def _arranged(sheet: Sheet, path: edits.Path, act: str) -> dict[str, Any]:
    if act in ("up", "down"):
        return edits.move(sheet.body, path, -1 if act == "up" else 1)
    if act in ("deprecate", "restore") and path[0] != "relations" and (path[0], len(path)) in FORMS:
        return edits.change(sheet.body, path, {"deprecated": True if act == "deprecate" else None})
    if act != "remove":
        raise Missing()
    if path[0] != "relations" and sheet.is_published(path):
        raise Conflict("in_use", "This was published; deprecate it. Its id keeps its meaning.")
    return edits.remove(sheet.body, path)


def _show(slug: str, path: edits.Path) -> Response:
    with reading() as opened:
        sheet = sheet_of(opened, slug)
        return _part(sheet, path, (_own_form(sheet, path), _inner_form(sheet, path)))


def _change(slug: str, path: edits.Path) -> Response | Answer:
    """Change the part or add one inside it, and keep that; or only show the form that this would make."""
    with writing() as session:
        sheet = sheet_of(session, slug)
        if (led := earlier(session)) is not None:
            return done(led, KEPT)
        adds = request.form.get("adds") == "inner" and (path[0], len(path) + 1) in FORMS
        at = (*path, "") if adds else path
        if (at[0], len(at)) not in FORMS:
            raise Missing()
        form = sheet.form(at, request.form)
        forms = (_own_form(sheet, path), form) if adds else (form, _inner_form(sheet, path))
        try:
            if not form.validate():
                return _part(sheet, path, forms, 422)
            body, at = _changed(sheet, at, form)
            Scheme(body)
        except (Conflict, Invalid) as error:
            form.refuse(error)
            return _part(sheet, path, forms, status_of(error))
        if request.form.get("act") == "preview":
            return _part(Sheet(sheet.project, body, sheet.now), path, forms)
        _keep(session, sheet, body)
        where = f"{_address(slug, at if len(at) == 2 else at[:2])}#part-{at[-1]}"
        keep(session, where)
    return done(where, KEPT)


def _order(slug: str, path: edits.Path) -> Response | Answer:
    """Say in which order agreement takes the entries of the vocabulary."""
    with writing() as session:
        sheet = sheet_of(session, slug)
        form = sheet.order(path, request.form)
        try:
            if form.validate():
                body = edits.order(sheet.body, path[1], form.places)
                Scheme(body)
                _keep(session, sheet, body)
                return done(f"{_address(slug, path)}#order", KEPT)
        except (Conflict, Invalid) as error:
            form.form_errors.append(error.detail)
        return _part(sheet, path, (None, _inner_form(sheet, path)), 422, order_form=form)


def _changed(sheet: Sheet, at: edits.Path, form: NamedPart) -> tuple[dict[str, Any], edits.Path]:
    if at[-1]:
        return edits.change(sheet.body, at, form.changes(edits.part(sheet.body, at), sheet.language)), at
    at = (*at[:-1], form.made_id(dict(edits.inside(sheet.body, at[:-1]))))
    value = form.new() | _said(form.changes({}, sheet.language))
    return edits.add(sheet.body, at, {"id": at[-1], **value} if at[0] == "vocabularies" else value), at


def _said(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if value is not None}


def _own_form(sheet: Sheet, path: edits.Path) -> NamedPart | None:
    part = edits.part(sheet.body, path)
    if (path[0], len(path)) not in FORMS:
        return None
    form = sheet.form(path)
    form.show(part, sheet.language)
    return form


def _inner_form(sheet: Sheet, path: edits.Path) -> NamedPart | None:
    return sheet.form((*path, "")) if (path[0], len(path) + 1) in FORMS else None


def _keep(session: Session, sheet: Sheet, body: dict[str, Any]) -> None:
    scheme_drafts.keep(session, actor(), sheet.project, body)


def _address(slug: str, path: edits.Path) -> str:
    return "/".join((f"/projects/{slug}/scheme/edit", *path))


def _editor(sheet: Sheet, status: int = 200, **typed: Any) -> Response:
    forms = {f"{kind}_form": typed.get(kind) or sheet.new(kind) for kind in NEW}
    return _page(sheet, "scheme_edit.html", status, **forms)


def _part(sheet: Sheet, path: edits.Path, forms: Forms, status: int = 200, **typed: Any) -> Response:
    shown = {tag: AttributeForm(sheet.body, tag) for tag in sheet.tags_of(path)}
    order = typed.get("order_form") or (sheet.order(path) if (path[0], len(path)) == ("vocabularies", 2) else None)
    children = edits.inside(sheet.body, path) if (path[0], len(path) + 1) in FORMS else []
    return _page(
        sheet, "scheme_part.html", status, path=path, part=edits.part(sheet.body, path), children=children,
        form=forms[0], inner_form=forms[1], attribute_forms=shown, only=sheet.shown(path),
        order_form=order,
    )  # fmt: skip


def _page(sheet: Sheet, template: str, status: int, **context: Any) -> Response:
    def published(*path: str) -> bool:
        return sheet.is_published(path)

    changed = differences(sheet.now, sheet.body)
    return project_page(
        template, sheet.project, status, scheme=sheet.body, changed=changed,
        published=published, tags_of=sheet.tags_of, **context,
    )  # fmt: skip
