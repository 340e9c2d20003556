"""The base of all forms here, and the fields they are made of."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import (
    Form,
    IntegerField,
    PasswordField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from annotator.domain.characters import require_text
from annotator.errors import AnnotatorError, Invalid, Malformed
from annotator.web.languages import rendered
from exports.canonical import LARGEST
from schemas.sayings import say

LONGEST = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class PageForm(Form):
    """A form that shows what the server refused at the field it is about."""

    places: ClassVar[dict[str, str]] = {}
    """Which field shows the errors of a name that the services use."""

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """Take what was sent: each field once, numbers no larger than those that are kept."""
        super().process(formdata, *args, **kwargs)
        for field in self:
            if (
                formdata
                and isinstance(field, StringField | IntegerField)
                and len(formdata.getlist(field.name)) > 1
            ):
                raise Malformed("bad_parameter", say("%(name)s is said once.", name=field.name))
            if isinstance(field, IntegerField) and abs(field.data or 0) > LARGEST:
                field.data = None
                field.process_errors.append(rendered("This number is too large."))

    def refuse(self, error: AnnotatorError) -> None:
        """Put each problem of the error at its field, or above the form when it has none."""
        for problem in error.problems:
            name = (problem.pointer or "").strip("/").split("/")[0]
            field = self._fields.get(self.places.get(name, name))
            words = rendered(problem.detail)
            if field is None:
                self.form_errors.append(words)
            else:
                field.errors = [*field.errors, words.removeprefix(f"{problem.pointer}: ")]


def choices(*pairs: tuple[str, str]) -> list[SelectChoice]:
    """Return the options of a field from pairs of value and words."""
    return [SelectChoice(value, words) for value, words in pairs]


class CheckboxesField(SelectMultipleField):
    """Several of a few choices, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class HiddenNumber(IntegerField):
    """A number that the form carries and nobody types, such as the version that was looked at."""

    widget = HiddenInput()

    def put(self, number: int) -> None:
        """Let the form carry this number from now on, whatever was sent."""
        self.data, self.raw_data = number, None


def line(
    label: str, *, needed: bool = True, most: int = LONGEST, words: str = "", **attributes: Any
) -> StringField:
    """Make a field of one line; white space at its ends goes."""
    first = DataRequired(_("Fill this in.")) if needed else Optional()
    checks = [
        first,
        Length(max=most, message=say("At most %(most)s characters.", most=most)),
        _no_control,
        _all_text,
    ]
    return StringField(label, checks, filters=[_stripped], description=words, render_kw=attributes)


def text(
    label: str, *, needed: bool = True, most: int | None = None, words: str = "", **attributes: Any
) -> TextAreaField:
    """Make a field of many lines, which end in LF whatever the browser sends.

    The browser does not cut what is pasted: what is too long is said, and stays.
    """
    checks: list[Any] = [DataRequired(_("Fill this in.")) if needed else Optional(), _all_text]
    if most:
        checks.append(Length(max=most, message=say("At most %(most)s characters.", most=most)))
    shown = {"maxlength": False, **attributes}
    return TextAreaField(label, checks, filters=[_with_lf], description=words, render_kw=shown)


def password(label: str, *, new: bool = False, words: str = "") -> PasswordField:
    """Make a field for a password, the one there is or a new one."""
    kind = "new-password" if new else "current-password"
    checks = [InputRequired(_("Fill this in.")), Length(max=1024, message=_("At most 1024 characters."))]
    shown = {"autocomplete": kind, "data-password-field": "strength" if new and words else ""}
    return PasswordField(label, checks, description=words, render_kw=shown)


def _no_control(form: Form, field: StringField) -> None:
    if _CONTROL.search(field.data or ""):
        raise ValidationError(_("This holds a character that cannot be shown. Type it again."))


def _all_text(form: Form, field: StringField) -> None:
    try:
        require_text(field.data)
    except Invalid as error:
        raise ValidationError(rendered(error.detail)) from error


def _stripped(value: str | None) -> str | None:
    return value.strip() if value else value


def _with_lf(value: str | None) -> str | None:
    return value.replace("\r\n", "\n").replace("\r", "\n") if value else value
