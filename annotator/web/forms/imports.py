"""Articles on their way in."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FileField, MultipleFileField, SelectField
from wtforms.fields.choices import SelectChoice

from annotator.domain.metadata import GENRES
from annotator.text.door import LONGEST as LONGEST_TEXT
from annotator.web.forms import fields
from annotator.web.forms.fields import PageForm, line
from annotator.web.languages import rendered
from exports.format import formats
from exports.offsets import NAMES

CHARSETS = {
    "": _("UTF-8, or as the file says"),
    "cp1252": _("Western European (cp1252)"),
    "iso8859-2": _("Central European (iso8859-2)"),
    "cp1251": _("Cyrillic (cp1251)"),
    "cp1256": _("Arabic (cp1256)"),
    "cp874": _("Thai (cp874)"),
    "gb18030": _("Chinese, simplified (gb18030)"),
    "big5": _("Chinese, traditional (big5)"),
    "cp932": _("Japanese (cp932)"),
    "cp949": _("Korean (cp949)"),
    "utf-16-le": "UTF-16 (utf-16-le)",
}
GENRE_CHOICES = fields.choices(("", _("Not said")), *((name, _(name)) for name in GENRES))
UNIT_CHOICES = fields.choices(
    ("", _("What the format counts")), *((name, _(words)) for name, words in NAMES.items())
)


def _formats() -> list[SelectChoice]:
    """Return the formats that can be read here."""
    ready = [info for info in formats() if info.reads and not info.missing]
    named = ((info.name, f"{rendered(info.title)} ({info.name})") for info in ready)
    return fields.choices(("auto", _("As the files are")), *named)


OF_ONE = ("title", "url", "authors")
OF_ALL = ("outlet", "published", "language", "story", "genre")


class AboutForm(PageForm):
    """What is known of an article; all of it may stay empty."""

    title = line(_("Title"), needed=False, words=_("Empty: taken from the text."))
    url = line(_("Address"), needed=False, inputmode="url", spellcheck="false")
    authors = line(_("Authors"), needed=False, words=_("Separated by semicolons."))
    outlet = line(_("Outlet"), needed=False)
    published = line(_("Published"), needed=False, words=_("A year, a month or a day."), placeholder="2023-09-15")
    language = line(_("Language"), needed=False, words=_("A code such as en or km."), spellcheck="false")
    story = line(_("Story"), needed=False, words=_("A short name that articles about the same event share."))
    genre = SelectField(_("Genre"), choices=GENRE_CHOICES, default="")

    def said(self) -> dict[str, Any]:
        """Return all fields, null where nothing stands: what somebody emptied stays empty."""
        given = {name: self._fields[name].data or None for name in (*OF_ONE, *OF_ALL)}
        return {**given, "authors": _names(given["authors"])}

    def show(self, found: dict[str, Any]) -> None:
        """Fill in what a page says of itself."""
        for name in (*OF_ONE, *OF_ALL):
            self._fields[name].data = found.get(name) or ""
        self._fields["authors"].data = "; ".join(found.get("authors") or [])


class PagesForm(PageForm):
    """Pages of articles: chosen as files, or pasted as HTML."""

    pages = MultipleFileField(
        _("Saved pages"),
        description=_("HTML files (.html), one article each, up to 5 MB."),
        render_kw={"accept": ".html,.htm,.xhtml", "multiple": True},
    )
    html = fields.text(
        _("Or the source of a page"),
        needed=False,
        words=_("Everything from the first < to the last >, as the browser shows it under “View source”."),
        spellcheck="false",
    )
    page_charset = SelectField(_("Encoding of the files"), choices=fields.choices(*CHARSETS.items()), default="")
    address = line(_("Or the address of a page"), needed=False, words=_("It is fetched now."), inputmode="url")

    def uploads(self) -> list[Any]:
        """Return the files that were chosen."""
        return [file for file in self.pages.data or [] if getattr(file, "filename", "")]


class ImportForm(AboutForm):
    """A pasted text, or files, with what is known of them."""

    text = fields.text(
        _("Text of an article"),
        needed=False,
        most=LONGEST_TEXT,
        words=_("The title in the first line, a line to a paragraph."),
    )
    files = MultipleFileField(
        _("Files"),
        description=_(
            "Plain text (.txt), one article each; JSON lines, an article a line; or a whole corpus, "
            "several files of it as a zip. Also unsent work of yours (.json) that the desk had kept."
        ),
        render_kw={"multiple": True},
    )
    format = SelectField(_("Format of the files"), choices=_formats, default="auto")
    offsets = SelectField(_("Offsets count"), choices=UNIT_CHOICES, default="")
    mapping = FileField(
        _("Mapping"),
        description=_("Which foreign label, relation, attribute and value is which of yours, in YAML or JSON."),
        render_kw={"accept": ".yaml,.yml,.json"},
    )
    charset = SelectField(_("Encoding of the files"), choices=fields.choices(*CHARSETS.items()), default="")
    skip_bad = BooleanField(_("Store what is good, even if some of it is refused"))

    def metadata(self, *, single: bool) -> dict[str, Any]:
        """Return what was said of the texts; title, address and authors only of a single one."""
        names = (*OF_ONE, *OF_ALL) if single else OF_ALL
        given = {name: self._fields[name].data for name in names if self._fields[name].data}
        if "authors" in given:
            given["authors"] = _names(given["authors"])
        return given

    def mapped(self) -> bytes:
        """Return the mapping that was chosen, or nothing."""
        chosen = self.mapping.data
        return chosen.stream.read() if getattr(chosen, "filename", "") else b""

    def uploads(self) -> list[Any]:
        """Return the files that were chosen."""
        return [file for file in self.files.data or [] if getattr(file, "filename", "")]


def _names(authors: str | None) -> list[str]:
    return [part.strip() for part in (authors or "").split(";") if part.strip()]
