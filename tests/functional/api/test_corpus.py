"""The corpus out and in again: valid lines, the same bytes, nothing lost."""

from __future__ import annotations

import hashlib
import io
import json
import time

import pytest

from exports import canonical, record, verify
from tests.bodies import ENTITY, SOURCE, claim, omission, rebuttal, uid
from tests.seed import seed_path

EXPORT = "/projects/news/export"
LOST = ("id", "project", "history")


@pytest.fixture
def worked(world):
    """The world after ann and ben have worked and handed in, and the reviewer has decided a case."""
    for name, first in (("ann", 10), ("ben", 20)):
        client = world.as_(name)
        bodies = [claim(), rebuttal(), omission()] if name == "ann" else [claim(voice="author_voice")]
        for number, body in enumerate(bodies, first):
            assert client.put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201
    link = {"type": "rebuts", "from": uid(11), "to": uid(10)}
    assert world.as_("ann").put(f"/articles/a1/relations/{uid(30)}", link).status_code == 201
    for name in ("ann", "ben"):
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
    rev = world.as_("rev")
    for case in rev.get("/projects/news/cases?state=open").json["items"]:
        ruling = {"case_version": case["case_version"], "outcome": "accept", "reason": "slip", "confidence": 2}
        ids = [member["annotation"] for member in case["members"] if member["annotation"]]
        assert rev.put(f"/cases/{case['id']}/decision", ruling | {"chosen": ids[0]}).status_code == 200
    return world


def export(world, name: str = "man", layers: str = "all", slug: str = "news") -> bytes:
    answer = world.as_(name).get(f"/projects/{slug}/export?layers={layers}")
    assert answer.status_code == 200, answer.json
    assert answer.mimetype == "application/x-ndjson"
    return answer.data


def lines(data: bytes) -> list[dict]:
    assert data.endswith(b"\n")
    return [json.loads(line) for line in data.splitlines()]


def bring_in(world, data: bytes, slug: str = "second") -> None:
    world.add_project(slug)
    world.add_person("man", "manager", slug=slug)
    client = world.as_("man")
    answer = client.call("POST", f"/projects/{slug}/articles", data=data, content_type="application/x-ndjson")
    assert answer.status_code == 200, answer.json


def without(line: dict, *names: str) -> bytes:
    return json.dumps({key: value for key, value in line.items() if key not in names}).encode()


@pytest.mark.parametrize("layers", ["all", "gold"])
def test_every_line_is_valid(worked, layers):
    data = export(worked, layers=layers)
    for line in lines(data):
        assert record.problems(line) == []
    report = verify.verify_stream(io.BytesIO(data))
    assert (report.ok, report.first_wrong, report.notes) == (True, None, [])


def test_the_same_state_is_the_same_bytes(worked):
    first = export(worked)
    time.sleep(0.01)
    worked.as_("rev").get("/articles/a1")
    assert export(worked) == first == export(worked, "res")


def test_keys_stand_in_the_order_of_the_schema(worked):
    line = lines(export(worked))[0]
    assert list(line)[:5] == ["schema", "id", "project", "title", "url"]
    assert list(line)[-5:] == ["entities", "sources", "fact_checks", "decisions", "history"]
    assert line == record.ordered(line)


def test_the_digest_is_that_of_the_line_without_history(worked):
    line = lines(export(worked))[0]
    bare = {key: value for key, value in line.items() if key != "history"}
    assert line["history"]["record_sha256"] == hashlib.sha256(canonical.dumps(bare)).hexdigest()
    assert len(line["history"]["head"]) == 64


def test_gold_stands_first_and_layers_bear_pseudonyms(worked):
    names = [layer["layer"] for layer in lines(export(worked))[0]["layers"]]
    assert names[0] == "gold"
    assert len(names) == 3
    assert names[1:] == sorted(names[1:])
    assert b'"ann"' not in export(worked)
    assert b'"ben"' not in export(worked)


