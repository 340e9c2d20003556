"""Whatever call about a file fails in what command ever: refused in a sentence with nothing left, or done."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator import keyring
from annotator.cli import main
from annotator.config import make_workspace
from annotator.services.proof import backing_up
from tests.functional.faults.failing_files import CLEARING, FileFault, Point, failing_files
from tests.functional.faults.standing import LOCKS, differing, rows_of, wrong
from tests.released import ready
from tests.world import World

BESIDE = (*LOCKS, ".next")


class Room:
    """A folder with a workspace and its database, and what commands write beside; they run in this process."""

    def __init__(self, world: World, folder: Path, tables: Path, setenv: Callable[[str, str], None]) -> None:
        self.world, self.folder, self.tables, self.setenv, self.turn = world, folder, tables, setenv, 0

    def run(self, *words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    def done(self, *words: object) -> Result:
        """Run what must go well."""
        result = self.run(*words)
        assert result.exit_code == 0, (words, result.output)
        return result

    def files(self) -> dict[str, str]:
        """Return the files, each with a hash of its bytes; of hidden folders, their names."""
        found = (path for path in self.folder.rglob("*") if not path.name.endswith(BESIDE))
        return {
            path.relative_to(self.folder).as_posix(): "" if path.is_dir() else _hash(path)
            for path in found
            if path.is_file() or path.name[0] == "."
        }

    def state(self) -> tuple[dict[str, str], dict[str, list[str]]]:
        return self.files(), rows_of(self.world)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Deed:
    """One command that writes files under `made`, which is removed to undo it; `good` tells that it is done."""

    words: Callable[[Room], tuple[object, ...]]
    good: Callable[[Room], object]
    made: tuple[str, ...] = ()
    before: Callable[[Room], object] = lambda room: None
    begins: tuple[str, ...] = ("never",)
    """Where a refused one may leave whole files, with which the next goes on."""
    noted: frozenset[str] = frozenset()
    """Tables of the access chain, where what is tried is noted before it is done."""
    codes: frozenset[int] = frozenset({1})

    def undo(self, room: Room) -> None:
        remove(room, set(self.made))
        self.before(room)


@pytest.fixture
def room(world_template, sqlite_template, tmp_path, monkeypatch):
    """A room in which a release could be made, and a backup lies."""
    folder = make_workspace(tmp_path / "workspace").path
    shutil.copyfile(world_template.url.removeprefix("sqlite:///"), folder / "annotator.db")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv("ANNOTATOR_WORKSPACE", str(folder))
    world = World(f"sqlite:///{folder / 'annotator.db'}", folder, world_template.tokens)
    room = Room(ready(world), tmp_path, sqlite_template, monkeypatch.setenv)
    room.done("checkpoint")
    room.done("backup", tmp_path / "earlier.tgz")
    yield room
    world.close()


def next_version(room: Room) -> tuple[object, ...]:
    room.turn += 1
    return "release", "news", f"1.0.{room.turn}", "-o", room.folder / "out"


def mixed(room: Room) -> tuple[object, ...]:
    """Return an import of one good line and one bad one."""
    room.turn += 1
    (room.folder / "in.jsonl").write_text(json.dumps({"text": f"Text {room.turn}."}) + '\n{"text": 5}\n')
    return "import", "news", room.folder / "in.jsonl", "--skip-bad"


def with_tables(room: Room) -> None:
    """Let there be tables for a fresh workspace: how they are made is not what may fail here."""
    room.setenv("ANNOTATOR_DATABASE_URL", f"sqlite:///{room.folder / 'fresh.db'}")
    shutil.copyfile(room.tables, room.folder / "fresh.db")


def without_keys(room: Room) -> None:
    shutil.rmtree(room.world.workspace.path / "keys", ignore_errors=True)


def same_lines(room: Room) -> bool:
    exported = room.done("export", "news", "--layers", "all").stdout
    return (room.folder / "out.jsonl").read_text(encoding="utf-8") == exported


def keys_fit(room: Room) -> bool:
    folder = room.world.workspace.path
    return keyring.signer(folder).key == keyring.keys(folder)[-1]


NOTED = frozenset({"access_event", "access_head", "chain"})
DEEDS = {
    "backup": Deed(
        lambda room: ("backup", room.folder / "out.tgz"),
        lambda room: backing_up.verify(room.folder / "out.tgz"),
        ("out.tgz",),
    ),
    "restore": Deed(
        lambda room: ("--workspace", room.folder / "other", "restore", room.folder / "earlier.tgz"),
        lambda room: room.done("--workspace", room.folder / "other", "check"),
        ("other",),
    ),
    "release": Deed(next_version, lambda room: room.done("verify", room.folder / "out"), ("out",)),
    "release again": Deed(
        lambda room: ("release", "news", "1.0.0", "-o", room.folder / "out"),
        lambda room: room.done("verify", room.folder / "out"),
        ("out",),
    ),
    "export": Deed(
        lambda room: ("export", "news", "--layers", "all", "--force", "-o", room.folder / "out.jsonl"),
        same_lines,
        noted=NOTED,
    ),
    "export into a folder": Deed(
        lambda room: (
            "export",
            "news",
            "--layers",
            "all",
            "--format",
            "brat",
            "--force",
            "-o",
            room.folder / "out",
        ),
        lambda room: any((room.folder / "out").iterdir()),
        noted=NOTED,
    ),
    "checkpoint": Deed(lambda room: ("checkpoint",), keys_fit, before=without_keys, begins=("workspace/keys/",)),
    "renew-key": Deed(lambda room: ("checkpoint", "renew-key"), keys_fit),
    "init": Deed(
        lambda room: ("--workspace", room.folder / "fresh", "init"),
        lambda room: room.done("--workspace", room.folder / "fresh", "check"),
        ("fresh",),
        before=with_tables,
        begins=("fresh/",),
        codes=frozenset({1, 2}),
    ),
    "import": Deed(mixed, lambda room: list(room.folder.glob("*.rejects*")), ("in.rejects.jsonl",)),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DEEDS)
def test_each_call_about_a_file_may_fail(room, monkeypatch, name):
    deed = DEEDS[name]
    deed.before(room)
    room.done(*deed.words(room))
    with failing_files(room.folder, monkeypatch) as fault:
        deed.undo(room)
        fault.plan()
        room.done(*deed.words(room))
        for point in fault.points():
            deed.undo(room)
            tried(room, fault, deed, point)
        deed.undo(room)
        fault.plan()
        room.done(*deed.words(room))
    assert deed.good(room)
    assert wrong(room.world) == []


def tried(room: Room, fault: FileFault, deed: Deed, point: Point) -> None:
    """Run the command with that call failing: done and acknowledged, or refused, and all is as it was."""
    words = deed.words(room)
    files, rows = room.state()
    fault.plan(*point)
    result = room.run(*words)
    fault.plan()
    now, found = room.state()
    changed = {name for name in {*files, *now} if files.get(name) != now.get(name)}
    if result.exit_code == 0:
        assert deed.good(room), point
        assert point[0] in CLEARING or not half(changed), (point, half(changed))
        remove(room, half(changed))
        return
    told = (point, result.exit_code, result.output)
    assert result.exit_code in deed.codes and result.stderr.count("\n") == 1, told
    if "It is frozen" in result.stderr:
        room.done(*words)
        assert deed.good(room), told
        return
    assert "Traceback" not in result.output and "Something went wrong inside" not in result.stderr, told
    assert differing(rows, found) <= deed.noted, (told, differing(rows, found))
    assert {name for name in changed if not name.startswith(deed.begins)} | half(changed) == set(), told
    if changed:
        room.done(*words)
        assert deed.good(room), told


def half(names: set[str]) -> set[str]:
    """Return those of hidden files, and of parts."""
    return {name for name in names if "/." in f"/{name}" or name.endswith(".part")}


def remove(room: Room, names: set[str]) -> None:
    for name in names:
        path = room.folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
