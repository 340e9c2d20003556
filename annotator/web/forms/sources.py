"""A source, and what it was seen as."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FileField, SelectField
from wtforms.validators import DataRequired

from annotator.web.forms import fields
from annotator.web.forms.fields import HiddenNumber, PageForm, line
from annotator.web.languages import said

TEXTS = (
    "title", "publisher", "url", "accessed", "published", "archive_url", "language", "rights",
    "locator", "reliability_note", "article", "csl_type",
)  # fmt: skip
CHOICES = ("tier", "genre")


class SourceForm(PageForm):
    """One citable thing; `seen` is the version that was looked at."""

    title = line(_("Title"))
    publisher = line(_("Publisher"), most=500, words=_("The body that answers for it."))
    url = line(
        _("Address"), needed=False, words=_("May stay empty for a document or an interview."), inputmode="url"
    )
    accessed = line(_("Read on"), needed=False, words=_("The day you read the address."), placeholder="2023-09-15")
    published = line(_("Published"), needed=False, words=_("A year, a month or a day."), placeholder="2023-09")
    archive_url = line(
        _("Address in an archive"), needed=False, words=_("Where others keep a copy."), inputmode="url"
    )
    authors = line(_("Authors"), needed=False, words=_("Separated by semicolons."))
    tier = SelectField(_("Tier"), [DataRequired(_("Choose one."))], choices=[])
    genre = SelectField(_("Kind of source"), [DataRequired(_("Choose one."))], choices=[])
    language = line(_("Language"), needed=False, words=_("A code such as en or km."))
    locator = line(
        _("Where to find it"), needed=False, most=1000, words=_("A shelf mark, a file number, who holds it.")
    )
    rights = line(_("Rights"), needed=False)
    article = line(_("Article of this project"), needed=False, words=_("Its id, when the source is one of them."))
    csl_type = line(_("Type in citations"), needed=False, words=_("Empty: as the kind of source says."))
    reliability_note = fields.text(_("How far it can be relied on"), needed=False, most=10_000)
    seen = HiddenNumber(default=0)

    def offer(self, scheme: dict[str, Any]) -> None:
        """Let tier and genre be chosen from the project's vocabularies."""
        for name, vocabulary in (("tier", "tier"), ("genre", "source_genre")):
            terms = [(term["id"], said(term["label"])) for term in scheme["vocabularies"].get(vocabulary, [])]
            self._fields[name].choices = fields.choices(("", _("Choose")), *terms)

    def show(self, source: dict[str, Any], version: int) -> None:
        """Fill in what is known."""
        for name in (*TEXTS, *CHOICES):
            self._fields[name].data = source.get(name) or ""
        self.authors.data = "; ".join(source.get("authors") or [])
        self.seen.put(version)

    def body(self) -> dict[str, Any]:
        """Return the source as the API takes it: what is empty is left out."""
        said = {name: self._fields[name].data for name in (*TEXTS, *CHOICES)}
        names = [part.strip() for part in (self.authors.data or "").split(";") if part.strip()]
        return {name: value for name, value in {**said, "authors": names}.items() if value}


class CaptureForm(PageForm):
    """What a source was seen as."""

    file = FileField(
        _("File"),
        description=_("The saved page, a text or a PDF, up to 20 MB (a page: 5 MB)."),
        render_kw={"accept": ".html,.htm,.txt,.pdf"},
    )
    final_url = line(
        _("Where it came from"), needed=False, words=_("Empty: the address of the source."), inputmode="url"
    )
