"""Strangers learn nothing, not even which paths exist; what is hidden looks like what is not there."""

from __future__ import annotations

import pytest

from annotator import clock
from annotator.models import Token
from annotator.services.people import accounts
from tests.bodies import claim, uid
from tests.world import Client, copy_world

PATHS = [
    "/projects", "/projects/news", "/projects/none", "/articles/a1", "/articles/none", "/nothing", "/", "",
    "/articles/a1/layers/gold", "/projects/news/export", "/cases/1", "/articles/../../etc", "/articles/%00",
]  # fmt: skip
TOKENS = {
    "none": {},
    "empty": {"Authorization": "Bearer "},
    "wrong": {"Authorization": "Bearer nobody-has-this"},
    "basic": {"Authorization": "Basic YW5uOmFubg=="},
    "odd": {"Authorization": "Bearer \u00e4\u00f6\u00fc"},
    "word": {"Authorization": "Bearer"},
}


def bare(response) -> dict[str, object]:
    """Return status, body and headers of an answer without what is new in each."""
    body = {key: value for key, value in response.json.items() if key != "request_id"}
    headers = {key: value for key, value in response.headers if key not in {"X-Request-Id", "Date"}}
    return {"status": response.status_code, "body": body, "headers": headers}


@pytest.fixture(scope="module")
def still(world_template, tmp_path_factory):
    """A world for looking only."""
    world = copy_world(world_template, tmp_path_factory.mktemp("still"))
    world.add_project("secret")
    world.add_article("s1", "A text of a project one may not see.", slug="secret")
    yield world
    world.close()


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("headers", TOKENS.values(), ids=TOKENS)
def test_without_a_good_token_every_path_says_the_same(still, headers, method):
    client = Client(still, None)
    answers = [bare(client.call(method, path or "/", headers=headers)) for path in PATHS]
    assert answers[0]["status"] == 401
    assert answers[0]["body"]["code"] == "login_needed"
    assert all(answer == answers[0] for answer in answers)


def test_the_description_and_health_are_public(still):
    client = still.as_(None)
    assert client.get("/openapi.json").json["openapi"].startswith("3.1")
    assert client.get("healthz").json == client.get("readyz").json == {"status": "ok"}


def test_metrics_are_for_the_machine_and_for_admins(still):
    away = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.9"}}
    assert b"annotator_rows" in still.as_(None).get("metrics").data
    assert still.as_(None).get("metrics", **away).status_code == 404
    assert still.as_("man").get("metrics", **away).status_code == 404
    assert still.as_("adm").get("metrics", **away).status_code == 200


def test_a_token_ends(world):
    ann = world.as_("ann")
    assert ann.get("/projects").status_code == 200
    with world.writing() as session:
        for token in session.query(Token).where(Token.token_hash == accounts.secret_hash(world.tokens["ann"])):
            token.expires = clock.now()
    assert ann.get("/projects").status_code == 401


def test_the_token_of_a_disabled_account_is_no_good(world):
    from annotator.permissions import OPERATOR

    with world.writing() as session:
        accounts.set_disabled(session, OPERATOR, accounts.find(session, "ann"))
    assert world.as_("ann").get("/projects").status_code == 401


@pytest.mark.parametrize("scope, wanted", [("read", 403), ("annotate", 201), ("manage", 201)])
def test_a_token_does_what_its_scope_says(world, scope, wanted):
    world.add_person("ann", scope=scope)
    ann = world.as_("ann")
    assert ann.get("/articles/a1").status_code == 200
    answer = ann.put(f"/articles/a1/annotations/{uid(1)}", claim())
    assert answer.status_code == wanted
    assert wanted == 201 or answer.json["code"] == "scope"


@pytest.mark.parametrize("scope, wanted", [("read", 403), ("annotate", 403), ("manage", 201)])
def test_managing_needs_the_scope_for_it(world, scope, wanted):
    world.add_person("man", scope=scope)
    answer = world.as_("man").post("/projects/news/articles", {"text": "A new text."})
    assert answer.status_code == wanted
    assert wanted == 201 or answer.json["code"] == "scope"


