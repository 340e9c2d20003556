from __future__ import annotations

import schemas
from annotator.domain.schemes import Scheme
from annotator.records.mentions import entities_named, named_by

SCHEME = Scheme(schemas.scheme())


def annotation(tag: str, attributes: dict, *sources: str) -> dict:
    return {"tag": tag, "attributes": attributes, "sources": [{"source": source} for source in sources]}


def test_entities_are_named_with_their_place():
    attributes = {"speaker": "e1", "speaker_chain": ["e2", "e1"], "voice": "author_voice"}
    assert entities_named(SCHEME, "claim", attributes) == {
        "/attributes/speaker": "e1",
        "/attributes/speaker_chain/0": "e2",
        "/attributes/speaker_chain/1": "e1",
    }


def test_text_that_looks_like_an_id_is_none():
    assert entities_named(SCHEME, "omission", {"missing_text": "e1"}) == {}


def test_layers_name_entities_and_sources_once_in_order():
    layer = {
        "annotations": [annotation("claim", {"speaker": "e2"}, "s2", "s1"), annotation("claim", {"speaker": "e1"})]
    }
    named = named_by(SCHEME, [layer, layer], [], [])
    assert (list(named.entities), list(named.sources)) == (["e2", "e1"], ["s2", "s1"])


def test_fact_checks_name_speakers_evidence_and_answers():
    check = {
        "speakers": ["e1"],
        "evidence": [{"source": "s1"}],
        "questions": [{"answers": [{"source": "s2"}, {"source": None}]}],
    }
    named = named_by(SCHEME, [], [check], [])
    assert (list(named.entities), list(named.sources)) == (["e1"], ["s1", "s2"])


def test_decisions_name_what_they_added():
    decision = {"chosen": annotation("framing", {"target": "e9"}, "s9")}
    named = named_by(SCHEME, [], [], [decision, {"chosen": None}, {"chosen": {"annotations": ["x"]}}])
    assert (list(named.entities), list(named.sources)) == (["e9"], ["s9"])
