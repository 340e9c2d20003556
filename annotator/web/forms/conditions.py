"""A field for a condition of a label scheme: which answers to other questions must be given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field

from annotator.web.forms.attributes import Attribute

Condition = Mapping[str, Any]
ONE, NONE = "one", "none"
HOWS = ((ONE, _("is one of")), (NONE, _("is answered, but not with")))
_ONE_ANSWER = frozenset({"id", "bool", "int", "rating"})


@dataclass(frozen=True)
class Part:
    """What a condition says of one attribute: with which terms its answer is compared, and how.

    None chosen says nothing, or with `none` that there is an answer.
    """

    attribute: Attribute
    how: str
    chosen: tuple[str, ...]

    @property
    def says(self) -> list[str]:
        """The labels of the answers chosen."""
        return [str(term.label) for term in self.attribute.terms if term.id in self.chosen]

    @property
    def matters(self) -> bool:
        """Whether the condition says anything of the attribute."""
        return bool(self.chosen) or self.how == NONE


@dataclass(frozen=True)
class Stated:
    """A condition to be read."""

    parts: list[Part]


def stated(attributes: Iterable[Attribute], condition: Condition) -> Stated:
    """Return the condition with what it says of each of the attributes."""
    return Stated([_part(one, condition[one.name]) for one in attributes if one.name in condition])


class ConditionField(Field):
    """Answers ticked under attributes; all attributes that say something must hold.

    What a condition says of attributes that are not offered here stays as it was.
    """

    hows = HOWS
    """Each way to compare, with its words."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.parts: list[Part] = []
        self.process_errors: list[str] = []
        self._sent: Any = None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Keep what was sent until it is known which attributes there are."""
        self._sent, self.process_errors = formdata, []
        self.data: dict[str, Any] = dict(data) if isinstance(data, Mapping) else {}

    def offer(self, attributes: Iterable[Attribute], before: Condition) -> None:
        """Let the answers to these attributes be chosen; `before` is the condition as it is kept."""
        offered = [one for one in attributes if one.kind in _ONE_ANSWER and one.terms]
        if self._sent is None:
            self.parts = [_part(one, before.get(one.name)) for one in offered]
            self.data = dict(before)
            return
        self.parts = [self._read(one, _part(one, before.get(one.name))) for one in offered]
        names = {one.name for one in offered}
        self.data = {name: wanted for name, wanted in before.items() if name not in names}
        for part in filter(lambda part: part.matters, self.parts):
            self.data[part.attribute.name] = _wanted(part, before.get(part.attribute.name))

    def box(self, attribute: Attribute) -> str:
        """Return the name under which the answers to an attribute are sent."""
        return f"{self.name}-{attribute.name}"

    def _read(self, attribute: Attribute, before: Part) -> Part:
        """Return what is ticked; a term that is no longer offered cannot be, and stays."""
        sent, offered = set(self._sent.getlist(self.box(attribute))), [term.id for term in attribute.terms]
        gone = tuple(term for term in before.chosen if term not in offered)
        how = self._sent.get(f"{self.box(attribute)}-how")
        chosen = tuple(term for term in offered if term in sent)
        return Part(attribute, NONE if how == NONE else ONE, (*gone, *chosen))


def _part(attribute: Attribute, wanted: Any) -> Part:
    if wanted is None:
        return Part(attribute, ONE, ())
    listed = wanted["not"] if isinstance(wanted, Mapping) else wanted if isinstance(wanted, list) else [wanted]
    return Part(attribute, NONE if isinstance(wanted, Mapping) else ONE, tuple(map(_sent_as, listed)))


def _wanted(part: Part, before: Any) -> Any:
    """Return the part as the scheme writes it, and as it was written where it says the same."""
    values = [_value(part.attribute.kind, text) for text in part.chosen]
    if part.how == NONE:
        now: Any = {"not": values}
    else:
        now = values[0] if len(values) == 1 else values
    same = _part(part.attribute, before)
    return before if (same.how, set(same.chosen)) == (part.how, set(part.chosen)) else now


def _sent_as(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _value(kind: str, text: str) -> Any:
    if kind == "bool":
        return text == "true"
    return int(text) if kind == "int" else text
