"""Relations: the rules of annotations, and what happens to them when an end goes or changes."""

from __future__ import annotations

import pytest

from tests.bodies import claim, framing, omission, rebuttal, span, uid

CLAIM, REBUTTAL, FRAMING, LINK, OTHER = (uid(n) for n in range(1, 6))
HERE = f"/articles/a1/relations/{LINK}"
REBUTS = {"type": "rebuts", "from": REBUTTAL, "to": CLAIM}


@pytest.fixture
def ann(world):
    client = world.as_("ann")
    for uuid, body in ((CLAIM, claim()), (REBUTTAL, rebuttal()), (FRAMING, framing())):
        assert client.put(f"/articles/a1/annotations/{uuid}", body).status_code == 201
    return client


def live(client) -> dict[str, int]:
    return {link["id"]: link["version"] for link in client.get("/articles/a1/layers/mine").json["relations"]}


def code(response) -> tuple[int, str]:
    return response.status_code, response.json["code"]


def test_a_relation_is_stored_and_stored_again(ann):
    first = ann.put(HERE, REBUTS)
    assert (first.status_code, first.json) == (201, {"id": LINK, **REBUTS, "version": 1})
    again = ann.put(HERE, REBUTS, if_match=9)
    assert (again.status_code, again.json, again.headers["ETag"]) == (200, first.json, '"1"')


def test_a_change_follows_the_rules_of_versions(ann):
    ann.put(HERE, REBUTS)
    changed = REBUTS | {"to": FRAMING}
    assert code(ann.put(HERE, changed)) == (428, "version_required")
    stale = ann.put(HERE, changed, if_match=4)
    assert code(stale) == (412, "version_conflict")
    assert stale.json["current"] == {"id": LINK, **REBUTS, "version": 1}
    assert ann.put(HERE, changed, if_match=1).json["version"] == 2


def test_withdrawing_and_bringing_back(ann):
    ann.put(HERE, REBUTS)
    assert [ann.delete(HERE).headers["ETag"] for _ in range(2)] == ['"2"', '"2"']
    assert live(ann) == {}
    assert code(ann.put(HERE, REBUTS)) == (428, "version_required")
    back = ann.put(HERE, REBUTS, if_match=2)
    assert (back.status_code, live(ann)) == (200, {LINK: 3})


def test_withdrawing_what_never_was(ann):
    assert code(ann.delete(HERE)) == (404, "not_found")


@pytest.mark.parametrize("end", [CLAIM, REBUTTAL])
def test_a_relation_goes_with_its_end_and_comes_back_with_it(ann, end):
    ann.put(HERE, REBUTS)
    etag = ann.delete(f"/articles/a1/annotations/{end}").headers["ETag"]
    assert live(ann) == {}
    body = claim() if end == CLAIM else rebuttal()
    assert ann.put(f"/articles/a1/annotations/{end}", body, if_match=etag).status_code == 200
    assert live(ann) == {LINK: 3}


def test_a_relation_withdrawn_before_stays_withdrawn(ann):
    ann.put(HERE, REBUTS)
    ann.delete(HERE)
    etag = ann.delete(f"/articles/a1/annotations/{CLAIM}").headers["ETag"]
    ann.put(f"/articles/a1/annotations/{CLAIM}", claim(), if_match=etag)
    assert live(ann) == {}


@pytest.mark.parametrize("order", [(CLAIM, REBUTTAL), (REBUTTAL, CLAIM)], ids=["same", "other"])
def test_a_relation_comes_back_when_both_ends_are_back(ann, order):
    ann.put(HERE, REBUTS)
    ann.delete(f"/articles/a1/annotations/{CLAIM}")
    ann.delete(f"/articles/a1/annotations/{REBUTTAL}")
    bodies = {CLAIM: claim(), REBUTTAL: rebuttal()}
    for uuid in order:
        ann.put(f"/articles/a1/annotations/{uuid}", bodies[uuid], if_match=2)
    assert list(live(ann)) == [LINK]


def test_a_change_that_makes_a_relation_illegal_names_it(ann):
    ann.put(HERE, REBUTS)
    answer = ann.put(f"/articles/a1/annotations/{REBUTTAL}", claim("re-exports"), if_match=1)
    assert code(answer) == (422, "bad_relation")
    assert LINK in answer.json["detail"]
    assert ann.get("/articles/a1/layers/mine").json["annotations"][1]["tag"] == "rebuttal"


def test_bringing_an_end_back_as_something_else_names_the_relation(ann):
    ann.put(HERE, REBUTS)
    ann.delete(f"/articles/a1/annotations/{REBUTTAL}")
    answer = ann.put(f"/articles/a1/annotations/{REBUTTAL}", claim("re-exports"), if_match=2)
    assert code(answer) == (422, "bad_relation")
    assert LINK in answer.json["detail"]


ILLEGAL = {
    "of no such type": {"type": "proves", "from": REBUTTAL, "to": CLAIM},
    "from the wrong end": {"type": "rebuts", "from": CLAIM, "to": REBUTTAL},
    "to itself": {"type": "duplicates", "from": CLAIM, "to": CLAIM},
    "to nothing": {"type": "rebuts", "from": REBUTTAL, "to": uid(99)},
    "to a relation": {"type": "rebuts", "from": REBUTTAL, "to": LINK},
    "to what is no id": {"type": "rebuts", "from": REBUTTAL, "to": "the claim"},
    "twice": REBUTS,
}


