"""Where two pieces meet: one sentence, or two."""

from __future__ import annotations

import pytest

from annotator.text.joints import goes_on, stands_alone

ONE = [
    ("“Why?”", "he asked.", "en"),
    ("the M.V.", "Lark was sound.", "en"),
    ("He met Mr.", "Sok.", "en"),
    ("1.", "Wash your hands.", "en"),
    ("He quoted Deut.", "6:4 and left.", "en"),
    ("The crowd cried “Out!", "Out!” as he left.", "en"),
    ("Am 5.", "Mai kam er.", "de"),
]
TWO = [
    ("He flew to the U.S.", "The trip was long.", "en"),
    ("“It is over.”", "The crowd left.", "en"),
    ("It cost 5.", "Nobody paid.", "en"),
]


@pytest.mark.parametrize("row", ONE)
def test_the_sentence_goes_on(row: tuple[str, str, str]) -> None:
    assert goes_on(*row)


@pytest.mark.parametrize("row", TWO)
def test_the_sentence_ends(row: tuple[str, str, str]) -> None:
    assert not goes_on(*row)


LONE = ["He fell ill. Doctors came.", "It was 41.2 C. Roads melted.", "We wait... Nobody came."]


@pytest.mark.parametrize("text", LONE)
def test_what_looks_like_an_abbreviation_may_stand_alone(text: str) -> None:
    assert stands_alone("en").search(text)


def test_a_small_word_of_one_language_is_an_abbreviation_in_another() -> None:
    assert not stands_alone("fr").search("Voir art. L. 123.")
