"""Blind: all that B is told is the same, byte for byte, whether A has worked or not.

The same workspace is copied; in one copy A annotates, names entities and sources, says something, hands in,
reopens and hands in again. Then B sends the same traffic to both. What is new in every answer is left out: the
date, the request id, the value of a cookie, and in pages the secrets of the forms and when and where B logged in.
"""

from __future__ import annotations

import re

import pytest

from tests.bodies import ENTITY, claim, entity, framing, omission, rebuttal, uid
from tests.functional.authorisation.setting import ENTITY_OF_ANN, SOURCE_OF_ANN
from tests.visitors import Visitor
from tests.world import copy_world

NEW_EACH_TIME = {"Date", "X-Request-Id"}
COOKIE = re.compile(r"=[^;]*", re.ASCII)
SECRETS = re.compile(
    rb'(csrf-token" content|csrf_token" value|once" value|name="id" value|"request_id":\s*)=?"[^"]*"'
    rb"|since \d+ \w+ \d+, \d\d:\d\d UTC|/account/logins/[0-9a-f-]+/end"
)
A_HAS = {"entity": ENTITY_OF_ANN, "source": SOURCE_OF_ANN, "claim": uid(1), "link": uid(9)}
SOURCE = {"title": "A paper", "publisher": "x", "tier": "primary", "genre": "document"}

READS = [
    "/projects", "/projects/news", "/projects/news/articles", "/projects/news/articles?limit=1",
    "/projects/news/assignments", "/projects/news/assignments?limit=1", "/projects/news/cases",
    "/projects/news/entities", "/projects/news/entities?q=paper", "/projects/news/entities?limit=1",
    "/projects/news/entities?limit=2",
    "/projects/news/sources", "/projects/news/sources?q=paper", "/projects/news/sources?limit=1",
    "/projects/news/sources?limit=2",
    "/projects/news/sources?url=https://secret.example/", "/projects/news/fact-checks",
    "/projects/news/export", "/projects/news/export?layers=all", "/projects/news/agreement",
    "/articles/a1", "/articles/a1/layers", "/articles/a1/layers/mine", "/articles/a1/layers/mine?withdrawn=true",
    "/articles/a1/layers/gold", "/articles/a1/layers/LAYER", "/articles/a1/history",
    f"/projects/news/entities/{ENTITY_OF_ANN}", f"/projects/news/sources/{SOURCE_OF_ANN}",
    "/projects/news/export?layers=LAYER", "/projects/news/scheme", "/projects/news/guidelines",
]  # fmt: skip
WRITES = [
    ("PUT", f"/articles/a1/annotations/{uid(101)}", claim(), None),
    ("PUT", f"/articles/a1/annotations/{uid(102)}", rebuttal(), None),
    ("PUT", f"/articles/a1/annotations/{uid(101)}", claim(note="x"), None),
    ("PUT", f"/articles/a1/annotations/{uid(101)}", claim(note="x"), 1),
    ("PUT", f"/articles/a1/relations/{uid(109)}", {"type": "rebuts", "from": uid(102), "to": uid(101)}, None),
    ("PUT", f"/articles/a1/relations/{uid(110)}", {"type": "rebuts", "from": uid(102), "to": uid(1)}, None),
    ("PUT", f"/articles/a1/annotations/{uid(103)}", claim(speaker=ENTITY_OF_ANN), None),
    ("PUT", f"/projects/news/entities/{uid(120)}", entity("My paper"), None),
    ("PUT", f"/projects/news/sources/{uid(121)}", SOURCE, None),
    ("PUT", f"/projects/news/entities/{uid(122)}", entity("My other paper"), None),
    ("PUT", f"/projects/news/sources/{uid(123)}", SOURCE, None),
    ("DELETE", f"/articles/a1/annotations/{uid(102)}", None, None),
    ("PUT", "/articles/a1/regions", {"regions": []}, None),
    ("PUT", "/articles/a1/submission", None, None),
    ("DELETE", "/articles/a1/submission", None, None),
]
PAGES = [
    "/", "/projects/news", "/articles/a1", "/articles/a1/review", "/projects/news/sources",
    "/projects/news/people", "/projects/news/fact-checks", "/projects/news/export", "/projects/news/agreement",
    "/projects/news/guidelines",
    "/projects/news/settings", "/articles/a1/regions", "/stories/news:s",
]  # fmt: skip
ROLES = {
    "an annotator": [],
    "a reviewer too": ["reviewer"],
    "everything too": ["reviewer", "researcher", "manager"],
}


