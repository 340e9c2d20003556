"""A disk that is full where files are written: said as such by the API and by workers, and nothing stays."""

from __future__ import annotations

import errno

import pytest

from annotator.jobs.queue import run_waiting
from annotator.services.evidence.vault import Vault
from annotator.services.release.releasing import ReleaseStore
from tests.bodies import SOURCE
from tests.functional.faults.standing import files_of, rows_of
from tests.released import ready
from tests.visitors import Visitor, words

RELEASES = "/projects/news/releases"
VERSION = {"version": "1.0.0"}


@pytest.fixture
def full(world, monkeypatch):
    """A world whose project is ready for a release, without space for what is written beside the database."""
    ready(world)

    def write(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ReleaseStore, "keep", write)
    monkeypatch.setattr(Vault, "put", write)
    return world


def test_the_api_says_so_reads_go_on_and_nothing_stays(full):
    man, page = full.as_("man"), Visitor(full, "man")
    before, files = rows_of(full), files_of(full)
    capture = f"/projects/news/sources/{SOURCE}/capture"
    answers = [
        man.post(RELEASES, VERSION),
        man.call("PUT", capture, data=b"<p>A page.</p>", content_type="text/html"),
    ]
    for answer in answers:
        assert (answer.status_code, answer.json["code"], answer.json["saved"]) == (507, "storage_full", False)
    assert rows_of(full) == before
    assert {name for name in files_of(full) - files if not name.startswith("keys/")} == set()
    assert page.get("/projects/news").status_code == 200


def test_a_worker_says_so_to_whoever_asked(full):
    man = full.as_("man")
    asked = man.post(RELEASES, VERSION, headers={"Prefer": "respond-async"})
    assert run_waiting(full.store, full.workspace) == 1
    job = man.get(f"/jobs/{asked.json['id']}").json
    assert job["state"] == "failed" and job["error"].startswith("There is no space left.")
    assert "There is no space left" in words(Visitor(full, "man").get(RELEASES))
