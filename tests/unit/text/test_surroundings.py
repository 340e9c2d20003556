"""Surroundings: each rule on its own, by its name."""

from __future__ import annotations

import pytest

from annotator.text.paragraphs import paragraphs
from annotator.text.phrases import LINES
from annotator.text.surroundings import Surroundings

BODY = "The council voted on Monday to close the old bridge for good."


def reasons(*lines: str, title: int | None = None) -> list[str]:
    items = [paragraph for block in paragraphs("\n\n".join(lines)) for paragraph in block]
    return Surroundings(items, title).reasons


OWN_WORDS = [
    ("Related News", "menu phrase"),
    ("READ MORE »", "menu phrase"),
    ("Editor’s picks", "menu phrase"),
    ("Leggi anche:", "menu phrase"),
    ("Also read: Mayor opens a garden", "pointer to another article"),
    ("© 2024 The Herald", "notice"),
    ("Copyright 2024 The Herald. All rights reserved.", "notice"),
    ("We use cookies to improve your experience.", "notice"),
    ("Subscribe to our newsletter and never miss a story.", "notice"),
    ("Home economics is back", ""),
    ("Related matters were discussed", ""),
    ("Readers share more than before", ""),
]


@pytest.mark.parametrize(("line", "reason"), OWN_WORDS)
def test_a_line_may_be_boilerplate_by_its_own_words(line: str, reason: str) -> None:
    assert reasons(BODY, line, BODY) == ["", reason, ""]


@pytest.mark.parametrize(
    "line", ["A | B | C |", "Home » News » Asia", "News • Sport • Culture", "Home > World > Asia"]
)
def test_a_list_of_headlines_stands_outside_the_article_only(line: str) -> None:
    assert reasons(line, BODY, line, BODY, line) == ["list of headlines", "", "", "", "list of headlines"]


@pytest.mark.parametrize("line", ["He came | he saw.", "One | two", "A / B", "It is so. | It was so. | Yes."])
def test_what_is_no_list_stays(line: str) -> None:
    assert reasons(line, BODY)[0] == ""


def test_a_short_title_is_left_when_a_menu_is_taken() -> None:
    assert reasons("World", "Sport", "Culture", BODY) == [""] * 4
    assert reasons("World", "Sport", "Culture", "War", BODY, title=3) == ["menu before the article"] * 3 + [""] * 2


def test_what_follows_a_menu_phrase_belongs_to_it_unless_it_is_a_sentence() -> None:
    assert reasons(BODY, "Most read", "Mayor opens a garden", "He was glad.") == [
        "",
        "menu phrase",
        "follows a menu phrase",
        "",
    ]


def test_a_known_title_is_never_boilerplate() -> None:
    assert reasons("Share", BODY, title=0) == ["", ""]


def test_phrases_are_compared_after_case_folding() -> None:
    assert all(phrase == phrase.strip().casefold() for phrase in LINES)
    assert "" not in LINES
