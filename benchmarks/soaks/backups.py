"""Backups of a server at work: each is restored and checked, and holds all that was acknowledged before it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from annotator.models import Event
from benchmarks.figures import Figure
from benchmarks.soaks import Outcome, counted
from benchmarks.soaks.room import Room, acknowledged, leave, working
from tests.browser.server import Workspace

GATE = "backups while 16 annotators work, each restored and checked"
SIZE = 50
ANNOTATORS = 16
PAUSE = 1
"""Seconds after each act: without a rest the database grows faster than its copies can be read through."""
WRITES = select(func.count()).where(Event.action.in_(["annotation:put", "annotation:withdraw"]))


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Take so many backups while all work, and restore each."""
    room = Room(folder, ANNOTATORS)
    faults: list[str] = []
    with room.open():
        people = room.people(start, pause=PAUSE)
        with working(people):
            for number in counted(size):
                before = acknowledged(people)
                faults += _kept(room.workspace, folder / str(number), before)
        leave(people)
    faults += room.wrong(people)
    figures = [
        Figure("backups under load, restored and checked", size, "backups"),
        Figure("writes acknowledged while they were taken", acknowledged(people), "writes"),
        Figure("backups with anything wrong", len(faults), "backups", 0),
    ]
    return Outcome(figures, faults)


def _kept(workspace: Workspace, place: Path, before: int) -> list[str]:
    """Take a backup, restore it elsewhere, and return what is wrong with it."""
    copy = Workspace(place.with_suffix(".restored"))
    try:
        workspace.run("backup", str(place.with_suffix(".backup")))
        copy.run("restore", str(place.with_suffix(".backup")))
        copy.run("check")
        copy.run("verify")
        with copy.writing() as session:
            writes = session.scalar(WRITES)
        assert writes >= before, f"{place.name}: {writes} writes of {before} acknowledged before"
    except AssertionError as fault:
        return [str(fault)]
    return []
