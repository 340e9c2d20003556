"""A scheme is changed part by part, and stays as it was where nothing was asked."""

from __future__ import annotations

import copy

import pytest

import schemas
from annotator.domain.schemes import Scheme, edits
from annotator.errors import Conflict, Missing

VOICE = ("tags", "claim", "voice")
DOUBT = ("vocabularies", "technique", "st3_doubt")


@pytest.fixture
def body():
    return schemas.scheme()


def ids(body, *path):
    return [name for name, _ in edits.inside(body, path)]


def test_nothing_is_changed_in_place(body):
    before = copy.deepcopy(body)
    changed = edits.change(body, VOICE, {"label": {"en": "Whose words"}, "required": None})
    assert body == before
    assert changed["tags"]["claim"]["attributes"]["voice"]["label"] == {"en": "Whose words"}
    assert "required" not in edits.part(changed, VOICE)
    Scheme(changed)


def test_a_new_term_stands_behind_those_of_its_group(body):
    pity = ("vocabularies", "technique", "pity")
    made = edits.add(body, pity, {"id": "pity", "group": "justification"})
    names = ids(made, "vocabularies", "technique")
    assert names.index("pity") == names.index("st3_appeal_to_fear_prejudice") + 1
    assert ids(edits.add(body, pity, {"id": "pity"}), "vocabularies", "technique")[-1] == "pity"


def test_an_id_is_given_once(body):
    with pytest.raises(Conflict, match="is taken here"):
        edits.add(body, DOUBT, {"id": "st3_doubt"})


@pytest.mark.parametrize("steps, place", [(1, 3), (-1, 1), (-99, 0), (99, 15)])
def test_a_part_moves_among_its_siblings(body, steps, place):
    assert ids(body, "tags", "claim").index("voice") == 2
    assert ids(edits.move(body, VOICE, steps), "tags", "claim").index("voice") == place


def test_a_tag_goes_with_the_ends_of_relations(body):
    rest = edits.remove(body, ("tags", "framing"))
    assert "frames" not in rest["relations"]
    assert rest["relations"]["rebuts"]["to"] == ["claim", "rebuttal"]
    Scheme(rest)


def test_a_term_goes_with_its_place_in_the_order(body):
    rest = edits.remove(body, ("vocabularies", "materiality", "minor"))
    assert rest["ordinals"]["materiality"] == ["significant", "critical"]
    assert "materiality" not in edits.remove(rest, ("vocabularies", "materiality", "critical"))["ordinals"]


def test_the_order_for_agreement_goes_by_the_places(body):
    ranked = edits.order(body, "voice", {"direct_quote": 9, "author_voice": 2})
    assert ranked["ordinals"]["voice"] == ["author_voice", "direct_quote"] and "voice" not in body["ordinals"]
    assert "voice" not in edits.order(ranked, "voice", {"direct_quote": 1})["ordinals"]
    with pytest.raises(Conflict):
        edits.order(body, "voice", {"direct_quote": 1, "author_voice": 1})
    with pytest.raises(Missing):
        edits.order(body, "nothing", {})


@pytest.mark.parametrize(
    "path", [("tags", "rumour"), ("tags", "claim", "x"), ("scales", "y"), ("relations", "rebuts", "z"), ("tags",)]
)
def test_what_is_not_there_is_missing(body, path):
    with pytest.raises(Missing):
        edits.part(body, path)


@pytest.mark.parametrize(
    "label, taken, made",
    [
        ("Appeal to pity", [], "appeal_to_pity"),
        ("Doubt", ["doubt", "doubt_2"], "doubt_3"),
        ("Über Größe", [], "uber_groe"),
        ("3 parts", [], "parts"),
        ("ខ្មែរ", [], ""),
    ],
)
def test_an_id_is_made_of_the_name(label, taken, made):
    assert edits.free_id(label, taken) == made