def work_of_a(world) -> None:
    """Everything that an annotator can do, twice handed in."""
    ann = world.as_("ann")
    url = {"url": "https://secret.example/", "accessed": "2023-01-01"}
    assert ann.put(f"/projects/news/entities/{A_HAS['entity']}", entity("Paper of ann")).status_code == 201
    assert ann.put(f"/projects/news/sources/{A_HAS['source']}", SOURCE | url).status_code == 201
    bodies = [claim(speaker=A_HAS["entity"]), rebuttal(), framing(), omission()]
    for number, body in enumerate(bodies, 1):
        assert ann.put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201
    link = {"type": "rebuts", "from": uid(2), "to": uid(1)}
    assert ann.put(f"/articles/a1/relations/{A_HAS['link']}", link).status_code == 201
    assert ann.put(f"/articles/a1/comments/{uid(10)}", {"text": "Is this one?"}).status_code == 201
    seen = {"data": b"<p>What was seen.</p>", "content_type": "text/html"}
    assert ann.call("PUT", f"/projects/news/sources/{A_HAS['source']}/capture", **seen).status_code == 201
    assert ann.put("/articles/a1/submission").status_code == 200
    assert ann.delete("/articles/a1/submission").status_code == 204
    assert ann.delete(f"/articles/a1/annotations/{uid(3)}").status_code == 204
    assert ann.put("/articles/a1/submission").status_code == 200


def told(response) -> tuple[int, dict[str, str], bytes]:
    """Return an answer without what is new in each."""
    headers = {name: value for name, value in response.headers if name not in NEW_EACH_TIME}
    if "Set-Cookie" in headers:
        headers["Set-Cookie"] = COOKIE.sub("=", headers["Set-Cookie"], count=1)
    return response.status_code, headers, SECRETS.sub(b"", response.data)


def traffic(world, layer: str) -> dict[str, object]:
    """Send all of B's requests and return every answer."""
    ben, heard = world.as_("ben"), {}
    for round_ in ("before", "after"):
        for path in READS:
            heard[f"{round_} {path}"] = told(ben.get(path.replace("LAYER", layer)))
        visitor = Visitor(world, "ben")
        heard |= {f"{round_} page {path}": told(visitor.get(path)) for path in PAGES}
        if round_ == "before":
            for number, (method, path, body, version) in enumerate(WRITES):
                heard[f"{number} {method} {path}"] = told(ben.call(method, path, body, if_match=version))
    return heard


@pytest.fixture(params=ROLES.values(), ids=ROLES)
def twins(request, world_template, tmp_path):
    """Two copies of a workspace in which ben has the roles; A has worked in the second."""
    first = copy_world(world_template, folder(tmp_path, "first"))
    first.add_person("ben", *request.param)
    first.close()
    still, busy = (copy_world(first, folder(tmp_path, name)) for name in ("still", "busy"))
    work_of_a(busy)
    yield still, busy
    still.close()
    busy.close()


def folder(parent, name):
    (parent / name).mkdir()
    return parent / name


def test_b_is_told_the_same_whether_a_has_worked_or_not(twins):
    still, busy = twins
    layer = busy.as_("ann").get("/articles/a1/layers/mine").json["layer"]
    silent, loud = traffic(still, layer), traffic(busy, layer)
    different = {key: (silent[key], loud[key]) for key in silent if silent[key] != loud[key]}
    assert different == {}


def test_the_traffic_is_worth_comparing(twins):
    """B's requests are answered, and A's work is there for those who may see it."""
    still, busy = twins
    heard = traffic(busy, "x")
    assert sum(status in range(200, 300) for status, _, _ in heard.values()) > 30
    assert busy.as_("rev").get(f"/projects/news/entities/{ENTITY_OF_ANN}").status_code == 200
    assert len(busy.as_("rev").get("/articles/a1/layers").json["items"]) > len(
        still.as_("rev").get("/articles/a1/layers").json["items"]
    )


def test_once_the_gold_is_open_b_sees_it(twins):
    _, busy = twins
    ben = busy.as_("ben")
    ben.put(f"/articles/a1/annotations/{uid(101)}", claim(speaker=ENTITY))
    ben.put("/articles/a1/submission")
    assert ben.get("/articles/a1/layers/gold").status_code == 404
    assert busy.as_("man").put("/articles/a1/opening").status_code == 204
    rev = busy.as_("rev")
    case = rev.get("/projects/news/cases").json["items"][0]
    ruling = {"case_version": 1, "outcome": "accept", "reason": "slip", "rationale": "x", "confidence": 1}
    chosen = case["members"][0]["annotation"]
    assert rev.put(f"/cases/{case['id']}/decision", ruling | {"chosen": chosen}).status_code == 200
    gold = ben.get("/articles/a1/layers/gold")
    assert (gold.status_code, len(gold.json["annotations"])) == (200, 1)
