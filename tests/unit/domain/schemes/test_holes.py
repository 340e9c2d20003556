from __future__ import annotations

import json

import pytest

from annotator.domain.schemes import default
from exports import record
from tests.seed import seed_path
from tests.unit.domain.schemes.readings import (
    ARTICLE,
    COMPLETE,
    ENTITY,
    OTHER,
    SOURCE,
    SOURCES,
    link,
    reading,
)

SCHEME = default()
OWN = {SOURCE: {"id": SOURCE, "title": "This article", "article": "a1", "published": "2023-09-15"}}


def holes(annotation, relations=(), sources=SOURCES, article=ARTICLE):
    """Return the codes and the ends of the pointers of what stops handing in."""
    problems, _ = SCHEME.submit_holes(annotation, [{"type": kind} for kind in relations], article, sources)
    start = f"/annotations/id-{annotation['tag']}/"
    assert all(problem.pointer.startswith(start) for problem in problems)
    return [(problem.code, problem.pointer.removeprefix(start)) for problem in problems]


@pytest.mark.parametrize("tag", COMPLETE)
def test_a_complete_reading_may_be_handed_in(tag):
    assert holes(reading(tag)) == []


@pytest.mark.parametrize(
    ("tag", "name"),
    [(tag, name) for tag in COMPLETE for name in COMPLETE[tag] if name != "available_at_publication"],
)
def test_each_required_attribute_is_missed(tag, name):
    assert ("incomplete", f"attributes/{name}") in holes(reading(tag, **{name: None}))


@pytest.mark.parametrize(
    ("tag", "attributes", "name"),
    [
        ("claim", {"claim_type": []}, "claim_type"),
        ("omission", {"missing_text": " \n"}, "missing_text"),
        ("framing", {"in_quote": True}, "speaker"),
        ("claim", {"proposed_verdict": "refuted"}, "proposed_justification"),
    ],
)
def test_an_empty_answer_or_a_condition_makes_a_hole(tag, attributes, name):
    assert holes(reading(tag, **attributes)) == [("incomplete", f"attributes/{name}")]


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ("framing", {"frame_dimension": []}),
        ("framing", {"in_quote": True, "speaker": ENTITY}),
        ("claim", {"proposed_verdict": "not_checked"}),
        ("claim", {"proposed_verdict": "refuted", "proposed_justification": "The report says so."}),
        ("framing", {"aim": "indirect_ally", "indirect_target": OTHER}),
    ],
)
def test_what_is_not_asked_is_no_hole(tag, attributes):
    assert holes(reading(tag, **attributes)) == []


def test_a_rebuttal_names_its_target_or_links_to_it():
    bare = reading("rebuttal", target_external=None)
    assert holes(bare) == holes(bare, ["part_of"]) == [("incomplete", "attributes/target_external")]
    assert holes(bare, ["rebuts"]) == []


def test_an_indirect_target_needs_an_indirect_aim():
    assert holes(reading("framing", indirect_target=OTHER)) == [("not_applicable", "attributes/indirect_target")]


@pytest.mark.parametrize("links", [[], [link("context")], [link("refutes"), link("origin")]])
def test_an_omission_needs_a_source_that_supports_it(links):
    assert holes(reading("omission", sources=links)) == [("source_required", "sources")]


def test_a_link_says_what_it_does():
    assert holes(reading("claim", sources=[link("context"), link(None)])) == [("incomplete", "sources/1/stance")]


@pytest.mark.parametrize(
    "own", [OWN, {SOURCE: {"id": SOURCE, "title": "x", "url": ARTICLE["url"], "published": "2023"}}]
)
def test_the_article_itself_proves_only_what_it_reports(own):
    for level, wrong in (("article", True), ("alleged", True), ("reported", False)):
        expected = [("source_required", "sources")] if wrong else []
        assert holes(reading("omission", omission_level=level), sources=own) == expected


def test_what_came_later_is_no_omission():
    later = {"available_at_publication": False}
    assert holes(reading("omission", **later)) == [("not_known_then", "attributes/available_at_publication")]
    assert holes(reading("omission", omission_level="reported", **later)) == []


def test_words_are_for_people():
    problems, _ = SCHEME.submit_holes(reading("claim", voice=None), [], ARTICLE, SOURCES)
    assert problems[0].detail == "Claim: “Voice” is not answered yet."


def test_gold_asks_for_more_and_takes_no_proposal():
    proposed = reading("claim", proposed_verdict="supported", proposed_missing_context=False)
    problems, _ = SCHEME.gold_holes(proposed, [], ARTICLE, SOURCES)
    assert [(problem.code, problem.pointer.rpartition("/")[2]) for problem in problems] == [
        ("incomplete", "normalized"),
        ("not_in_gold", "proposed_verdict"),
        ("not_in_gold", "proposed_missing_context"),
    ]


def test_gold_asks_for_all_that_hand_in_asks_for():
    problems, _ = SCHEME.gold_holes(reading("rebuttal", voice=None, normalized="No."), [], ARTICLE, SOURCES)
    assert [problem.pointer for problem in problems] == ["/annotations/id-rebuttal/attributes/voice"]


def test_a_chain_ends_with_its_speaker():
    chained = reading("claim", speaker_chain=[ENTITY, OTHER])
    problems, warnings = SCHEME.submit_holes(chained, [], ARTICLE, SOURCES)
    assert problems == []
    assert [warning.code for warning in warnings] == ["chain_end"]
    assert SCHEME.submit_holes(reading("claim", speaker_chain=[OTHER, ENTITY]), [], ARTICLE, SOURCES) == (
        [],
        [],
    )


def test_one_framing_is_the_main_frame():
    first, second, third = (
        reading("framing", frame_primary=main) | {"id": str(main)} for main in (True, False, True)
    )
    assert SCHEME.layer_holes([first, second]) == []
    (problem,) = SCHEME.layer_holes([first, second, third])
    assert (problem.code, problem.pointer) == ("one_per_layer", "/annotations/True/attributes/frame_primary")


def test_the_seed_gold_is_complete():
    seed = record.import_ids(json.loads(seed_path("seed/gold.json").read_bytes()))
    sources = {source["id"]: source for source in seed["sources"]}
    gold, second = seed["layers"]
    for annotation in gold["annotations"]:
        outgoing = [relation for relation in gold["relations"] if relation["from"] == annotation["id"]]
        problems, _ = SCHEME.gold_holes(annotation, outgoing, seed, sources)
        assert problems + SCHEME.release_holes(annotation, seed, sources) == []
    assert all(SCHEME.submit_holes(annotation, [], seed, sources)[0] for annotation in second["annotations"])
