"""When it is too much: rates, a busy store, a full disk, and a page of another site."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from annotator import clock
from annotator.db import lock as locking
from annotator.db import sqlite
from annotator.db.lock import WriterLock
from annotator.errors import StorageFull, TooMany
from annotator.services.people import accounts, rates
from tests.bodies import claim, uid
from tests.visitors import Visitor

HERE = f"/articles/a1/annotations/{uid(1)}"


def test_35_saves_over_the_rate_wait(world):
    settings = replace(world.workspace.settings, save_rate=1, save_burst=3)
    world.workspace = replace(world.workspace, settings=settings)
    ann = world.as_("ann")
    answers = [ann.put(HERE, claim()) for _ in range(8)]
    assert [answer.status_code for answer in answers[:3]] == [201, 200, 200]
    late = answers[-1]
    assert (late.status_code, late.json["code"]) == (429, "rate_limited")
    assert int(late.headers["Retry-After"]) >= 1
    assert world.as_("ben").put(f"/articles/a1/annotations/{uid(2)}", claim()).status_code == 201


def hasty(world, **rates):
    """Let people do few things in an hour, and return the manager."""
    world.workspace = replace(world.workspace, settings=replace(world.workspace.settings, **rates))
    return world.as_("man")


def test_35_imports_over_the_rate_wait_and_come_again_later(world, monkeypatch):
    man, lines = hasty(world, import_rate=1), [b'{"text": "A text %d."}' % number for number in range(12)]
    path, kind = "/projects/news/articles", {"content_type": "application/x-ndjson"}
    answers = [man.call("POST", path, data=line, **kind) for line in lines]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2
    assert answers[-1].json["code"] == "rate_limited" and 0 < int(answers[-1].headers["Retry-After"]) <= 36_000
    assert Visitor(world, "man").send(path[:-8] + "import", text="x", format="auto").status_code in {422, 429}
    later = clock.now() + timedelta(hours=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert man.call("POST", path, data=lines[10], **kind).status_code == 200


def test_35_exports_over_the_rate_wait_through_both_doors(world):
    man, res = hasty(world, export_rate=1), Visitor(world, "man")
    page = "/projects/news/export/file?format=jsonl&layers=gold"
    answers = [man.get("/projects/news/export") if number % 2 else res.get(page) for number in range(12)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2


def test_35_a_failed_log_in_forgets_no_import(world):
    man = hasty(world, import_rate=1)
    with world.writing() as session:
        for _ in range(10):
            rates.spend_hourly(session, world.actor(session, "man"), "import", 1)
        accounts.note_failure(session, "ann", "203.0.113.9")
        with pytest.raises(TooMany):
            rates.spend_hourly(session, world.actor(session, "man"), "import", 1)
    assert man.get("/projects").status_code == 200


@pytest.mark.sqlite
def test_36_a_busy_store_says_come_again(world, monkeypatch):
    monkeypatch.setattr(locking, "WAIT_SECONDS", 0.05)
    answers = []

    def late() -> None:
        answers.append(world.as_("ann").put(HERE, claim()))

    with world.writing():
        thread = threading.Thread(target=late)
        thread.start()
        thread.join()
    (answer,) = answers
    assert (answer.status_code, answer.json["code"]) == (503, "busy")
    assert answer.headers["Retry-After"] == "1"
    assert world.as_("ann").put(HERE, claim()).status_code == 201


def test_36_a_full_disk_says_that_nothing_was_saved(world, monkeypatch):
    @contextmanager
    def full(self, wait=None):
        raise StorageFull("storage_full", "There is no space left. Your work was not saved on the server.")
        yield

    monkeypatch.setattr(type(world.store), "writing", full)
    answer = world.as_("ann").put(HERE, claim())
    assert (answer.status_code, answer.json["code"], answer.json["saved"]) == (507, "storage_full", False)
    assert world.as_("ann").get("/articles/a1/layers/mine").status_code == 200


@pytest.mark.parametrize("code", [13, 13 | 1 << 8])
def test_a_full_disk_is_known_by_its_code(code):
    error = Exception()
    error.sqlite_errorcode = code
    assert isinstance(sqlite.translate(error), StorageFull)


@pytest.fixture
def page(world):
    """A browser in which ann is logged in."""
    client = world.app.test_client()
    with world.writing() as session:
        secret = accounts.start_login(session, accounts.find(session, "ann"))
    with client.session_transaction() as cookie:
        cookie["login"] = secret
    return client


def test_a_page_may_read_with_its_session(page):
    assert page.get("/api/v1/articles/a1").status_code == 200


FORGED = {
    "no token": {},
    "a wrong token": {"X-CSRFToken": "x"},
    "from another site": {"Sec-Fetch-Site": "cross-site"},
    "from another host": {"Origin": "https://evil.example"},
    "from nowhere": {"Origin": "null"},
    "by reference": {"Referer": "https://evil.example/page"},
}


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED)
def test_34_writes_with_a_session_need_the_token_of_the_page(world, page, headers):
    answer = page.put(f"/api/v1{HERE}", json=claim(), headers=headers)
    assert (answer.status_code, answer.json["code"]) == (403, "csrf")
    assert world.as_("ann").get("/articles/a1/layers/mine").json["annotations"] == []


def test_34_a_token_of_the_page_is_good(page):
    shown = page.get("/articles/a1").text
    token = shown.split('name="csrf-token" content="', 1)[1].split('"', 1)[0]
    headers = {"X-CSRFToken": token, "Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    assert page.put(f"/api/v1{HERE}", json=claim(), headers=headers).status_code == 201
    evil = headers | {"Sec-Fetch-Site": "cross-site"}
    assert page.put(f"/api/v1{HERE}", json=claim(), headers=evil).json["code"] == "csrf"
    for origin in (
        "https://localhost",
        "http://localhost.evil.example",
        "http://localhost:81",
        "http://[",
        "null",
    ):
        elsewhere = {"X-CSRFToken": token, "Origin": origin}
        assert page.put(f"/api/v1{HERE}", json=claim(), headers=elsewhere).status_code == 403, origin


def test_33_a_session_that_ended_is_told_in_json(world, page):
    with world.writing() as session:
        accounts.end_all(session, accounts.find(session, "ann"))
    answer = page.get("/api/v1/articles/a1", headers={"Sec-Fetch-Mode": "cors"})
    assert (answer.status_code, answer.json["code"]) == (401, "login_needed")
    assert "Location" not in answer.headers


def test_a_page_is_read_while_nobody_can_note_that_it_was(world, monkeypatch):
    reader, later = Visitor(world, "ann"), clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: later)

    def full(wait=None):
        raise StorageFull("storage_full", "There is no space left.")

    monkeypatch.setattr(world.store, "writing", full)
    assert reader.get("/articles/a1").status_code == 200


def test_a_page_does_not_wait_to_note_that_it_was_read(world, monkeypatch):
    reader, later = Visitor(world, "ann"), clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    with WriterLock(world.workspace.lock_path).held():
        began = time.monotonic()
        assert reader.get("/articles/a1").status_code == 200
    assert time.monotonic() - began < 3
