from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exports.options import Writing
from exports.tokens import sentences, spans_of, tokens

TEXT = st.text(st.sampled_from("ab 😀\n\u200b.ក"), min_size=1, max_size=20)


@given(TEXT, st.data())
def test_tokens_hold_every_visible_character_and_no_span_cuts_one(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = tokens(text, None, [(start, end)], Writing())
    assert "".join("".join(text[slice(*one)].split()) for one in found) == "".join(text.split())
    assert all(one[1] <= start or one[0] >= start for one in found)
    assert all(one[1] <= end or one[0] >= end for one in found)
    assert [token for group in sentences(text, None, found, Writing()) for token in group] == found


def test_sentences_gather_tokens():
    found = tokens("a b\nc", None, [], Writing())
    assert sentences("a b\nc", None, found, Writing()) == [[(0, 1), (2, 3)], [(4, 5)]]


def test_segments_are_those_of_all_annotations():
    assert spans_of([{"anchor": {"segments": [{"start": 1, "end": 2}]}}, {"anchor": {"segments": []}}]) == [(1, 2)]
