"""Whatever call about a file fails behind an address or a worker: said as it is, nothing done, nothing left."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from annotator.edge import corpora
from annotator.jobs import intake
from annotator.jobs.queue import run_waiting
from tests.bodies import SOURCE
from tests.functional.faults.failing_files import FileFault, Point, failing_files
from tests.functional.faults.standing import differing, files_of, half_done, rows_of, wrong
from tests.functional.faults.test_imports import lines
from tests.released import ready
from tests.visitors import Visitor, hidden
from tests.world import World

NOTED = {"access_event", "access_head", "chain"}
"""Where an export is noted before it begins."""
SPOOLED = 60_000
"""Times that some words are said in what is longer than an upload that does not go to the disk."""
CAPTURE = f"/projects/news/sources/{SOURCE}/capture"
Send = Callable[[World, int], TestResponse]


@pytest.fixture
def served(world, tmp_path, monkeypatch):
    """A world that can be released, whose passing files lie beside it, and in which little is much."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr(intake, "BATCH", 2)
    monkeypatch.setattr(corpora, "IN_MEMORY", 10)
    return ready(world)


def capture(world: World, turn: int) -> TestResponse:
    return world.as_("man").call("PUT", CAPTURE, data=f"Seen {turn}.".encode(), content_type="text/plain")


def upload(world: World, turn: int) -> TestResponse:
    man, page = Visitor(world, "man"), f"/projects/news/sources/{SOURCE}"
    fields = {**hidden(man.get(page).text), "how": "upload", 'file"; filename="a.txt': f"Seen {turn}. " * SPOOLED}
    parts = (f'--x\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items())
    body = "".join((*parts, "--x--\r\n")).encode()  # by hand: the client would put it on the disk too
    return man.client.post(f"{page}/capture", data=body, content_type="multipart/form-data; boundary=x")


def taken_in(world: World, turn: int) -> TestResponse:
    given = {"data": lines(f"Turn {turn}"), "content_type": "application/x-ndjson"}
    return world.as_("man").call("POST", "/projects/news/articles", **given)


def release(world: World, turn: int) -> TestResponse:
    return world.as_("man").post("/projects/news/releases", {"version": f"1.0.{turn}"})


def export(world: World, turn: int) -> TestResponse:
    answer = world.as_("man").get("/projects/news/export?format=csv&layers=all")
    answer.get_data()
    return answer


@pytest.mark.slow
@pytest.mark.parametrize("send", [capture, upload, taken_in, release, export])
def test_each_call_about_a_file_may_fail(served, monkeypatch, tmp_path, send: Send):
    with failing_files(tmp_path, monkeypatch) as fault:
        assert send(served, 0).status_code < 400
        fault.plan()
        assert send(served, 1).status_code < 400
        for turn, point in enumerate(fault.points(brief=send is release), 2):
            tried(served, fault, send, turn, point)
        assert send(served, 99).status_code < 400
    assert wrong(served) == []


def tried(world: World, fault: FileFault, send: Send, turn: int, point: Point) -> None:
    rows, files = rows_of(world), files_of(world)
    fault.plan(*point)
    answer = send(world, turn)
    fault.plan()
    assert half_done(world, files) == [] or answer.status_code < 400, point
    if answer.status_code < 400:
        return
    full = point[2] == errno.ENOSPC
    assert answer.status_code == (507 if full else 503), (point, answer.status_code, answer.text[:2000])
    assert ("There is no space left" if full else "Nothing was saved") in answer.text, (point, answer.text)
    assert differing(rows, rows_of(world)) <= (NOTED if send is export else {"login"}), point


@pytest.mark.slow
def test_each_call_about_a_file_of_a_worker_may_fail(served, monkeypatch, tmp_path):
    with failing_files(tmp_path, monkeypatch) as fault:
        worked(served, fault, 0, ("", 0, 0))
        for turn, point in enumerate(fault.points(brief=True), 1):
            worked(served, fault, turn, point)
        assert worked(served, fault, 99, ("", 0, 0)) == "done"
    assert wrong(served) == []


def worked(world: World, fault: FileFault, turn: int, point: Point) -> str:
    """Let a worker make a release with that call failing; return the state of the job."""
    body, later = {"version": f"1.0.{turn}"}, {"Prefer": "respond-async"}
    job = world.as_("man").post("/projects/news/releases", body, headers=later).json["id"]
    rows, files = rows_of(world), files_of(world)
    fault.plan(*point)
    run_waiting(world.store, world.workspace)
    told = world.as_("man").get(f"/jobs/{job}").json
    if told["state"] == "failed":
        assert "no space" in told["error"] or "try again" in told["error"], (point, told)
        assert differing(rows, rows_of(world)) == {"job"} and half_done(world, files) == [], point
    return told["state"]
