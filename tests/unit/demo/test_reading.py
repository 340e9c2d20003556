"""The files of the demo: every quote is found, every name is known."""

import pytest

from annotator.demo import reading
from annotator.domain.schemes import default

ARTICLES = list(reading.project()["articles"])


@pytest.fixture
def ids():
    given = reading.project()
    return {name: name for name in (*given["entities"], *given["sources"])}


@pytest.mark.parametrize("article", ARTICLES)
def test_every_annotation_of_everybody_can_be_made(article, ids):
    scheme, words = default(), reading.text(article)
    for given in reading.readings(article)["annotations"].values():
        for person in given["by"]:
            made = reading.annotation_of(given, person, words, scheme, ids)
            segments = made["anchor"]["segments"]
            assert all(words[s["start"] : s["end"]] == s["exact"] for s in segments)


def test_a_person_s_own_words_win_over_what_all_share(ids):
    given = {"tag": "claim", "quote": "one", "attributes": {"voice": "a"}, "ann": {"attributes": {"voice": "b"}}}
    made = reading.annotation_of(given, "ann", "one two", default(), ids)
    assert made["attributes"] == {"voice": "b"}
    assert made["anchor"]["segments"] == [{"start": 0, "end": 3, "exact": "one"}]


def test_a_point_stands_right_after_its_quote():
    assert reading.anchor_of({"after": "one"}, "one two")["segments"] == [{"start": 3, "end": 3, "exact": ""}]


def test_two_quotes_make_two_segments():
    anchor = reading.anchor_of({"quote": ["one", "three"]}, "one two three")
    assert [(s["start"], s["end"]) for s in anchor["segments"]] == [(0, 3), (8, 13)]


def test_the_whole_article_has_no_segment():
    assert reading.anchor_of({"whole": True}, "one") == {"kind": "article", "segments": []}


@pytest.mark.parametrize("quote", ["one", "four"])
def test_a_quote_must_stand_once(quote):
    with pytest.raises(ValueError, match="times"):
        reading.anchor_of({"quote": quote}, "one two one")


def test_dates_stay_text():
    assert reading.project()["articles"]["water-radio"]["published"] == "2026-03-11"
