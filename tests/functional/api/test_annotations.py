"""Saving annotations: the client's id, versions, retries that do no harm, tombstones."""

from __future__ import annotations

import hashlib

import pytest

from tests.bodies import TEXT, claim, framing, omission, rebuttal, segment, span, uid

ONE, TWO = uid(1), uid(2)
HERE = f"/articles/a1/annotations/{ONE}"


@pytest.fixture
def ann(world):
    return world.as_("ann")


def layer_hash(*pairs: tuple[str, int]) -> str:
    """The formula of the contract: lines `uuid SPACE version LF`, sorted."""
    return hashlib.sha256("".join(sorted(f"{uuid} {version}\n" for uuid, version in pairs)).encode()).hexdigest()


def problem(response) -> tuple[int, str]:
    assert response.mimetype == "application/problem+json"
    assert response.json["saved"] is False
    assert response.json["status"] == response.status_code
    return response.status_code, response.json["code"]


def test_a_new_annotation_is_stored_as_sent(ann):
    answer = ann.put(HERE, claim(note="Who counted?"))
    assert answer.status_code == 201
    assert answer.headers["ETag"] == '"1"'
    stored = answer.json
    assert stored["id"] == ONE
    assert stored["attributes"] == claim()["attributes"]
    assert (stored["note"], stored["confidence"], stored["sources"]) == ("Who counted?", None, [])
    assert (stored["origin"], stored["version"], stored["derived_from"]) == ("human", 1, [])


def test_a_long_body_is_refused_without_a_turn_to_write(ann, monkeypatch):
    monkeypatch.setattr("annotator.api.annotations.save", None)
    assert problem(ann.put(HERE, claim(note="x" * 50_000))) == (422, "too_long")


def test_the_server_makes_the_context(ann):
    body = claim()
    body["anchor"] |= {"prefix": "made up", "suffix": "made up"}
    anchor = ann.put(HERE, body).json["anchor"]
    start, end = segment("exports rose by 12 percent in 2023").values().__iter__(), None
    start, end = anchor["segments"][0]["start"], anchor["segments"][0]["end"]
    assert anchor["prefix"] == TEXT[max(0, start - 32) : start]
    assert anchor["suffix"] == TEXT[end : end + 32]


def test_offsets_are_code_points(ann):
    body = framing("kept silent")
    assert ann.put(HERE, body).json["anchor"]["segments"] == [segment("kept silent")]


@pytest.mark.parametrize("if_match", [None, 1, 7])
def test_the_same_again_changes_nothing_whatever_if_match_says(ann, if_match):
    first = ann.put(HERE, claim())
    again = ann.put(HERE, claim(), if_match=if_match)
    assert (again.status_code, again.json) == (200, first.json)
    assert again.headers["ETag"] == '"1"'
    assert again.headers["Layer-Hash"] == first.headers["Layer-Hash"]


def test_a_change_needs_the_version_it_changes(ann):
    ann.put(HERE, claim())
    assert problem(ann.put(HERE, claim(note="x"))) == (428, "version_required")
    assert ann.get("/articles/a1/layers/mine").json["annotations"][0]["note"] is None


def test_a_change_of_an_old_version_gets_the_stored_copy(ann):
    stored = ann.put(HERE, claim()).json
    answer = ann.put(HERE, claim(note="x"), if_match=7)
    assert problem(answer) == (412, "version_conflict")
    assert answer.json["current"] == stored


def test_a_change_makes_a_new_version(ann):
    ann.put(HERE, claim())
    changed = ann.put(HERE, claim(note="x"), if_match=1)
    assert (changed.status_code, changed.json["note"], changed.json["version"]) == (200, "x", 2)
    assert changed.headers["ETag"] == '"2"'


def test_a_key_left_out_means_empty(ann):
    ann.put(HERE, omission() | {"note": "n", "confidence": 2})
    bare = {"tag": "claim", "anchor": span("exports")}
    changed = ann.put(HERE, bare, if_match=1).json
    assert (changed["attributes"], changed["sources"]) == ({}, [])
    assert (changed["note"], changed["confidence"]) == (None, None)


def test_null_attributes_are_left_out(ann):
    body = claim()
    body["attributes"]["claim_date"] = None
    assert "claim_date" not in ann.put(HERE, body).json["attributes"]


def test_sets_leave_in_the_order_of_the_scheme(ann):
    stored = ann.put(HERE, claim(claim_type=["causal", "event_property"])).json
    assert stored["attributes"]["claim_type"] == ["event_property", "causal"]
    assert ann.put(HERE, claim(claim_type=["event_property", "causal"])).status_code == 200


@pytest.mark.parametrize("key", ["id", "version", "origin", "derived_from", "role", "user_id", "state"])
def test_fields_of_the_server_are_refused(ann, key):
    answer = ann.put(HERE, claim() | {key: 1})
    assert problem(answer) == (422, "unknown_field")
    assert answer.json["pointer"] == f"/{key}"


def test_the_layer_hash_is_the_formula_of_the_contract(ann):
    assert ann.put(HERE, claim()).headers["Layer-Hash"] == layer_hash((ONE, 1))
    two = ann.put(f"/articles/a1/annotations/{TWO}", rebuttal())
    assert two.headers["Layer-Hash"] == layer_hash((ONE, 1), (TWO, 1))
    link = ann.put(f"/articles/a1/relations/{uid(9)}", {"type": "rebuts", "from": TWO, "to": ONE})
    assert link.headers["Layer-Hash"] == layer_hash((ONE, 1), (TWO, 1), (uid(9), 1))
    assert ann.delete(HERE).headers["Layer-Hash"] == layer_hash((TWO, 1))
    assert ann.get("/articles/a1/layers/mine").headers["Layer-Hash"] == layer_hash((TWO, 1))


