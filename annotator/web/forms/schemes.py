"""Changing a label scheme: as text, or part by part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms.validators import Regexp

from annotator.domain.schemes.edits import ID_LIMIT, Path, free_id
from annotator.errors import AnnotatorError, Invalid
from annotator.web.forms import fields
from annotator.web.forms.fields import PageForm, line
from schemas.yamltext import LIMIT

Json = dict[str, Any]
_ID = Regexp(r"^[a-z][a-z0-9_]*$", message=_("Small letters, digits and _, a letter first."))


class SchemeForm(PageForm):
    """The scheme as YAML, and the version it was written from."""

    text = fields.text(
        _("Scheme"),
        most=LIMIT,
        words=_("Tags, attributes, vocabularies, relations as YAML. Deprecate what is in use."),
        rows=30,
        spellcheck="false",
    )
    base = fields.HiddenNumber(default=0)


class SchemePart(PageForm):
    """A form whose errors stand at the field that the end of a pointer names, or above the form."""

    def refuse(self, error: AnnotatorError) -> None:
        """Put each problem of the error at its field, or above the form when it has none."""
        for problem in error.problems:
            field = self._fields.get((problem.pointer or "").split("/")[-1])
            if field is None:
                self.form_errors.append(problem.detail)
            else:
                field.errors = [*field.errors, problem.detail]


class PartForm(SchemePart):
    """One part of a scheme; texts are in the first language of the scheme, others are kept."""

    texts: ClassVar[tuple[str, ...]] = ("label",)
    plain: ClassVar[tuple[str, ...]] = ()

    label = line(_("Name"), most=200, words=_("As it stands on the form."), autocomplete="off")

    def show(self, part: Json, language: str) -> None:
        """Fill in what the part says."""
        for name in self.texts:
            self._fields[name].data = part.get(name, {}).get(language, "")
        for name in self._plain():
            self._fields[name].data = part.get(name)

    def fit(self, body: Json, path: Path, part: Json) -> None:
        """Offer what the scheme has to choose from for this part, and keep only the fields that it can have."""

    def changes(self, part: Json, language: str) -> Json:
        """Return the keys of the part as they are to be; None is a key that goes."""
        texts = {name: self._texts(part.get(name, {}), name, language) for name in self.texts}
        return texts | {name: _kept(self._fields[name].data) for name in self._plain()}

    def _plain(self) -> list[str]:
        return [name for name in self.plain if name in self]

    def _texts(self, before: Json, name: str, language: str) -> Json | None:
        said = self._fields[name].data
        texts = (
            {**before, language: said} if said else {key: one for key, one in before.items() if key != language}
        )
        return texts or None


def _kept(value: Any) -> Any:
    """Return what the scheme says of it: an empty answer and a no say nothing."""
    return None if value is False or value in ("", [], {}) else value


class NamedPart(PartForm):
    """A part with an id of its own, which is made of its name when it is left empty."""

    name = line(
        _("Id"), needed=False, most=ID_LIMIT, words=_("For programs; never changes. Empty: made from the name."),
        autocomplete="off", spellcheck="false",
    )  # fmt: skip

    def validate_name(self, field: Any) -> None:
        """An id that is typed can be one."""
        if field.data:
            _ID(self, field)

    def made_id(self, taken: Iterable[str]) -> str:
        """Return the id that was typed, or one made of the name; raises Invalid when none can be made."""
        made = str(self.name.data or free_id(self.label.data or "", list(taken)))
        if not made:
            raise Invalid("missing_field", _("No id can be made of this name; write one."), pointer="/name")
        return made

    def new(self) -> Json:
        """Return what a new part says beside what can be changed."""
        return {}


class VocabularyForm(SchemePart):
    """A new vocabulary, which begins with its first entry."""

    name = line(_("Id of the vocabulary"), most=ID_LIMIT, words=_("Small letters, such as tone_of_voice."))
    label = line(_("First entry"), most=200)

    def validate_name(self, field: Any) -> None:
        """Names of vocabularies are ids."""
        _ID(self, field)


class TermForm(NamedPart):
    """An entry of a vocabulary: its name, what it means, the group it stands in."""

    texts = ("label", "definition")
    plain = ("group", "external_id")

    definition = fields.text(_("What it means"), needed=False, most=1000, rows=2)
    group = line(
        _("Group"), needed=False, most=100, words=_("Entries of one group stand together."), list="groups"
    )
    external_id = line(
        _("Id elsewhere"), needed=False, most=200, words=_("The name it bears in the data of others.")
    )


class PublishForm(PageForm):
    """The version that was looked at when a draft is published."""

    base = fields.HiddenNumber(default=0)
