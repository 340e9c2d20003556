"""The language of a page: what the person chose, else what the browser asks for, else the setting."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, cast

from babel import Locale
from flask import Flask, Response, current_app, g, has_request_context, jsonify, request, url_for
from flask_babel import Babel, Domain, gettext

from annotator.edge.asking import settings, whoever
from annotator.errors import AnnotatorError, ConfigurationError, Missing
from annotator.permissions import Actor
from annotator.web import catalogs, pseudo
from annotator.web.catalogs import MADE_UP, SOURCE
from schemas.sayings import Label, Saying


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
    """Let pages be translated, and templates say which language they speak.

    Raises ConfigurationError where the setting names a language that there is not.
    """
    chosen, known = app.extensions["workspace"].settings.language, (*catalogs.languages(), MADE_UP)
    if chosen not in known:
        detail = f"settings.toml: language = {chosen!r} may be {', '.join(known)}"
        raise ConfigurationError("bad_setting", detail)
    Languages(app, locale_selector=lambda: str(locale()))
    app.jinja_env.globals.update(language=language, direction=direction, catalog=catalog)
    app.add_url_rule("/words/<language>/<version>", "words", give_words)
    app.jinja_env.filters.update(said=said, within=within, rendered=rendered)


def language() -> str:
    """Return the code of the page's language; that of the source outside a request."""
    if not has_request_context():
        return SOURCE
    if "language" not in g:
        g.language = _chosen()
    return cast(str, g.language)


def catalog() -> str | None:
    """Return where the scripts find what they say; None in the language they are written in."""
    code = language()
    return (
        None
        if code == SOURCE
        else url_for("words", language=code, version=current_app.config["ANNOTATOR_VERSION"])
    )


def give_words(language: str, version: str) -> Response:
    """Give the scripts what they say in a language, to be kept by the browser for a while."""
    if language not in offered():
        raise Missing()
    answer = jsonify(catalogs.scripts(language))
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


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
    if isinstance(words, Label):
        return said(words.texts) or str(words)
    if isinstance(words, Saying):
        return cast(str, found.gettext(words.message)) % {
            key: rendered(value) for key, value in words.values.items()
        }
    return cast(str, found.gettext(words)) if isinstance(words, str) and words else words


def names() -> list[tuple[str, str]]:
    """Return the languages there are as options: each by its own name, and none for the browser's choice."""
    own = {code: Locale.parse(code, sep="-").get_display_name(code) for code in catalogs.languages()}
    made_up = [(MADE_UP, pseudo.said("Made-up"))] if settings().pseudo_locale else []
    return [
        ("", str(gettext("As the browser asks"))),
        *((code, name or code) for code, name in own.items()),
        *made_up,
    ]


def _chosen() -> str:
    known = offered()
    if (actor := _asking()) and actor.language in known:
        return str(actor.language)
    return request.accept_languages.best_match(known) or settings().language


def _asking() -> Actor | None:
    """Return who asks; nobody when even that cannot be read, so that the error still has a page."""
    try:
        return whoever()
    except AnnotatorError:
        return None
