"""The language of a page: what the person chose, else what the browser asks for, else the setting."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, cast

from babel import Locale
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain

from annotator.edge.asking import settings
from annotator.web import catalogs, pseudo
from annotator.web.catalogs import MADE_UP, SOURCE
from schemas.sayings import Saying


class Catalogs(Domain):
    """Flask-Babel's way to the catalogs."""

    def get_translations(self) -> Any:
        """Return the translations of the page."""
        return catalogs.translations(language())


class Languages(Babel):
    """Flask-Babel, reading what translators edit."""

    @cached_property
    def domain_instance(self) -> Domain:
        """The messages of the pages."""
        return Catalogs()


def install(app: Flask) -> None:
    """Let pages be translated, and templates say which language they speak."""
    Languages(app, locale_selector=lambda: str(locale()))
    app.jinja_env.globals.update(language=language, direction=direction)
    app.jinja_env.filters.update(said=said, within=within, rendered=rendered)


def language() -> str:
    """Return the code of the page's language; that of the source outside a request."""
    if not has_request_context():
        return SOURCE
    if "language" not in g:
        g.language = _chosen()
    return cast(str, g.language)


def offered() -> tuple[str, ...]:
    """Return the codes of the languages there are; the made-up one only where the settings allow it."""
    return (*catalogs.languages(), MADE_UP) if settings().pseudo_locale else catalogs.languages()


def locale() -> Locale:
    """Return how the language writes dates and numbers; English the way of Britain."""
    code = language()
    return Locale("en", "GB") if code in (SOURCE, MADE_UP) else Locale.parse(code, sep="-")


def direction() -> str:
    """Return `rtl` or `ltr`."""
    return "rtl" if language() == MADE_UP else locale().text_direction


def said(texts: Mapping[str, str] | None) -> str:
    """Return what a scheme says, in the page's language, else in English, else in the first it has."""
    texts = texts if isinstance(texts, Mapping) else {}
    words = texts.get(language()) or texts.get(SOURCE) or next(iter(texts.values()), "")
    return shown(words)


def shown(words: str) -> str:
    """Return words that are no message, such as a date: the made-up language shows that they are translated."""
    return pseudo.said(words) if language() == MADE_UP else words


def within(words: str) -> str:
    """Return a label as it stands within a sentence: English writes it small there."""
    return words.lower() if language() == SOURCE else words


def rendered(words: str) -> str:
    """Return in the page's language what the core says, such as the detail of an error."""
    found = catalogs.translations(language())
    if isinstance(words, Saying):
        return cast(str, found.gettext(words.message)) % {key: rendered(v) for key, v in words.values.items()}
    return cast(str, found.gettext(words)) if isinstance(words, str) and words else words


def _chosen() -> str:
    known = offered()
    return request.accept_languages.best_match(known) or settings().language
