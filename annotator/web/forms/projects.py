"""New projects, their settings, and who annotates what."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

import schemas
from annotator.web.forms.fields import PageForm, line
from annotator.web.languages import said
from schemas.sayings import say

MOST = 50
TAKEN = {"new"}
SECOND_WORDS = _("Drawn by lot; another reviewer decides them without seeing the first decision.")
SAMPLE_WORDS = _("Drawn by lot; a reviewer decides them without seeing that all agreed.")
K_WORDS = _("How many people annotate each article, independently of each other.")


def _per_article() -> IntegerField:
    checks = [
        InputRequired(_("Write a number.")),
        NumberRange(1, MOST, say("A number from 1 to %(most)s.", most=MOST)),
    ]
    attributes = {"min": 1, "max": MOST, "inputmode": "numeric", "class": "short"}
    return IntegerField(_("Annotators per article"), checks, default=2, description=K_WORDS, render_kw=attributes)


def _share(label: str, usual: int, words: str) -> IntegerField:
    checks = [Optional(), NumberRange(0, 100, _("A number from 0 to 100."))]
    attributes = {"min": 0, "max": 100, "inputmode": "numeric", "class": "short"}
    return IntegerField(label, checks, default=usual, description=words, render_kw=attributes)


class SettingsForm(PageForm):
    """What of a project can be changed later."""

    places: ClassVar[dict[str, str]] = {"annotators_per_article": "per_article"}

    title = line(_("Title"), most=200)
    per_article = _per_article()
    auto_trivial = BooleanField(
        _("Decide trivial boundaries by rule"),
        description=_(
            "Where readings differ only by white space, marks or an article such as “the”, the one most"
            " share is taken at once."
        ),
    )
    proposals_first = BooleanField(
        _("Show proposals before the decision"),
        description=_(
            "What most readings say stands chosen when a case is opened, and in one case of ten an option"
            " drawn by lot, so that the pull of a proposal can be measured. Otherwise reviewers decide blind."
        ),
    )
    second_share = _share(_("Cases decided twice, in percent"), 10, SECOND_WORDS)
    sample_share = _share(_("Cases decided by rule that are looked at, in percent"), 6, SAMPLE_WORDS)


class WithdrawForm(PageForm):
    """The short name of a project, typed to be sure that it is to be withdrawn."""

    name = line(
        _("Short name, to be sure"),
        most=64,
        words=_("Nobody sees the project from then on. Nothing is lost: a manager brings it back from “My work”."),
        autocapitalize="none",
        autocomplete="off",
        spellcheck="false",
    )


class ProjectForm(SettingsForm):
    """A new project."""

    scheme = SelectField(
        _("Label scheme"),
        default=schemas.DEFAULT,
        description=_("What is annotated. The project gets a copy of its own."),
    )

    slug = line(
        _("Short name"),
        most=64,
        words=_("Stands in addresses and exports and stays as it is: small letters, digits, hyphens."),
        pattern="[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?",
        autocapitalize="none",
        spellcheck="false",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the schemes that come with the program, by title, the usual one first."""
        super().__init__(*args, **kwargs)
        names = sorted(schemas.scheme_names(), key=lambda name: name != schemas.DEFAULT)
        self.scheme.choices = [(name, said(schemas.scheme(name)["title"])) for name in names]

    def validate_slug(self, field: StringField) -> None:
        """Refuse the names that addresses need for something else."""
        if field.data in TAKEN:
            raise ValidationError(
                say("%(data)r stands for something else in addresses; choose another.", data=field.data)
            )


class EvenlyForm(PageForm):
    """Fill all articles up to k annotators."""

    per_article = _per_article()


class AssignForm(PageForm):
    """One article to one annotator."""

    annotator = SelectField(_("Annotator"))

    def offer(self, names: list[str]) -> AssignForm:
        """Take these annotators as the choices, and return the form."""
        self.annotator.choices = names
        return self