def test_withdrawing_twice_is_withdrawing_once(ann):
    ann.put(HERE, claim())
    first, second = ann.delete(HERE), ann.delete(HERE)
    assert (first.status_code, second.status_code) == (204, 204)
    assert first.headers["ETag"] == second.headers["ETag"] == '"2"'
    assert first.data == b""


def test_withdrawing_an_old_version_is_refused(ann):
    ann.put(HERE, claim())
    assert problem(ann.delete(HERE, if_match=7)) == (412, "version_conflict")
    assert ann.delete(HERE, if_match=1).status_code == 204


def test_what_is_withdrawn_is_shown_on_request_only(ann):
    ann.put(HERE, claim())
    ann.delete(HERE)
    assert ann.get("/articles/a1/layers/mine").json["annotations"] == []
    shown = ann.get("/articles/a1/layers/mine?withdrawn=true").json["annotations"]
    assert [(item["id"], item["withdrawn"]) for item in shown] == [(ONE, True)]


@pytest.mark.parametrize("body", [claim(), claim(note="other")], ids=["same", "other"])
def test_a_put_with_the_etag_brings_it_back(ann, body):
    ann.put(HERE, claim())
    etag = ann.delete(HERE).headers["ETag"]
    back = ann.put(HERE, body, if_match=etag)
    assert (back.status_code, back.json["version"], back.headers["ETag"]) == (200, 3, '"3"')
    assert [item["id"] for item in ann.get("/articles/a1/layers/mine").json["annotations"]] == [ONE]


def test_bringing_back_without_the_etag_is_refused(ann):
    ann.put(HERE, claim())
    ann.delete(HERE)
    assert problem(ann.put(HERE, claim())) == (428, "version_required")
    answer = ann.put(HERE, claim(), if_match=1)
    assert problem(answer) == (412, "version_conflict")
    assert answer.json["current"]["withdrawn"] is True


@pytest.mark.parametrize("if_match", ["*", 'W/"1"', "1", '"x"', '""', '"1", "2"', '"-1"'])
def test_if_match_is_one_version_in_quotes(ann, if_match):
    ann.put(HERE, claim())
    assert problem(ann.put(HERE, claim(note="x"), if_match=if_match)) == (400, "bad_version")
    assert problem(ann.delete(HERE, if_match=if_match)) == (400, "bad_version")


def test_withdrawing_what_never_was(ann):
    assert problem(ann.delete(HERE)) == (404, "not_found")


def test_an_id_held_in_another_layer_is_nobodys(world, ann):
    ben = world.as_("ben")
    world.add_article("a2", TEXT + "!")
    world.assign("a2", "ann")
    ben.put(HERE, claim())
    assert problem(ann.put(HERE, claim())) == (404, "not_found")
    assert problem(ann.delete(HERE)) == (404, "not_found")
    assert problem(ann.put(f"/articles/a2/annotations/{ONE}", claim())) == (404, "not_found")
    assert problem(ann.put(f"/articles/a1/relations/{ONE}", {"type": "rebuts", "from": ONE, "to": TWO}))[0] == 404


def test_ids_are_the_same_in_capitals(ann):
    upper = "ABCDEF00-0000-4000-8000-00000000000A"
    ann.put(f"/articles/a1/annotations/{upper}", claim())
    assert ann.put(f"/articles/a1/annotations/{upper.lower()}", claim()).status_code == 200


def test_whoever_is_not_assigned_has_no_layer(world):
    for name in ("man", "rev", "res", "out", "adm"):
        assert problem(world.as_(name).put(HERE, claim())) == (404, "not_found")


def test_an_unknown_entity_or_source_is_refused(ann):
    answer = ann.put(HERE, claim(speaker=uid(77)))
    assert (problem(answer), answer.json["pointer"]) == ((422, "unknown_value"), "/attributes/speaker")
    link = {"source": uid(78), "stance": "supports"}
    answer = ann.put(HERE, claim() | {"sources": [link]})
    assert (problem(answer), answer.json["pointer"]) == ((422, "unknown_value"), "/sources/0/source")


def test_notes_keep_what_was_typed(ann):
    assert ann.put(HERE, claim(note="a\r\nb\rc")).json["note"] == "a\nb\nc"
    assert ann.put(HERE, claim(note="a\nb\nc")).status_code == 200
    assert ann.put(f"/articles/a1/annotations/{TWO}", claim(note="n" * 10_000)).status_code == 201


def test_it_is_the_same_on_both_databases(either_world):
    ann = either_world.as_("ann")
    assert ann.put(HERE, claim()).status_code == 201
    assert ann.put(HERE, claim()).status_code == 200
    assert ann.put(HERE, claim(note="x"), if_match=1).json["version"] == 2
    assert ann.put(HERE, claim(note="y"), if_match=1).status_code == 412
    assert ann.delete(HERE).headers["ETag"] == '"3"'
    assert ann.put(HERE, claim(), if_match=3).headers["Layer-Hash"] == layer_hash((ONE, 4))
