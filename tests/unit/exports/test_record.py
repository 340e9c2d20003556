from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import schemas
from exports import record
from tests.golden.patched import invalid
from tests.seed import seed_path

FULL = schemas.examples("valid")["article.full"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def without_history(value):
    return json.dumps({key: child for key, child in value.items() if key != "history"})


def sorted_lists(value):
    """Return the value with every list sorted, so that only content is compared."""
    if isinstance(value, dict):
        return {key: sorted_lists(child) for key, child in value.items()}
    if isinstance(value, list):
        return sorted(
            (sorted_lists(child) for child in value), key=lambda child: json.dumps(child, sort_keys=True)
        )
    return value


@pytest.mark.parametrize("name", [name for name in schemas.examples("valid") if name.startswith("article.")])
def test_valid_articles_have_no_problem(name):
    assert record.problems(schemas.examples("valid")[name]) == []


@pytest.mark.parametrize("name", schemas.examples("invalid"))
def test_invalid_articles_say_where(name):
    example, wrong = invalid(name)
    assert wrong in [problem.partition(": ")[0] for problem in record.problems(example)]


@pytest.mark.parametrize("value", [None, [], "x", 1, {}])
def test_anything_may_be_asked(value):
    assert record.problems(value)[0].startswith("/: ")


@pytest.mark.parametrize("value", [b"x", object(), {1: 2}, {"\ud800": 1}, "\ud800", 2**70, float("nan"), ("a",)])
def test_what_json_cannot_say_is_a_problem_and_no_crash(value):
    odd = {**FULL, "meta": {"x": value}}
    assert record.problems(odd)
    with pytest.raises(record.RecordError):
        record.leaving(odd)


@given(st.data())
def test_a_record_with_anything_anywhere_is_answered(data):
    odd = copy.deepcopy(FULL)
    owner = odd
    for _ in range(data.draw(st.integers(0, 6))):
        inner = [child for child in (owner.values() if isinstance(owner, dict) else owner) if child]
        inner = [child for child in inner if isinstance(child, dict | list)]
        owner = data.draw(st.sampled_from(inner)) if inner else owner
    key = data.draw(st.sampled_from(list(owner) if isinstance(owner, dict) else range(len(owner))))
    owner[key] = data.draw(JSON)
    assert record.problems(odd) or without_history(odd) == without_history(FULL)
    record.import_ids(record.complete({**odd, "text": FULL["text"]}))


def test_a_record_that_leaves_gets_its_digest():
    came = {**FULL, "history": {"events": 1, "head": "0" * 64}}
    left = record.leaving(came)
    assert left["history"]["record_sha256"] == record.digest(FULL) == record.digest(left)
    assert "record_sha256" not in came["history"]


def test_the_digest_does_not_hang_on_history_or_key_order():
    other = dict(reversed(FULL.items())) | {"history": None}
    assert record.digest(other) == record.digest(FULL)
    assert record.digest({**FULL, "title": "Other"}) != record.digest(FULL)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"title": 5}, "/title"),
        ({"meta": {"x": 0.5}}, "canonical"),
        ({"text_sha256": "0" * 64}, "/text_sha256"),
    ],
)
def test_a_record_with_a_problem_does_not_leave(change, why):
    with pytest.raises(record.RecordError, match=why) as refused:
        record.leaving({**FULL, **change})
    assert refused.value.article == FULL["id"]


def test_a_whole_float_does_not_pass_for_an_integer():
    assert "float" in record.problems({**FULL, "meta": {"x": 1.0}})[0]


def test_records_are_judged_by_the_scheme_of_their_project():
    own = {"scheme": "own", "version": 1, "tags": {"irony": {"anchors": ["span", "article"]}}}
    mine = copy.deepcopy(schemas.examples("valid")["article.open_layer"])
    mine["layers"][0]["annotations"][0]["tag"] = "irony"
    assert record.problems(mine, own) == []
    assert record.problems(mine)[0].startswith("/layers/0/annotations/0/tag: ")


def test_kits_are_compiled_once_and_do_not_pile_up():
    many = [schemas.scheme() for _ in range(20)]
    assert record.kit(many[0]) is record.kit(many[0])
    assert all(record.kit(scheme).scheme is scheme for scheme in many)
    assert len(record._kits) <= 17


def test_the_seed_is_a_record_once_its_ids_are_uuids():
    seed = json.loads(seed_path("seed/gold.json").read_bytes())
    full = record.import_ids(seed)
    assert record.problems(full) == []
    assert sorted_lists(record.ordered(full)) == sorted_lists(full)
    assert record.ordered(full)["fact_checks"] == full["fact_checks"]
    assert record.leaving(full)["sources"] == full["sources"]
