"""What a client sends as an annotation is read strictly."""

from __future__ import annotations

import pytest

from annotator.domain.drafts import Draft, read_draft
from annotator.errors import Invalid

ANCHOR = {"kind": "article", "segments": []}


def test_a_key_left_out_means_null_or_empty():
    assert read_draft({"tag": "claim", "anchor": ANCHOR}) == Draft("claim", ANCHOR, {}, [], None, None)


def test_null_means_empty_too():
    body = {"tag": "claim", "anchor": ANCHOR, "attributes": None, "sources": None, "note": None}
    assert read_draft(body) == Draft("claim", ANCHOR)


@pytest.mark.parametrize(
    "change, code, pointer",
    [
        ({"role": "manager"}, "unknown_field", "/role"),
        ({"tag": 7}, "wrong_type", "/tag"),
        ({"anchor": []}, "wrong_type", "/anchor"),
        ({"attributes": []}, "wrong_type", "/attributes"),
        ({"sources": {}}, "wrong_type", "/sources"),
        ({"sources": [{}] * 1001}, "too_many_items", "/sources"),
        ({"note": 1}, "wrong_type", "/note"),
        ({"note": "x" * 10_001}, "too_long", "/note"),
        ({"confidence": True}, "wrong_type", "/confidence"),
        ({"confidence": "2"}, "wrong_type", "/confidence"),
        ({"confidence": 4}, "out_of_range", "/confidence"),
    ],
)
def test_draft_is_refused_with_code_and_pointer(change, code, pointer):
    with pytest.raises(Invalid) as refused:
        read_draft({"tag": "claim", "anchor": ANCHOR} | change)
    assert (refused.value.code, refused.value.pointer) == (code, pointer)


@pytest.mark.parametrize("missing", ["tag", "anchor"])
def test_tag_and_anchor_must_be_there(missing):
    body = {"tag": "claim", "anchor": ANCHOR}
    del body[missing]
    with pytest.raises(Invalid) as refused:
        read_draft(body)
    assert (refused.value.code, refused.value.pointer) == ("missing_field", f"/{missing}")


def test_line_ends_of_a_note_become_one_kind():
    assert read_draft({"tag": "claim", "anchor": ANCHOR, "note": "a\r\nb\rc\n"}).note == "a\nb\nc\n"