@pytest.mark.parametrize("body", ILLEGAL.values(), ids=ILLEGAL)
def test_a_relation_that_may_not_be(ann, body):
    ann.put(HERE, REBUTS)
    answer = ann.put(f"/articles/a1/relations/{OTHER}", body)
    assert code(answer) == (422, "bad_relation")
    assert live(ann) == {LINK: 1}


def test_a_cycle_is_refused(ann):
    ann.put(f"/articles/a1/annotations/{OTHER}", claim("re-exports were counted twice"))
    ann.put(HERE, {"type": "part_of", "from": CLAIM, "to": OTHER})
    answer = ann.put(f"/articles/a1/relations/{uid(9)}", {"type": "part_of", "from": OTHER, "to": CLAIM})
    assert code(answer) == (422, "bad_relation")


def test_the_end_of_another_layer_is_out_of_reach(world, ann):
    world.as_("ben").put(f"/articles/a1/annotations/{OTHER}", claim())
    answer = ann.put(HERE, REBUTS | {"to": OTHER})
    assert code(answer) == (422, "bad_relation")
    missing = ann.put(HERE, REBUTS | {"to": uid(99)})
    assert answer.json["detail"].replace(OTHER, "") == missing.json["detail"].replace(uid(99), "")


def test_an_end_withdrawn_is_out_of_reach(ann):
    ann.delete(f"/articles/a1/annotations/{CLAIM}")
    assert code(ann.put(HERE, REBUTS)) == (422, "bad_relation")


def test_an_id_of_an_annotation_is_no_id_of_a_relation(ann):
    assert code(ann.put(f"/articles/a1/relations/{CLAIM}", REBUTS)) == (404, "not_found")


@pytest.mark.parametrize(
    "body, wanted",
    [
        (REBUTS | {"note": "x"}, (422, "unknown_field")),
        ({"type": "rebuts", "from": REBUTTAL}, (422, "missing_field")),
        (REBUTS | {"to": 5}, (422, "wrong_type")),
    ],
)
def test_a_body_of_another_shape(ann, body, wanted):
    assert code(ann.put(HERE, body)) == wanted


def test_an_omission_without_a_place_can_be_linked(ann):
    ann.put(f"/articles/a1/annotations/{OTHER}", omission())
    answer = ann.put(HERE, {"type": "omits_context_of", "from": OTHER, "to": CLAIM})
    assert answer.status_code == 201


def test_a_change_that_keeps_a_relation_legal_is_taken(ann):
    ann.put(HERE, REBUTS)
    moved = claim() | {"anchor": span("exports rose")}
    assert ann.put(f"/articles/a1/annotations/{CLAIM}", moved, if_match=1).status_code == 200
    assert live(ann) == {LINK: 1}


def test_what_comes_back_may_not_close_a_circle(ann):
    bodies = {uid(n): claim(words) for n, words in ((21, "exports rose"), (22, "by 12 percent"), (23, "in 2023"))}
    for uuid, body in bodies.items():
        ann.put(f"/articles/a1/annotations/{uuid}", body)
    part_of = {31: (21, 22), 32: (22, 23), 33: (23, 21)}
    link = {n: {"type": "part_of", "from": uid(a), "to": uid(b)} for n, (a, b) in part_of.items()}
    for number in (31, 32):
        ann.put(f"/articles/a1/relations/{uid(number)}", link[number])
    for number in (21, 22):
        ann.delete(f"/articles/a1/annotations/{uid(number)}")
    ann.put(f"/articles/a1/annotations/{uid(21)}", bodies[uid(21)], if_match=2)
    assert ann.put(f"/articles/a1/relations/{uid(33)}", link[33]).status_code == 201
    assert code(ann.put(f"/articles/a1/annotations/{uid(22)}", bodies[uid(22)], if_match=2))[1] == "bad_relation"


def test_a_link_of_gold_goes_with_the_gold_it_hangs_on(world, ann):
    """Ben agrees, so claim, rebuttal and link are gold; then both take the rebuttal back."""
    ben, base = world.as_("ben"), 100
    ann.delete(f"/articles/a1/annotations/{FRAMING}")
    for number, body in enumerate((claim(), rebuttal()), base):
        ben.put(f"/articles/a1/annotations/{uid(number)}", body)
    ann.put(HERE, REBUTS)
    ben.put(f"/articles/a1/relations/{uid(109)}", {"type": "rebuts", "from": uid(base + 1), "to": uid(base)})
    for client in (ann, ben):
        assert client.put("/articles/a1/submission").status_code == 200
    gold = "/articles/a1/layers/gold"
    assert len(world.as_("rev").get(gold).json["relations"]) == 1
    for client, uuid in ((ann, REBUTTAL), (ben, uid(base + 1))):
        client.delete("/articles/a1/submission")
        client.delete(f"/articles/a1/annotations/{uuid}")
        client.put("/articles/a1/submission")
    left = world.as_("rev").get(gold).json
    assert ([item["tag"] for item in left["annotations"]], left["relations"]) == (["claim"], [])
    assert world.as_("man").get("/projects/news/export").data.endswith(b"\n")
