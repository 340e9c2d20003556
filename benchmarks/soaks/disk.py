"""A disk that is full, in earnest: a small file system that runs over under saves, imports, exports and backups.

Mounts a file system in memory, for which it must be root.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import material
from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from benchmarks.soaks.room import SLUG, Room
from tests.browser.server import Client, Workspace

GATE = "times that the disk runs over"
SIZE = 10
MEGABYTES = 48
STEP = 1 << 20


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Let the disk run over so often, in every way, and make room again."""
    place = folder / "disk"
    place.mkdir()
    faults: list[str] = []
    with mounted(place):
        room = Room(place, 1)
        with room.open() as address:
            for number in range(size):
                faults += _wrong(room, address, place / "ballast", start + number)
        faults += _broken(room.workspace)
    figures = [
        Figure("times that a real disk ran over", size, "times"),
        Figure("saves not refused by 507, reads refused, leftovers, damage", len(faults), "faults", 0),
    ]
    return Outcome(figures, faults)


@contextmanager
def mounted(place: Path) -> Iterator[None]:
    """Mount a small file system for the block."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def _wrong(room: Room, address: str, ballast: Path, seed: int) -> Iterator[str]:
    """Fill the disk, try everything, make room again; yield what did not go as it must."""
    client = Client(address, room.tokens[0])
    article, text = next(iter(room.texts(0).items()))
    saves = [
        (f"/api/v1/articles/{article}/annotations/{key}", json.dumps(draft).encode())
        for key, draft in material.drafts(text, 200, seed=seed)
    ]
    fill(ballast)
    told = {client.call("PUT", path, data, Content_Type="application/json").status for path, data in saves}
    if not told <= {201, 507} or 507 not in told:
        yield f"saves on a full disk were answered by {sorted(told)}"
    if client.call("GET", f"/api/v1/articles/{article}/layers/mine").status != 200:
        yield "a layer could not be read while the disk was full"
    yield from _commands(room.workspace, ballast.parent)
    ballast.unlink()
    told = {client.call("PUT", path, data, Content_Type="application/json").status for path, data in saves}
    if not told <= {200, 201}:
        yield f"saves after there was room again were answered by {sorted(told)}"


def _commands(workspace: Workspace, place: Path) -> Iterator[str]:
    """Try to import, export and back up onto the full disk; yield what was not refused as full, or stayed."""
    lines = place.parent / "lines.jsonl"
    lines.write_text("".join(json.dumps(material.article(n)) + "\n" for n in range(500, 900)), encoding="utf-8")
    before = sorted(path.name for path in place.iterdir())
    for words in (
        ("import", SLUG, str(lines)),
        ("export", SLUG, "--layers", "all", "-o", str(place / "out.jsonl")),
        ("backup", str(place / "out.backup")),
    ):
        said = workspace.run(*words, code=1)
        if not any(words in said for words in ("No space left", "disk is full", "are free")):
            yield said
    if (left := sorted(path.name for path in place.iterdir())) != before:
        yield f"left behind: {sorted(set(left) - set(before))}"


def _broken(workspace: Workspace) -> Iterator[str]:
    try:
        workspace.run("check")
        workspace.run("verify")
    except AssertionError as wrong:
        yield str(wrong)


def fill(ballast: Path) -> None:
    """Write until nothing more goes onto the disk."""
    with ballast.open("wb", buffering=0) as file:
        for step in (STEP, 4096, 1):
            try:
                while file.write(bytes(step)) == step:
                    pass
            except OSError:
                continue
