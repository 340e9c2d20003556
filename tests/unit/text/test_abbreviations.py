"""Abbreviations: in the form that they are looked up in, for every language."""

from __future__ import annotations

import pytest

from annotator.text.abbreviations import LANGUAGES, abbreviations, starters, titles


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_all_are_in_lower_case_without_the_last_stop(language: str) -> None:
    known = abbreviations(language) | starters(language)
    assert known
    assert all(word == word.casefold() and not word.endswith(".") for word in known)


def test_titles_are_abbreviations() -> None:
    assert {"mr", "gov"} <= titles("en") < abbreviations("en")


def test_an_unknown_language_has_those_of_english() -> None:
    assert abbreviations("xx") == abbreviations("en")
