"""The made-up language: accents, a third more, brackets; what is no word stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.web import pseudo


def test_words_are_accented_lengthened_and_in_brackets():
    said = pseudo.said("Save the settings")
    assert said.startswith("⟦Šåṽé") and said.endswith("⟧")
    assert len(said) >= len("Save the settings") * 4 / 3


def test_places_elements_and_entities_stay():
    said = pseudo.said('%(num)s of <a href="/x">them</a> &amp; {more}, 5 %%')
    for kept in ("%(num)s", '<a href="/x">', "</a>", "&amp;", "{more}", "%%"):
        assert kept in said


@given(st.text(min_size=1))
def test_every_text_is_in_one_pair_of_brackets(text):
    said = pseudo.said(text)
    assert said[0] == pseudo.OPEN and said[-1] == pseudo.CLOSE
