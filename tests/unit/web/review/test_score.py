"""The score cuts no text and loses no mark."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.models import Annotation
from annotator.web.review.score import Voice, rows

TEXT = "A headline\n\nExports rose by 12 percent.\nCritics doubt it. "
REGIONS = [{"role": "title", "start": 0, "end": 10}]


def span(uuid, start, end, tag="claim"):
    segments = [{"start": start, "end": end, "exact": TEXT[start:end]}]
    anchor = {"kind": "span" if start < end else "point", "segments": segments}
    return Annotation(uuid=uuid, tag=tag, start=start, end=end, anchor=anchor, attributes={})


def shown(*voices):
    return rows(TEXT, REGIONS, [Voice(str(n), some) for n, some in enumerate(voices)], {"a": "case"})


def test_a_paragraph_shows_what_each_reader_marked_in_it():
    title, first, second = shown([span("a", 12, 24)], [])
    assert [mark.words for mark in first.voices[0]] == ["Exports rose"]
    assert (first.voices[0][0].case, first.voices[1]) == ("case", [])
    assert title.voices == second.voices == [[], []]


def test_words_say_how_many_readers_marked_them():
    _, first, _ = shown([span("a", 12, 24)], [span("b", 12, 19)])
    assert first.parts[:3] == [("Exports", 2), (" rose", 1), (" by 12 percent.", 0)]


def test_the_whole_article_has_a_row_of_its_own():
    whole = Annotation(uuid="w", tag="omission", anchor={"kind": "article", "segments": []})
    whole.attributes = {"missing_text": "The price."}
    first = shown([whole])[0]
    assert (first.role, first.voices[0][0].words) == ("article", "The price.")


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=8))
def test_no_mark_is_lost_and_the_text_is_whole(pairs):
    made = [span(str(n), min(pair), max(pair)) for n, pair in enumerate(pairs)]
    found = shown(made)
    assert sum(len(row.voices[0]) for row in found) == len(made)
    assert "".join(text for row in found for text, _ in row.parts) == "".join(TEXT.split("\n")).rstrip()
