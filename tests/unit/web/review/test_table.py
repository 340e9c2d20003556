"""The table of attributes: labels for ids, what differs first."""

from __future__ import annotations

import schemas
from annotator.web.review.lanes import Lane
from annotator.web.review.table import table

SCHEME = schemas.scheme()
ENTITY = "11111111-1111-4111-8111-111111111111"


def lane(tag="claim", sources=(), **attributes):
    return Lane("id", tag, {"kind": "span", "segments": []}, attributes, list(sources), None, ("id",), ("a",))


def rows(*lanes):
    return {row.label: row for row in table(SCHEME, lanes, {ENTITY: "The ministry"}, {"s": "A letter"})}


def test_ids_are_shown_by_their_labels():
    found = rows(lane(speaker=ENTITY, voice="direct_quote", claim_type=["numerical"]))
    assert found["Speaker"].cells == ("The ministry",)
    assert found["Voice"].cells == ("Direct quotation",)


def test_what_differs_comes_first():
    found = table(SCHEME, [lane(voice="a", normalized="x"), lane(voice="a", normalized="y")], {}, {})
    assert [row.differs for row in found] == [True, False]


def test_what_nobody_says_is_left_out():
    assert "Country" not in rows(lane(voice="a"))


def test_tags_are_compared_only_when_they_differ():
    assert "Tag" not in rows(lane(), lane())
    assert rows(lane(), lane("framing"))["Tag"].cells == ("Claim", "Framing")


def test_truth_and_anchors_are_said_in_words():
    anchor = {"kind": "span", "segments": [{"start": 0, "end": 2, "exact": "he"}]}
    found = rows(lane("framing", in_quote=True), lane(source_span=anchor))
    assert found["Inside a quotation"].cells == ("yes", "")
    assert found["Where the speaker is named"].cells == ("", "“he”")


def test_sources_bear_their_stance():
    found = rows(lane(sources=[{"source": "s", "stance": "supports"}]))
    assert found["Sources"].cells == ("Supports A letter",)