HIDDEN = [
    ("/projects/secret", "/projects/nothing"),
    ("/projects/secret/articles", "/projects/nothing/articles"),
    ("/projects/secret/export", "/projects/nothing/export"),
    ("/projects/secret/cases", "/projects/nothing/cases"),
    ("/projects/secret/entities", "/projects/nothing/entities"),
    ("/projects/secret/scheme", "/projects/nothing/scheme"),
    ("/articles/s1", "/articles/none"),
    ("/articles/s1/layers", "/articles/none/layers"),
    ("/articles/s1/layers/gold", "/articles/none/layers/gold"),
    ("/articles/s1/layers/mine", "/articles/none/layers/mine"),
    ("/articles/s1/history", "/articles/none/history"),
]


@pytest.mark.parametrize("name", ["ann", "rev", "res", "man", "out", "adm"])
@pytest.mark.parametrize("hidden, nothing", HIDDEN)
def test_what_is_hidden_looks_like_what_is_not_there(still, name, hidden, nothing):
    there, nowhere = (bare(still.as_(name).get(path)) for path in (hidden, nothing))
    assert there["status"] == 404
    assert there == nowhere


WRITES = [
    ("PUT", "/articles/{}/annotations/" + uid(1), claim(), "s1", "none"),
    ("DELETE", "/articles/{}/annotations/" + uid(1), None, "s1", "none"),
    ("PUT", "/articles/{}/relations/" + uid(1), {"type": "rebuts", "from": uid(2), "to": uid(3)}, "s1", "none"),
    ("PUT", "/articles/{}/submission", None, "s1", "none"),
    ("DELETE", "/articles/{}/submission", None, "s1", "none"),
    ("PUT", "/articles/{}/regions", {"regions": []}, "s1", "none"),
    ("POST", "/projects/{}/articles", {"text": "x"}, "secret", "nothing"),
    ("POST", "/projects/{}/assignments", {"article": "s1", "annotator": "ann"}, "secret", "nothing"),
    ("PUT", "/projects/{}/entities/" + uid(1), {"name": "x", "kind": "person"}, "secret", "nothing"),
    ("PUT", "/projects/{}/fact-checks/" + uid(1), {"claim": "x"}, "secret", "nothing"),
]


@pytest.mark.parametrize("name", ["ann", "man", "out", "adm"])
@pytest.mark.parametrize("method, path, body, hidden, nothing", WRITES)
def test_nor_do_writes_tell(still, name, method, path, body, hidden, nothing):
    client = still.as_(name)
    there, nowhere = (bare(client.call(method, path.format(what), body)) for what in (hidden, nothing))
    assert there["status"] == 404
    assert there == nowhere


ODD = ["a" * 300, "30" * 15, "..%2f..%2fetc", "%00", "٣", "a b", "'; DROP TABLE article; --", "{}", "%ff", "a1%20"]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("path", ["/articles/{}", "/projects/{}", "/articles/a1/layers/{}", "/cases/{}"])
def test_odd_ids_are_not_there(still, path, odd):
    answer = still.as_("man").get(path.format(odd))
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


@pytest.mark.parametrize("odd", [*ODD, "1", "urn:uuid:" + uid(1), uid(1) + "0", uid(1).replace("-", "")])
def test_what_is_no_uuid_is_not_there(still, odd):
    answer = still.as_("ann").put(f"/articles/a1/annotations/{odd}", claim())
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/articles/%00", "/projects/a%00b", "/articles/a1/layers/%00", "/cases/%00"])
def test_a_nul_is_nowhere_on_either_database(either_world, path):
    """PostgreSQL takes no such text and SQLite does: neither is asked."""
    answer = either_world.as_("man").get(path)
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")
    answer = either_world.as_("man").get("/projects/news/entities?q=a%00")
    assert (answer.status_code, answer.json["code"]) == (400, "bad_parameter")
