"""Sentences: awkward news prose, other scripts, and hostile texts."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.graphemes import graphemes
from annotator.text.sentences import sentences
from tests.golden.news_sentences import HALVES, f1, passages

# Each row: language, then the sentences that the joined text must be divided into.
AWKWARD = [
    ("en", "Mr. Smith met Gov. Jane Doe at 5 p.m. on Friday.", "They talked for an hour."),
    ("en", "The bill passed in the U.S. Senate on Sept. 12.", "The House follows."),
    ("en", "She moved to the U.S.", "The army paid."),
    ("en", "PHNOM PENH, Sept. 12 (AP) — Eight groups wrote to the U.N. council.", "It did not answer."),
    ("en", "“Why?” he asked.", "Nobody knew."),
    ("en", "“It is over.”", "The crowd left."),
    ("en", "“Stop!” she shouted at Dr. J. R. Brown.", "He stopped."),
    ("en", '"No."', "She left."),
    ("en", "He paid $3.5 million for No. 10, i.e. the house.", "It rained."),
    ("en", "Turnout was nearly 85%.", "This is a record."),
    ("en", "He works at Acme Inc.", "The firm said no comment."),
    ("en", "(It was late.)", "They went home."),
    ("en", "He waited ... and waited.", "Nothing came."),
    ("en", "What?!", "Really?", "Yes."),
    ("en", "See p. 12 of vol. 3 by St. John et al. for more.", "Then stop."),
    ("en", "The ‘deal’ is dead.’", "So they say."),
    ("fr", "M. Dupont a vu Mme. Durand le 3 janv. 2020 à Paris.", "Elle est partie."),
    ("fr", "« C’est fini. »", "Il est parti."),
    ("de", "Am 5. Mai kam Dr. Müller z.B. nach Berlin.", "Er blieb."),
    ("de", "„Warum?“, fragte er.", "Niemand antwortete."),
    ("es", "El Sr. García pagó 3.500 euros.", "¿Por qué?", "Nadie lo sabe."),
    ("ru", "Она приехала в 2020 г. в Москву.", "Он остался."),
    ("ar", "هل ذهب؟", "نعم.", "ذهب إلى البيت."),
    ("ur", "وہ گیا۔", "وہ آیا۔"),
    ("hi", "वह गया।", "वह आया।"),
    ("xx", "Unknown tongue here.", "It is divided too."),
]

DENSE = [
    ("km", "ខ្ញុំទៅផ្សារ។", "គាត់ទៅសាលារៀននៅថ្ងៃនេះ។"),
    ("zh", "他说：“好。”", "然后走了。", "真的吗？", "是的！"),
    ("ja", "彼は「はい。」", "と言った。", "本当ですか？"),
    ("my", "သူသွားသည်။", "သူလာသည်။"),
    ("th", "เมื่อวานเขาไปตลาดแล้วกลับบ้าน"),
]


@pytest.mark.parametrize(("row"), AWKWARD)
def test_awkward_sentences_are_divided_rightly(row: tuple[str, ...]) -> None:
    text = " ".join(row[1:])
    assert [text[start:end] for start, end in sentences(text, row[0])] == list(row[1:])


@pytest.mark.parametrize(("row"), DENSE)
def test_scripts_without_spaces_are_divided_at_their_stops(row: tuple[str, ...]) -> None:
    text = "".join(row[1:])
    assert [text[start:end] for start, end in sentences(text)] == list(row[1:])


def test_no_sentence_crosses_a_paragraph() -> None:
    text = "A title without stop\n\nFirst line\nSecond line of it."
    assert [text[s:e] for s, e in sentences(text)] == [
        "A title without stop",
        "First line",
        "Second line of it.",
    ]


def test_wrapped_lines_hold_sentences_that_run_on() -> None:
    text = "Title\n\nThe council voted on Monday to close the old\nbridge, which many people use\nevery day."
    assert len(sentences(text)) == 2


def test_the_tag_of_a_region_means_its_language() -> None:
    text = "Am 5. Mai kam er. Er blieb."
    assert sentences(text, "de-AT") == sentences(text, "DE") != sentences(text, "en")


ALPHABET = 'aB. ?!\n"“”’()\u0301\u200d\u00a0é👩🏽🇰🇭ខ្ញុំ។中。؟ع1'
UNMARKED = "".join(c for c in ALPHABET if c not in "🏽" and unicodedata.category(c)[0] not in "MC")


@given(st.text(st.sampled_from(ALPHABET), max_size=80))
def test_sentences_are_in_order_and_cut_no_grapheme(text: str) -> None:
    edges = {edge for span in graphemes(text) for edge in span}
    before = 0
    for start, end in sentences(text):
        assert before <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert {start, end} <= edges
        before = end


@given(st.text(st.sampled_from(UNMARKED), max_size=80))
def test_only_white_space_lies_between_sentences(text: str) -> None:
    between = 0
    for start, end in sentences(text):
        assert not text[between:start].strip()
        between = end
    assert not text[between:].strip()


HOSTILE = [
    "a." * 9_000,
    ". " * 9_000,
    "!" * 18_000,
    '"' * 18_000,
    "mr. Mr. " * 2_000,
    "“.” " * 4_000,
    ".\u0301" * 9_000,
]


@pytest.mark.slow
@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_lines_take_seconds_at_most(line: str) -> None:
    begun = time.process_time()
    sentences("\n".join([line] * 10))
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("half", HALVES)
def test_awkward_news_sentences_reach_their_goal(half: str) -> None:
    assert sum(map(len, passages(half))) >= 200
    assert f1(half) >= HALVES[half]
