"""An import of several batches, through each door, with calls that fail: all of it or nothing, also later on."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from annotator.cli import main
from annotator.jobs import intake
from annotator.models import Arrival, Article, Change
from tests.functional.api.failing import failing_writes
from tests.functional.faults.standing import files_of, wrong
from tests.functional.faults.sweeping import sampled
from tests.visitors import Visitor, hidden

MANY, BATCH = 5, 2
HERE = "/projects/news/import"


def lines(mark: str) -> bytes:
    return "".join(json.dumps({"text": f"{mark} {n}.", "title": mark}) + "\n" for n in range(MANY)).encode()


def by_api(world, man: Visitor, data: bytes) -> bool:
    answer = world.as_("man").call(
        "POST", "/projects/news/articles", data=data, content_type="application/x-ndjson"
    )
    assert answer.status_code in {200, 503}, answer.text
    assert answer.status_code == 200 or (answer.json["code"], answer.json["saved"]) == ("busy", False)
    return answer.status_code == 200


def by_page(world, man: Visitor, data: bytes) -> bool:
    fields = {**hidden(man.get(HERE).text), "format": "auto", "files": (BytesIO(data), "a.jsonl")}
    answer = man.client.post(HERE, data=fields)
    assert answer.status_code in {200, 503}, answer.text
    return answer.status_code == 200


def by_command(world, man: Visitor, data: bytes) -> bool:
    path = world.workspace.path.parent / "a.jsonl"
    path.write_bytes(data)
    done = CliRunner().invoke(main, ["import", "news", str(path)])
    assert done.exit_code in {0, 1} and "Traceback" not in done.output, done.output
    assert done.exit_code == 0 or ("try again" in done.stderr and done.stderr.count("\n") == 1), done.stderr
    return done.exit_code == 0


def held(world) -> tuple[int, ...]:
    """Return how many articles, arrivals and changes the tables hold, seen or not."""
    with world.reading() as session:
        return tuple(session.scalar(select(func.count()).select_from(t)) for t in (Article, Arrival, Change))


@pytest.fixture
def doors(at_command_line, monkeypatch):
    """Small batches, and the command line at the store of the world."""
    monkeypatch.setattr(intake, "BATCH", BATCH)
    return at_command_line.world


@pytest.mark.slow
@pytest.mark.parametrize("door", [by_api, by_page, by_command])
def test_each_call_of_an_import_may_fail(doors, monkeypatch, door):
    man = Visitor(doors, "man")
    with failing_writes(doors.store, monkeypatch) as fault:
        assert door(doors, man, lines("Whole"))
        fault.plan()
        assert door(doors, man, lines("Counted"))
        calls, commits = fault.calls, fault.commits
        for at in sampled(1, calls):
            fault.plan(at)
            tried(doors, man, fault, door, f"Call {at}")
        for number in range(1, commits + 1):
            for after in (False, True) if not doors.store.is_sqlite else (False,):
                fault.plan(commit=number, after=after)
                tried(doors, man, fault, door, f"Commit {number} {after}")
    assert wrong(doors) == []


def tried(world, man: Visitor, fault, door, mark: str) -> None:
    """Import with the fault as planned: none of it is there or all, and nothing once the next has begun."""
    before, files, data = held(world), files_of(world), lines(mark)
    acknowledged = door(world, man, data)
    fault.plan()
    intake.clear(world.store)
    articles, arrivals, changes = (now - then for now, then in zip(held(world), before, strict=True))
    assert (articles, arrivals, changes) in {(0, 0, 0), (MANY, 0, MANY)}, (mark, articles, arrivals, changes)
    assert articles == MANY or not acknowledged, mark
    assert files_of(world) - {"a.jsonl"} == files
    if articles == 0:
        assert door(world, man, data), f"{mark}: the same again was refused"
