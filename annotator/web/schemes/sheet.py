"""The scheme of a project as it is being changed, and the forms of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.schemes import edits
from annotator.edge.asking import actor
from annotator.errors import Missing
from annotator.models import Project
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.project import scheme_drafts
from annotator.web.doors import enter
from annotator.web.forms.scheme_links import RelationForm
from annotator.web.forms.scheme_orders import OrderForm
from annotator.web.forms.scheme_questions import QuestionForm
from annotator.web.forms.scheme_tags import TagForm
from annotator.web.forms.schemes import NamedPart, TermForm, VocabularyForm

FORMS: dict[tuple[str, int], type[NamedPart]] = {
    ("tags", 2): TagForm,
    ("tags", 3): QuestionForm,
    ("vocabularies", 3): TermForm,
    ("relations", 2): RelationForm,
}
FIXED = ("name", "type", "vocabulary")
"""What stays as it is once a part is made."""
NEW = {"tags": "tag-", "vocabularies": "vocabulary-", "relations": "relation-"}


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
        """Return the form of a part, filled with what is sent, or with nothing: of one that is not there yet."""
        form = FORMS[path[0], len(path)](given, prefix="" if path[-1] else "new-")
        form.fit(self.body, path, edits.part(self.body, path) if path[-1] else {})
        for name in FIXED if path[-1] else ():
            if name in form:
                del form[name]
        return form

    def new(self, kind: str, given: Any = None) -> NamedPart | VocabularyForm:
        """Return the form of a new tag, vocabulary or relation."""
        if kind == "vocabularies":
            return VocabularyForm(given, prefix=NEW[kind])
        filled = {"anchors": ["span"], "colour": "claim"} if kind == "tags" else {}
        form = FORMS[kind, 2](given, prefix=NEW[kind], **filled)
        form.fit(self.body, (kind, ""), {})
        return form

    def order(self, path: edits.Path, given: Any = None) -> OrderForm:
        """Return the form of the order in which agreement takes the entries of a vocabulary."""
        return OrderForm(edits.part(self.body, path), self.body.get("ordinals", {}).get(path[1], ()), given)

    def tags_of(self, path: edits.Path) -> list[str]:
        """Return the tags whose forms show the part."""
        if path[0] != "vocabularies":
            return [path[1]] if path[0] == "tags" else []
        used = [
            (tag, one) for tag, rule in self.body["tags"].items() for one in rule.get("attributes", {}).values()
        ]
        return list(dict.fromkeys(tag for tag, one in used if one.get("vocabulary") == path[1]))

    def shown(self, path: edits.Path) -> list[str] | None:
        """Return the attributes that the part is seen in; None for a tag, which is seen in all of its form.

        An attribute stands with those that its conditions ask.
        """
        if path[0] == "tags" and len(path) == 2:
            return None
        if path[0] == "tags":
            rule = edits.part(self.body, path)
            asked = [name for key in ("when", "only_when", "warn_missing_when") for name in rule.get(key, {})]
            return [*asked, path[2]]
        every = [one for rule in self.body["tags"].values() for one in rule.get("attributes", {}).items()]
        return [name for name, one in every if one.get("vocabulary") == path[1]]

    def is_published(self, path: edits.Path) -> bool:
        """Say whether the scheme in force has the part."""
        try:
            edits.part(self.now, path)
        except Missing:
            return False
        return True


def sheet_of(opened: Session, slug: str) -> Sheet:
    """Return the draft that the actor has of the scheme, or the scheme in force; raises Missing, Refused."""
    project = enter(opened, slug, Act.SCHEME_WRITE)
    draft = scheme_drafts.find(opened, actor(), project)
    body = scheme_drafts.body_of(opened, project, draft)
    return Sheet(project, body, projects.scheme(opened, project).data)
