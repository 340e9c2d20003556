"""The form of one annotation: filled from a reading, read back as what is stored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

import schemas
from annotator.errors import Invalid
from annotator.web.review.editing import content_of, open_editor
from annotator.web.review.lanes import Lane

SCHEME = schemas.scheme()
TEXT = "The vote was calm. The vote was fair."
VOICE = "direct_quote"


def base(**attributes):
    anchor = {"kind": "span", "segments": [{"start": 4, "end": 8, "exact": "vote"}], "prefix": "The "}
    return Lane("r1", "claim", anchor, attributes, [], None, ("r1",), ("a",))


def content(near=0, tag="claim", lane=None, **given):
    sent = MultiDict({"kind": "span", **{key.replace("__", "-"): value for key, value in given.items()}})
    return content_of(open_editor(SCHEME, lane, tag, sent), TEXT, near)


def test_the_form_is_filled_from_the_reading():
    editor = open_editor(SCHEME, base(voice=VOICE, claim_type=["numerical"]), "claim")
    data = {field.name: field.data for field in editor.fields}
    assert (editor.words, data["voice"], data["claim_type"]) == ("vote", VOICE, ["numerical"])


def test_words_left_alone_keep_their_place():
    found = content(near=30, lane=base(), words="vote")
    assert found["anchor"] == {"kind": "span", "segments": [{"start": 4, "end": 8, "exact": "vote"}]}


@pytest.mark.parametrize("near, start", [(0, 0), (25, 19)])
def test_new_words_stand_where_they_are_nearest(near, start):
    segments = content(near=near, words="The vote was")["anchor"]["segments"]
    assert segments == [{"start": start, "end": start + 12, "exact": "The vote was"}]


def test_a_stretch_a_line_in_order():
    segments = content(words="calm\nvote")["anchor"]["segments"]
    assert [segment["start"] for segment in segments] == [13, 23]


def test_a_point_stands_after_its_words():
    found = content(tag="omission", words="calm.", kind="point")
    assert found["anchor"] == {"kind": "point", "segments": [{"start": 18, "end": 18, "exact": ""}]}


def test_the_whole_article_has_no_words():
    assert content(tag="omission", kind="article")["anchor"] == {"kind": "article", "segments": []}


@pytest.mark.parametrize("words", ["", "war", "calm\nThe vote was calm"])
def test_words_that_do_not_stand_there_are_refused(words):
    with pytest.raises(Invalid) as refused:
        content(words=words)
    assert refused.value.pointer == "/words"


def test_values_are_read_by_their_kind():
    given = {"a__in_quote": "false", "a__intensity": "2", "a__frame_dimension": "-none", "a__polarity": ""}
    found = content(tag="framing", words="vote", **given)["attributes"]
    assert (found["in_quote"], found["intensity"], found["frame_dimension"], found["polarity"]) == (
        False,
        2,
        [],
        None,
    )


def test_a_source_is_added_to_those_of_the_reading():
    found = content(words="vote", source="s1", stance="refutes")
    assert found["sources"] == [{"source": "s1", "stance": "refutes"}]


SAID = {"kind": "span", "segments": [{"start": 23, "end": 27, "exact": "vote"}], "prefix": "The "}
SCALED = SCHEME | {
    "tags": SCHEME["tags"] | {"claim": {"anchors": ["span"], "attributes": {"rating": {"type": "rating"}}}},
    "scales": {"stars": {"entries": [{"id": "one", "order": 1}, {"id": "two", "order": 2}]}},
}


def test_words_of_saying_are_shown_and_keep_their_place():
    lane = base(cue_span=SAID)
    data = {field.name: field.data for field in open_editor(SCHEME, lane, "claim").fields}
    assert data["cue_span"] == "vote"
    assert content(lane=lane, words="vote", a__cue_span="vote")["attributes"]["cue_span"] == {
        "kind": "span",
        "segments": [{"start": 23, "end": 27, "exact": "vote"}],
    }


def test_words_of_saying_are_found_taken_back_or_refused():
    found = content(near=30, words="vote", a__cue_span="was")["attributes"]
    assert found["cue_span"]["segments"] == [{"start": 28, "end": 31, "exact": "was"}]
    assert content(lane=base(cue_span=SAID), words="vote", a__cue_span="")["attributes"]["cue_span"] is None
    with pytest.raises(Invalid) as refused:
        content(words="vote", a__cue_span="war")
    assert refused.value.pointer == "/attributes/cue_span"


def test_a_chain_keeps_its_order():
    given = MultiDict([("kind", "span"), ("words", "vote")])
    given.setlist("a-speaker_chain", ["z", "a", "", ""])
    found = content_of(open_editor(SCHEME, None, "claim", given), TEXT, 0)
    assert found["attributes"]["speaker_chain"] == ["z", "a"]


def test_a_rating_is_asked_where_gold_takes_it():
    assert "proposed_rating" not in {field.name for field in open_editor(SCHEME, None, "claim").fields}
    given = MultiDict({"kind": "span", "words": "vote", "a-rating": "stars:two"})
    editor = open_editor(SCALED, None, "claim", given)
    assert [term.id for term in editor.fields[0].attribute.terms] == ["stars:one", "stars:two"]
    assert content_of(editor, TEXT, 0)["attributes"] == {"rating": "stars:two"}


LINK = {"source": "s1", "stance": "supports", "quote": "it was calm", "locator": "p. 3"}


def with_links(*links):
    return replace(base(), sources=list(links))


def test_sources_left_alone_are_not_sent():
    assert "sources" not in content(lane=with_links(LINK), words="vote")
    assert "sources" not in content(
        lane=with_links(LINK), words="vote", link__0="supports", link__0__quote="it was calm"
    )


def test_a_source_takes_another_stance_and_other_words_and_keeps_its_place():
    found = content(lane=with_links(LINK), words="vote", link__0="refutes", link__0__quote=" calm\r\nenough ")
    assert found["sources"] == [LINK | {"stance": "refutes", "quote": "calm\nenough"}]


def test_a_source_is_taken_off_and_another_added():
    lane = with_links(LINK, {"source": "s2", "stance": "refutes"})
    found = content(lane=lane, words="vote", link__0="-off", source="s3", stance="supports")
    assert found["sources"] == [{"source": "s2", "stance": "refutes"}, {"source": "s3", "stance": "supports"}]


def test_words_of_a_source_can_be_taken_away():
    found = content(lane=with_links(LINK), words="vote", link__0="supports", link__0__quote="")
    assert found["sources"] == [LINK | {"quote": None}]
