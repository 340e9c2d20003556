"""Changing a label scheme: as text, or part by part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectField, ValidationError
from wtforms.validators import DataRequired, NumberRange, Optional, Regexp

from annotator.domain.schemes.edits import ID_LIMIT, free_id
from annotator.errors import AnnotatorError, Invalid
from annotator.web.forms import fields
from annotator.web.forms.fields import CheckboxesField, PageForm, choices, line
from annotator.web.terms import called
from schemas.sayings import say
from schemas.yamltext import LIMIT

Json = dict[str, Any]
PATTERNS = {"claim": "solid", "rebuttal": "double", "omission": "dotted", "framing": "wavy"}
"""Each colour with the underline that goes with it, so that colour is never alone."""

_COLOURS = choices(
    ("claim", _("Blue, solid line")),
    ("rebuttal", _("Orange, double line")),
    ("omission", _("Purple, dotted line")),
    ("framing", _("Green, wavy line")),
)
_ANCHORS = choices(
    ("span", _("Words")), ("point", _("A point between words")), ("article", _("The whole article"))
)
_TYPES = choices(
    ("id", _("One of a vocabulary")),
    ("ids", _("Several of a vocabulary")),
    ("text", _("Text")),
    ("bool", _("Yes or no")),
    ("entity", _("A person or body")),
    ("entities", _("People and bodies")),
    ("date", _("A date")),
    ("country", _("A country")),
    ("anchor", _("Words of the article")),
)
_REQUIRED = choices(
    ("", _("May stay empty")), ("submit", _("Needed when handing in")), ("gold", _("Needed for gold only"))
)
_ID = Regexp(r"^[a-z][a-z0-9_]*$", message=_("Small letters, digits and _, a letter first."))
_KEY = Regexp(r"^[a-z0-9]$", message=_("One small letter or digit."))
TAKEN_KEYS = frozenset("abgijklmnpstuvwxyz")
"""Letters that do something else on the desk."""


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
        for name in self.plain:
            self._fields[name].data = part.get(name)

    def changes(self, part: Json, language: str) -> Json:
        """Return the keys of the part as they are to be; None is a key that goes."""
        texts = {name: self._texts(part.get(name, {}), name, language) for name in self.texts}
        plain = {name: self._fields[name].data or None for name in self.plain}
        return texts | plain

    def _texts(self, before: Json, name: str, language: str) -> Json | None:
        said = self._fields[name].data
        texts = (
            {**before, language: said} if said else {key: one for key, one in before.items() if key != language}
        )
        return texts or None


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


class TagForm(NamedPart):
    """A tag: what it is called, what it means, its key and colour, what it stands on."""

    texts = ("label", "definition")
    plain = ("key", "colour", "anchors")

    definition = fields.text(_("What it means"), needed=False, most=1000, rows=2)
    key = line(
        _("Key"), needed=False, most=1, words=_("Makes the tag at the desk: one letter or digit."),
        autocomplete="off", **{"class": "short"},
    )  # fmt: skip
    colour = SelectField(_("Colour and line"), choices=_COLOURS, validators=[Optional()])
    anchors = CheckboxesField(_("Stands on"), [DataRequired(_("Choose at least one."))], choices=_ANCHORS)

    def validate_key(self, field: Any) -> None:
        """A key of the desk makes no tag."""
        if field.data:
            _KEY(self, field)
        if field.data in TAKEN_KEYS:
            raise ValidationError(
                say("The desk uses %(key)r for something else. Choose another, or none.", key=field.data)
            )

    def changes(self, part: Json, language: str) -> Json:
        """Return the keys of the tag; the underline goes with the colour."""
        said = super().changes(part, language)
        colour = said["colour"]
        if colour != part.get("colour"):
            said["pattern"] = PATTERNS.get(colour or "")
        return said


class QuestionForm(NamedPart):
    """An attribute of a tag: what is asked, of what type, and when it must be answered."""

    texts = ("label", "help")
    plain = ("required", "limit")

    help = fields.text(_("Help under it"), needed=False, most=1000, rows=2)
    required = RadioField(_("Answer"), choices=_REQUIRED, default="", validators=[Optional()])
    type = SelectField(_("Type of answer"), choices=_TYPES, validators=[DataRequired(_("Choose one."))])
    vocabulary = SelectField(_("Vocabulary"), choices=[], validators=[Optional()])
    limit = IntegerField(
        _("Longest text"), [Optional(), NumberRange(1, 10_000, _("From 1 to 10,000 characters."))],
        description=_("In characters."), render_kw={"inputmode": "numeric", "class": "short"},
    )  # fmt: skip

    def offer(self, vocabularies: Iterable[str]) -> None:
        """Let the vocabulary be chosen."""
        self.vocabulary.choices = choices(("", _("None")), *((name, called(name)) for name in vocabularies))

    def new(self) -> Json:
        """Return the type of the attribute, which stays."""
        kind = self.type.data
        named = {"vocabulary": self.vocabulary.data} if kind in ("id", "ids") and self.vocabulary.data else {}
        least = {"min": 1} if kind == "ids" and self.required.data else {}
        return {"type": kind, **named, **least}


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
