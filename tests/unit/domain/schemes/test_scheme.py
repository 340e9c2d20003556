from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

import schemas
from annotator.domain.schemes import Scheme, default
from annotator.errors import Invalid
from tests.unit.domain.schemes.readings import ENTITY

SCHEME = default()


def test_the_default_scheme_reads():
    assert (SCHEME.name, SCHEME.version) == ("fact-check-and-bias", 1)
    assert SCHEME.keys == {"c": "claim", "r": "rebuttal", "o": "omission", "f": "framing"}
    assert {tag.pattern for tag in SCHEME.tags.values()} == {"solid", "double", "dotted", "wavy"}
    assert [tag.colour for tag in SCHEME.tags.values()] == list(SCHEME.tags)


def test_what_the_default_scheme_asks_for():
    marks = {
        name: [key for key, attribute in tag.attributes.items() if attribute.required == "submit"]
        for name, tag in SCHEME.tags.items()
    }
    assert marks == {
        "claim": ["speaker", "voice", "claim_type", "checkworthiness", "proposed_justification"],
        "rebuttal": ["speaker", "voice", "rebuttal_kind", "strategy", "evidence_offered", "target_external"],
        "omission": ["missing_text", "omission_level", "omitter", "omission_type", "materiality"],
        "framing": ["bias_form", "frame_dimension", "target", "polarity", "aim", "in_quote", "speaker"],
    }


def test_every_term_says_what_it_means():
    for name, terms in schemas.scheme()["vocabularies"].items():
        for term in SCHEME.vocabulary(name):
            assert term.label["en"], term.id
            assert term.definition["en"].endswith("."), term.id
        assert len(terms) == len(SCHEME.vocabulary(name))


def test_every_attribute_has_words():
    for tag in SCHEME.tags.values():
        assert tag.words() != tag.name
        for attribute in tag.attributes.values():
            assert attribute.words() != attribute.name
            assert attribute.help["en"][-1] in ".?"


def test_external_ids_come_along():
    techniques = SCHEME.vocabulary("technique")
    assert sum(not term.deprecated for term in techniques) == 23
    assert {term.group for term in techniques} == {
        "reputation", "justification", "distraction", "simplification", "call", "wording",
    }  # fmt: skip
    assert [term.external_id for term in SCHEME.vocabulary("frame_dimension")] == [str(n) for n in range(1, 16)]
    assert all(term.csl_type for term in SCHEME.vocabulary("source_genre"))


def test_normalise_orders_and_drops_null():
    came = {
        "checkworthiness": None,
        "claim_type": ["causal", "numerical"],
        "voice": "direct_quote",
        "normalized": "",
    }
    left = SCHEME.normalise("claim", came)
    assert list(left.items()) == [
        ("normalized", ""), ("voice", "direct_quote"), ("claim_type", ["numerical", "causal"]),
    ]  # fmt: skip


@given(st.permutations([term.id for term in SCHEME.vocabulary("strategy")]), st.integers(0, 7))
def test_normalise_gives_one_form(ids, many):
    left = SCHEME.normalise("rebuttal", {"strategy": ids[:many]})
    assert left == SCHEME.normalise("rebuttal", {"strategy": sorted(ids[:many])})
    assert SCHEME.normalise("rebuttal", left) == left


def test_normalise_writes_ids_in_lower_case_and_keeps_chains_in_order():
    upper = "ABCDEFAB-1111-4111-8111-111111111111"
    left = SCHEME.normalise("claim", {"speaker": upper, "speaker_chain": [upper, ENTITY]})
    assert left == {"speaker": upper.lower(), "speaker_chain": [upper.lower(), ENTITY]}


def test_links_are_always_whole():
    came = {
        "locator": "p. 4",
        "added_by": "me",
        "source": ENTITY.upper(),
        "retrieved_before_publication": True,
    }
    assert list(SCHEME.normalise_sources([came])[0].items()) == [
        ("source", ENTITY), ("stance", None), ("quote", None), ("paraphrase", None), ("locator", "p. 4"),
        ("retrieved_before_publication", True),
    ]  # fmt: skip


def test_a_project_may_replace_a_vocabulary():
    data = schemas.scheme()
    data["vocabularies"]["frame_dimension"] = [{"id": "gun_control", "label": {"en": "Gun control"}}]
    own = Scheme(data)
    assert own.check_draft("framing", "span", {"frame_dimension": ["gun_control"]}, []) == []
    assert own.check_draft("framing", "span", {"frame_dimension": ["mfc1_economic"]}, [])


def test_a_small_scheme_is_enough():
    data = {"scheme": "irony", "version": 3, "tags": {"irony": {"anchors": ["span"]}}}
    own = Scheme(data)
    assert own.check_draft("irony", "span", {}, [{"source": ENTITY, "stance": "context"}]) == []
    assert own.submit_holes({"id": "x", "tag": "irony", "attributes": {}, "sources": []}, [], {}, {}) == (
        [],
        [],
    )
    with pytest.raises(Invalid):
        Scheme(copy.deepcopy(data) | {"version": 0})
