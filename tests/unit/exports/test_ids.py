from __future__ import annotations

import hashlib
import uuid

from hypothesis import given
from hypothesis import strategies as st

import schemas
from exports import record

TEXT = "He said so."
NAMESPACE = uuid.UUID(hashlib.sha256(TEXT.encode()).hexdigest()[:32])


def new(old):
    return str(uuid.uuid5(NAMESPACE, old))


def test_an_id_is_alike_wherever_it_stands():
    link = {"source": "s"}
    attributes = {"speaker": "e", "speaker_chain": ["e2", "e"], "voice": "author_voice"}
    annotation = {
        "id": "a",
        "tag": "claim",
        "attributes": attributes,
        "sources": [link],
        "derived_from": ["b"],
    }
    relation = {"id": "r", "type": "supports", "from": "a", "to": "b"}
    came = {
        "text": TEXT,
        "id": "article-1",
        "layers": [{"annotations": [annotation], "relations": [relation]}],
    }
    came |= {"entities": [{"id": "e"}], "sources": [{"id": "s", "article": "article-1"}]}
    left = record.import_ids(came)
    found = left["layers"][0]["annotations"][0]
    assert left["id"] == left["sources"][0]["article"] == "article-1"
    assert (found["id"], found["derived_from"]) == (new("a"), [new("b")])
    assert found["attributes"] == {
        "speaker": new("e"), "speaker_chain": [new("e2"), new("e")], "voice": "author_voice",
    }  # fmt: skip
    assert found["sources"][0]["source"] == left["sources"][0]["id"] == new("s")
    assert left["layers"][0]["relations"][0] == {
        "id": new("r"), "type": "supports", "from": new("a"), "to": new("b"),
    }  # fmt: skip


def test_fact_checks_and_decisions_follow():
    answer = {"text": "x", "answer_type": "abstractive", "source": "s"}
    check = {"id": "f", "mentions": ["a"], "speakers": ["e"], "evidence": [{"source": "s"}]}
    check["questions"] = [{"question": "?", "answers": [answer]}]
    decision = {
        "id": "d",
        "case": "k",
        "compared": ["a"],
        "result": ["b"],
        "supersedes": None,
        "reviewer": "egret",
    }
    decision |= {"chosen": {"speaker": "e", "voice": "direct_quote"}, "shown_order": ["heron", "a"]}
    came = {"text": TEXT, "entities": [{"id": "e"}], "fact_checks": [check], "decisions": [decision]}
    came["layers"] = [{"layer": "heron", "annotations": [{"id": "a"}], "relations": []}]
    left = record.import_ids(came)
    found, ruled = left["fact_checks"][0], left["decisions"][0]
    assert found["mentions"] == ruled["compared"] == [new("a")]
    assert found["speakers"] == [new("e")]
    assert found["evidence"][0]["source"] == found["questions"][0]["answers"][0]["source"] == new("s")
    assert (ruled["id"], ruled["case"], ruled["result"]) == (new("d"), new("k"), [new("b")])
    assert ruled["chosen"] == {"speaker": new("e"), "voice": "direct_quote"}
    assert ruled["shown_order"] == ["heron", new("a")]
    assert (ruled["reviewer"], ruled["supersedes"]) == ("egret", None)


@given(st.uuids())
def test_uuids_stay_in_lower_case(one):
    came = {"text": TEXT, "entities": [{"id": str(one).upper()}]}
    assert record.import_ids(came)["entities"] == [{"id": str(one)}]


def test_our_own_records_come_back_as_they_were():
    for name, example in schemas.examples("valid").items():
        if name.startswith("article."):
            assert record.import_ids(example) == example
            assert record.import_ids(example) is not example


def test_what_has_the_wrong_shape_is_left_for_the_schema_to_refuse():
    odd = {"text": TEXT, "layers": [1, {"annotations": "x", "relations": [None]}], "sources": {"id": "s"}}
    assert record.import_ids(odd) == odd
