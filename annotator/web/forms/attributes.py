"""The form of a tag, derived from the label scheme: a field for each attribute, in the scheme's order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, SelectMultipleField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import Length, Optional, Regexp

from annotator.web.languages import said


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary as a form offers it."""

    id: str
    label: str
    definition: str
    group: str | None


_SHAPES = {
    "date": (r"^\d{4}(-\d{2}(-\d{2})?)?$", _("A date is a year, a month or a day, such as 2023-09.")),
    "country": (r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$", _("A country is an ISO 3166 code, such as KH or US-TX.")),
}
_ANSWERS = (Term("true", _("Yes"), "", None), Term("false", _("No"), "", None))
_CONDITIONS = ("when", "only_when", "unless_relation", "ends_with", "deprecated")


@dataclass(frozen=True, slots=True)
class Attribute:
    """What the scheme says of an attribute, and the terms it may take; `conditions` say when it is asked."""

    name: str
    kind: str
    label: str
    help: str
    required: str | None
    first: bool
    may_be_none: bool
    ordered: bool
    limit: int | None
    conditions: dict[str, Any]
    terms: tuple[Term, ...]

    def groups(self) -> list[tuple[str | None, list[Term]]]:
        """Return the terms under their groups, in the scheme's order."""
        found: dict[str | None, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.group, []).append(term)
        return list(found.items())


class AttributeField(Field):
    """A field that knows the attribute it stands for."""

    def __init__(self, attribute: Attribute, **options: Any) -> None:
        super().__init__(attribute.label, description=attribute.help, **options)
        self.attribute = attribute


class WordsField(AttributeField, TextAreaField):
    """Words, or the id of something that has a name: an entity, a date, a country, an anchor as JSON."""

    def __init__(self, attribute: Attribute, **options: Any) -> None:
        super().__init__(attribute, validators=[Optional(), *_checks(attribute)], **options)


class OneField(AttributeField, RadioField):
    """One term, or none."""

    def __init__(self, attribute: Attribute, **options: Any) -> None:
        super().__init__(attribute, choices=_choices(attribute), validators=[Optional()], **options)


class SeveralField(AttributeField, SelectMultipleField):
    """A set of terms; of entities, whatever ids are sent."""

    def __init__(self, attribute: Attribute, **options: Any) -> None:
        closed = attribute.kind == "ids"
        super().__init__(attribute, choices=_choices(attribute), validate_choice=closed, **options)


class AttributeForm(BaseForm):
    """The form of one tag: its fields in the scheme's order, none of them filled in for the annotator."""

    def __init__(self, scheme: Mapping[str, Any], tag: str) -> None:
        rules = scheme["tags"][tag].get("attributes", {})
        read = [_attribute(scheme, name, rule) for name, rule in rules.items()]
        super().__init__({attribute.name: _field(attribute) for attribute in read})
        self.tag = tag
        self.process()

    def first(self) -> list[AttributeField]:
        """Return the fields that are asked at hand-in or for gold."""
        return [field for field in self if field.attribute.first]

    def more(self) -> list[AttributeField]:
        """Return the fields that may stay empty."""
        return [field for field in self if not field.attribute.first]


def attribute_forms(scheme: Mapping[str, Any]) -> dict[str, AttributeForm]:
    """Return an empty form for each tag of a scheme."""
    return {tag: AttributeForm(scheme, tag) for tag in scheme["tags"]}


def _field(attribute: Attribute) -> AttributeField:
    if attribute.kind in ("ids", "entities"):
        return SeveralField(attribute)
    if attribute.terms:
        return OneField(attribute)
    return WordsField(attribute)


def _checks(attribute: Attribute) -> list[Any]:
    checks: list[Any] = [Length(max=attribute.limit)] if attribute.limit else []
    if attribute.kind in _SHAPES:
        shape, words = _SHAPES[attribute.kind]
        checks.append(Regexp(shape, message=words))
    return checks


def _choices(attribute: Attribute) -> list[str]:
    return [term.id for term in attribute.terms]


def _attribute(scheme: Mapping[str, Any], name: str, rule: Mapping[str, Any]) -> Attribute:
    required = None if rule.get("deprecated") else rule.get("required")
    return Attribute(
        name=name,
        kind=rule["type"],
        label=said(rule.get("label")) or name.replace("_", " "),
        help=said(rule.get("help")),
        required=required,
        first=required is not None and rule.get("gold") != "never",
        may_be_none=rule["type"] == "ids" and required is not None and rule.get("min", 0) == 0,
        ordered=rule.get("ordered", False),
        limit=rule.get("limit"),
        conditions={key: rule[key] for key in _CONDITIONS if key in rule},
        terms=tuple(_terms(scheme, rule)),
    )


def _terms(scheme: Mapping[str, Any], rule: Mapping[str, Any]) -> Iterator[Term]:
    if rule["type"] == "rating":
        for scale, entry in _ratings(scheme):
            yield _term(entry, f"{scale}:{entry['id']}", scale)
    if rule["type"] == "bool":
        yield from _ANSWERS
    if rule["type"] == "int":
        yield from (Term(str(n), str(n), "", None) for n in range(rule["min"], rule["max"] + 1))
    for entry in scheme.get("vocabularies", {}).get(rule.get("vocabulary"), ()):
        if not entry.get("deprecated"):
            yield _term(entry, entry["id"], entry.get("group"))


def _ratings(scheme: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for scale, body in scheme.get("scales", {}).items():
        for entry in body["entries"]:
            yield scale, entry


def _term(entry: Mapping[str, Any], key: str, group: str | None) -> Term:
    label = said(entry.get("label")) or str(entry["id"])
    return Term(key, label, said(entry.get("definition")), group)