def test_a_line_carries_what_its_layers_name_and_no_more(worked):
    worked.as_("man").put(f"/projects/news/entities/{uid(50)}", {"name": "Idle", "kind": "person"})
    line = lines(export(worked))[0]
    assert [item["id"] for item in line["entities"]] == [ENTITY]
    assert [item["id"] for item in line["sources"]] == [SOURCE]
    claims = [a["id"] for a in line["layers"][0]["annotations"] if a["tag"] == "claim"]
    assert sorted(m for check in line["fact_checks"] for m in check["mentions"]) == sorted(claims)


def test_what_is_withdrawn_does_not_leave(world):
    ann = world.as_("ann")
    ann.put(f"/articles/a1/annotations/{uid(1)}", claim())
    ann.delete(f"/articles/a1/annotations/{uid(1)}")
    ann.put("/articles/a1/submission")
    assert [layer["annotations"] for layer in lines(export(world))[0]["layers"]] == [[]]


def test_an_open_layer_leaves_for_nobody_at_this_door(world):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    assert lines(export(world))[0]["layers"] == []


def test_one_layer_can_be_asked_for_by_its_name(worked):
    name = worked.as_("ann").get("/articles/a1/layers/mine").json["layer"]
    assert [layer["layer"] for layer in lines(export(worked, layers=name))[0]["layers"]] == [name]


@pytest.mark.parametrize(
    "query, wanted", [("layers=nobody", (422, "unknown_value")), ("format=pdf", (400, "bad_parameter"))]
)
def test_what_cannot_be_exported(worked, query, wanted):
    answer = worked.as_("man").get(f"{EXPORT}?{query}")
    assert (answer.status_code, answer.json["code"]) == wanted


@pytest.mark.parametrize("name", ["ann", "rev"])
def test_who_may_not_export(worked, name):
    assert worked.as_(name).get(EXPORT).json["code"] == "forbidden"


def test_our_own_export_comes_back_whole(worked):
    data = export(worked)
    bring_in(worked, data)
    before, after = lines(data)[0], lines(export(worked, slug="second"))[0]
    assert after["project"] == "second"
    assert without(after, *LOST) == without(before, *LOST)


def test_and_the_second_time_byte_for_byte(worked):
    bring_in(worked, export(worked), "second")
    second = export(worked, slug="second")
    bring_in(worked, second, "third")
    third = export(worked, slug="third")
    assert [without(line, *LOST) for line in lines(third)] == [without(line, *LOST) for line in lines(second)]


def test_no_cases_are_made_of_imported_gold(worked):
    bring_in(worked, export(worked))
    assert worked.as_("man").get("/projects/second/cases").json["items"] == []


def test_the_seed_comes_back_whole(world):
    gold = json.loads(seed_path("seed/gold.json").read_text(encoding="utf-8"))
    bring_in(world, json.dumps(gold).encode(), "seed")
    line = lines(export(world, slug="seed"))[0]
    assert record.problems(line) == []
    assert line["id"] == gold["id"]
    for name in ("text", "title", "url", "regions", "meta"):
        assert line[name] == gold[name], name
    sent, back = (
        {
            (a["tag"], json.dumps(a["anchor"], sort_keys=True))
            for layer in r["layers"]
            for a in layer["annotations"]
        }
        for r in (gold, line)
    )
    assert back == sent


def test_a_line_that_was_tampered_with_is_refused(worked):
    line = lines(export(worked))[0]
    line["layers"][0]["annotations"][0]["attributes"]["normalized"] = "Something else."
    worked.add_project("second")
    worked.add_person("man", "manager", slug="second")
    answer = worked.as_("man").call(
        "POST", "/projects/second/articles", data=json.dumps(line).encode(), content_type="application/x-ndjson"
    )
    assert (answer.status_code, answer.json["code"]) == (422, "import_refused")


def test_it_is_the_same_on_both_databases(either_world):
    ann = either_world.as_("ann")
    ann.put(f"/articles/a1/annotations/{uid(1)}", claim())
    for name in ("ann", "ben"):
        either_world.as_(name).put("/articles/a1/submission")
    data = export(either_world)
    bring_in(either_world, data)
    assert without(lines(export(either_world, slug="second"))[0], *LOST) == without(lines(data)[0], *LOST)
