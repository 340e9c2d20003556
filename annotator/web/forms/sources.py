"""A source, and what it was seen as."""

from __future__ import annotations

from typing import Any

from wtforms import FileField, SelectField
from wtforms.validators import DataRequired

from annotator.web.forms import fields
from annotator.web.forms.fields import HiddenNumber, PageForm, line

TEXTS = (
    "title", "publisher", "url", "accessed", "published", "archive_url", "language", "rights",
    "locator", "reliability_note", "article", "csl_type",
)  # fmt: skip
CHOICES = ("tier", "genre")


class SourceForm(PageForm):
    """One citable thing; `seen` is the version that was looked at."""

    title = line("Title")
    publisher = line("Publisher", most=500, words="The body that answers for it.")
    url = line("Address", needed=False, words="May stay empty for a document or an interview.", inputmode="url")
    accessed = line("Read on", needed=False, words="The day you read the address.", placeholder="2023-09-15")
    published = line("Published", needed=False, words="A year, a month or a day.", placeholder="2023-09")
    archive_url = line("Address in an archive", needed=False, words="Where others keep a copy.", inputmode="url")
    authors = line("Authors", needed=False, words="Separated by semicolons.")
    tier = SelectField("Tier", [DataRequired("Choose one.")], choices=[])
    genre = SelectField("Kind of source", [DataRequired("Choose one.")], choices=[])
    language = line("Language", needed=False, words="A code such as en or km.")
    locator = line("Where to find it", needed=False, most=1000, words="A shelf mark, a file number, who holds it.")
    rights = line("Rights", needed=False)
    article = line("Article of this project", needed=False, words="Its id, when the source is one of them.")
    csl_type = line("Type in citations", needed=False, words="Empty: as the kind of source says.")
    reliability_note = fields.text("How far it can be relied on", needed=False, most=10_000)
    seen = HiddenNumber(default=0)

    def offer(self, scheme: dict[str, Any]) -> None:
        """Let tier and genre be chosen from the project's vocabularies."""
        for name, vocabulary in (("tier", "tier"), ("genre", "source_genre")):
            terms = [(term["id"], term["label"]["en"]) for term in scheme["vocabularies"].get(vocabulary, [])]
            self._fields[name].choices = fields.choices(("", "Choose"), *terms)

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
        "File",
        description="The saved page, a text or a PDF, up to 20 MB (a page: 5 MB).",
        render_kw={"accept": ".html,.htm,.txt,.pdf"},
    )
    final_url = line(
        "Where it came from", needed=False, words="Empty: the address of the source.", inputmode="url"
    )
