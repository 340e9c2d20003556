"""The scheme changed part by part in a draft: tags, attributes, vocabularies and their entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator.domain.schemes import Scheme, edits
from annotator.domain.schemes.differences import differences
from annotator.edge.asking import actor, reading, writing
from annotator.edge.status import status_of
from annotator.errors import Conflict, Invalid, Missing
from annotator.models import Project
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.project import scheme_drafts
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.attributes import AttributeForm
from annotator.web.forms.schemes import NamedPart, QuestionForm, TagForm, TermForm, VocabularyForm
from schemas.sayings import say

bp = Blueprint("scheme_parts", __name__)
EDIT = "/projects/<slug>/scheme/edit"
FORMS: dict[tuple[str, int], type[NamedPart]] = {
    ("tags", 2): TagForm,
    ("tags", 3): QuestionForm,
    ("vocabularies", 3): TermForm,
}
Forms = tuple[NamedPart | None, NamedPart | None]
"""The form of a part, and that of a new one inside it."""

KEPT = say("Kept in your draft. Publish it to put it in force.")


@dataclass(frozen=True)
class Sheet:
    """The scheme as it is being changed, and the one in force."""

    project: Project
    body: dict[str, Any]
    now: dict[str, Any]

    @property
    def language(self) -> str:
        """The language in which texts are changed."""
        return str((self.body.get("languages") or ["en"])[0])

    def form(self, path: edits.Path, given: Any = None) -> NamedPart:
        """Return the form of a part, empty for one that is not there yet."""
        form = FORMS[path[0], len(path)](given, prefix="" if path[-1] else "new-")
        if isinstance(form, QuestionForm):
            form.offer(name for name, terms in self.body.get("vocabularies", {}).items() if terms)
        return form

    def tags_of(self, path: edits.Path) -> list[str]:
        """Return the tags whose forms show the part."""
        if path[0] == "tags":
            return [path[1]]
        used = [
            (tag, one) for tag, rule in self.body["tags"].items() for one in rule.get("attributes", {}).values()
        ]
        return list(dict.fromkeys(tag for tag, one in used if one.get("vocabulary") == path[1]))


@bp.get(EDIT)
def show_editor(slug: str) -> Response:
    """Show the parts of the scheme as it is being changed, with a form for a new tag and a new vocabulary."""
    with reading() as opened:
        return _editor(_sheet(opened, slug))


@bp.post(EDIT)
def add_part(slug: str) -> Response | Answer:
    """Add a tag, or a vocabulary with its first entry."""
    kind = "vocabularies" if request.form.get("adds") == "vocabularies" else "tags"
    form = _new(kind, request.form)
    if form.validate():
        try:
            return _add(slug, form)
        except (Conflict, Invalid) as error:
            form.refuse(error)
    with reading() as opened:
        return _editor(_sheet(opened, slug), 422, **{kind: form})


@bp.post(f"{EDIT}/arrange")
def arrange(slug: str) -> Answer:
    """Move a part up or down, deprecate it, offer it again, or remove one that was never published."""
    path, act = tuple(request.form.get("which", "").split("/")), request.form.get("act", "")
    with writing() as session:
        sheet = _sheet(session, slug)
        edits.part(sheet.body, path)
        _keep(session, sheet, _arranged(sheet, path, act))
    return done(f"{_address(slug, path[:-1] if len(path) > 2 else ())}#part-{path[-1]}")


@bp.get(f"{EDIT}/<kind>/<part>")
def show_part(slug: str, kind: str, part: str) -> Response:
    """Show a tag with its attributes, or a vocabulary with its entries, to be changed."""
    return _show(slug, (kind, part))


@bp.post(f"{EDIT}/<kind>/<part>")
def change_part(slug: str, kind: str, part: str) -> Response | Answer:
    """Change the tag, or add an attribute or an entry."""
    return _change(slug, (kind, part))


@bp.get(f"{EDIT}/<kind>/<part>/<inner>")
def show_inner(slug: str, kind: str, part: str, inner: str) -> Response:
    """Show an attribute or an entry to be changed."""
    return _show(slug, (kind, part, inner))


@bp.post(f"{EDIT}/<kind>/<part>/<inner>")
def change_inner(slug: str, kind: str, part: str, inner: str) -> Response | Answer:
    """Change the attribute or the entry."""
    return _change(slug, (kind, part, inner))


def _add(slug: str, form: TagForm | VocabularyForm) -> Answer:
    with writing() as session:
        sheet = _sheet(session, slug)
        if isinstance(form, TagForm):
            path = ("tags", form.made_id(sheet.body["tags"]))
            value: Any = {**_said(form.changes({}, sheet.language)), "attributes": {}}
        else:
            path = ("vocabularies", str(form.name.data))
            first = edits.free_id(form.label.data or "", []) or "first"
            value = [{"id": first, "label": {sheet.language: form.label.data}}]
        _keep(session, sheet, edits.add(sheet.body, path, value))
    return done(_address(slug, path), KEPT)


def _arranged(sheet: Sheet, path: edits.Path, act: str) -> dict[str, Any]:
    if act in ("up", "down"):
        return edits.move(sheet.body, path, -1 if act == "up" else 1)
    if act in ("deprecate", "restore") and (path[0], len(path)) in FORMS:
        return edits.change(sheet.body, path, {"deprecated": True if act == "deprecate" else None})
    if act != "remove":
        raise Missing()
    if _is_published(sheet, path):
        raise Conflict("in_use", "This was published; deprecate it. Its id keeps its meaning.")
    return edits.remove(sheet.body, path)


def _show(slug: str, path: edits.Path) -> Response:
    with reading() as opened:
        sheet = _sheet(opened, slug)
        return _part(sheet, path, (_own_form(sheet, path), _inner_form(sheet, path)))


def _change(slug: str, path: edits.Path) -> Response | Answer:
    """Change the part or add one inside it, and keep that; or only show the form that this would make."""
    with writing() as session:
        sheet = _sheet(session, slug)
        adds = request.form.get("adds") == "inner" and len(path) == 2
        at = (*path, "") if adds else path
        if (at[0], len(at)) not in FORMS:
            raise Missing()
        form = sheet.form(at, request.form)
        forms = (_own_form(sheet, path), form) if adds else (form, _inner_form(sheet, path))
        if not adds:
            _drop_fixed(form)
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
    return done(f"{_address(slug, at if len(at) == 2 else at[:2])}#part-{at[-1]}", KEPT)


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
    _drop_fixed(form)
    return form


def _drop_fixed(form: NamedPart) -> None:
    """Take away the fields of what is fixed once a part is made."""
    for name in ("name", "type", "vocabulary"):
        if name in form:
            del form[name]


def _inner_form(sheet: Sheet, path: edits.Path) -> NamedPart | None:
    return sheet.form((*path, "")) if len(path) == 2 else None


def _is_published(sheet: Sheet, path: edits.Path) -> bool:
    try:
        edits.part(sheet.now, path)
    except Missing:
        return False
    return True


def _sheet(opened: Session, slug: str) -> Sheet:
    project = enter(opened, slug, Act.SCHEME_WRITE)
    draft = scheme_drafts.find(opened, actor(), project)
    body = scheme_drafts.body_of(opened, project, draft)
    return Sheet(project, body, projects.scheme(opened, project).data)


def _keep(session: Session, sheet: Sheet, body: dict[str, Any]) -> None:
    scheme_drafts.keep(session, actor(), sheet.project, body)


def _address(slug: str, path: edits.Path) -> str:
    return "/".join((f"/projects/{slug}/scheme/edit", *path))


def _new(kind: str, given: Any = None) -> TagForm | VocabularyForm:
    """Return the form of a new tag or vocabulary."""
    if kind == "vocabularies":
        return VocabularyForm(given, prefix="vocabulary-")
    return TagForm(given, prefix="tag-", anchors=["span"], colour="claim")


def _editor(sheet: Sheet, status: int = 200, **typed: Any) -> Response:
    forms = {f"{kind}_form": typed.get(kind) or _new(kind) for kind in ("tags", "vocabularies")}
    return _page(sheet, "scheme_edit.html", status, **forms)


def _part(sheet: Sheet, path: edits.Path, forms: Forms, status: int = 200) -> Response:
    shown = {tag: AttributeForm(sheet.body, tag) for tag in sheet.tags_of(path)}
    children = edits.inside(sheet.body, path) if len(path) == 2 else []
    return _page(
        sheet, "scheme_part.html", status, path=path, part=edits.part(sheet.body, path), children=children,
        form=forms[0], inner_form=forms[1], attribute_forms=shown, only=_only(sheet, path),
    )  # fmt: skip


def _only(sheet: Sheet, path: edits.Path) -> list[str] | None:
    """Return the attributes that the part is seen in; None for a tag, which is seen in all of its form."""
    if path[0] == "tags":
        return [path[2]] if len(path) == 3 else None
    every = [one for rule in sheet.body["tags"].values() for one in rule.get("attributes", {}).items()]
    return [name for name, one in every if one.get("vocabulary") == path[1]]


def _page(sheet: Sheet, template: str, status: int, **context: Any) -> Response:
    def published(*path: str) -> bool:
        return _is_published(sheet, path)

    changed = differences(sheet.now, sheet.body)
    return project_page(
        template, sheet.project, status, scheme=sheet.body, changed=changed,
        published=published, tags_of=sheet.tags_of, **context,
    )  # fmt: skip
