"""Text around a case: nothing cut through a word, every boundary shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.web.review.snippets import LONG, MOST_CONTEXT, Part, context, parts, shortened, window

TEXT = "Before it. The vote had an impressive turnout of 85%. After it.\nNext line."


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


def test_the_context_is_the_line_of_the_case():
    found = context(TEXT, *at("turnout"))
    assert found.before + found.focus + found.after == TEXT.split("\n")[0]


def test_a_window_ends_at_words_inside_the_line():
    start, end = window(TEXT, *at("turnout"))
    assert TEXT[start:end].strip() == TEXT[start:end].strip(" ")
    assert "\n" not in TEXT[start:end]


def test_what_one_reading_has_and_the_other_lacks_differs():
    mine, yours = [at("an impressive turnout")], [at("turnout")]
    found = parts(TEXT, (11, 52), mine, [mine, yours])
    assert [(part.text, part.inside, part.differs) for part in found] == [
        ("The vote had ", False, False),
        ("an impressive ", True, True),
        ("turnout", True, False),
        (" of 85%", False, False),
    ]


def test_a_point_stands_between_two_parts():
    found = parts("one two", (0, 7), [(3, 3)], [[(3, 3)]])
    assert found == [Part("one"), Part("", point=True), Part(" two")]


def test_a_long_part_is_shortened_in_its_middle():
    text = "word " * LONG
    [only] = parts(text, (0, len(text)), [(0, len(text))], [[(0, len(text))]])
    assert " … " in only.text and len(only.text) < LONG


def test_a_text_without_spaces_keeps_its_words_around_a_case():
    text = "កម្ពុជា" * 100
    start = 350
    found = context(text, start, start + 7)
    assert text.endswith(found.after.removesuffix(" …") + text[start + 7 + len(found.after.removesuffix(" …")) :])
    assert MOST_CONTEXT // 2 < len(found.before) < MOST_CONTEXT + 9 and len(found.after) > MOST_CONTEXT // 2
    first, last = window(text, start, start + 7)
    assert start - 40 < first < start and start + 7 < last < start + 80
    assert shortened(text, 70).startswith("កម្ពុជាកម្ពុជា") and len(shortened(text, 70)) < 80


def test_no_letter_is_cut_from_what_is_written_under_it():
    assert shortened("កម្ពុជា" * 9, 3) == "កម្ពុ …"


@given(st.text("ab ", min_size=1, max_size=60), st.data())
def test_the_parts_are_the_window(text, data):
    edges = st.integers(0, len(text))
    spans = [tuple(sorted((data.draw(edges), data.draw(edges)))) for _ in range(3)]
    found = parts(text, (0, len(text)), spans[:1], [spans[:1], spans[1:]])
    assert "".join(part.text for part in found) == text
