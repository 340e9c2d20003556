"""The catalogs of translations: read once a process, from the files that translators edit."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from annotator.web import pseudo

FOLDER = Path(__file__).parent / "translations"
SOURCE = "en"
MADE_UP = "en-XB"
PAGES, SCRIPTS = "pages", "scripts"
SAMPLES = 200
"""So many numbers, from none on, show every plural form there is."""


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that the pages can be shown in, that of the source first."""
    return (SOURCE, *sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))


@cache
def translations(language: str, domain: str = PAGES) -> Any:
    """Return the translations into a language; those into the source language change nothing."""
    if language == SOURCE:
        return NullTranslations()
    packed = io.BytesIO()
    write_mo(packed, catalog(language, domain))
    packed.seek(0)
    return Translations(packed, domain)


@cache
def scripts(language: str) -> dict[str, str | dict[str, str]]:
    """Return what the scripts say: a text, or by plural category, which the browser knows how to choose."""
    found: dict[str, str | dict[str, str]] = {}
    for message in catalog(language, SCRIPTS):
        if message.id and isinstance(message.id, str):
            found[message.id] = str(message.string)
        elif message.id:
            found[message.id[0]] = _by_category(language, message.id)
    return found


def _by_category(language: str, forms: Sequence[str]) -> dict[str, str]:
    rule = Locale.parse("en" if language == MADE_UP else language, sep="-").plural_form
    say = translations(language, SCRIPTS).ngettext
    return {rule(number): str(say(forms[0], forms[1], number)) for number in reversed(range(SAMPLES))}


def catalog(language: str, domain: str) -> Catalog:
    """Return the messages of a language; the made-up one says every message of the template its own way."""
    path = FOLDER / f"{domain}.pot" if language == MADE_UP else FOLDER / language / f"{domain}.po"
    with path.open("rb") as file:
        found = read_po(file, locale="en" if language == MADE_UP else language, domain=domain)
    if language == MADE_UP:
        for message in found:
            message.string = _made_up(message.id) if message.id else message.string
    return found


def _made_up(words: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    return pseudo.said(words) if isinstance(words, str) else tuple(pseudo.said(form) for form in words)
