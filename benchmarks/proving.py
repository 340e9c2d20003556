"""Checking a release of a million events by the standard library alone: seconds and megabytes."""

from __future__ import annotations

import base64
import hashlib
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from annotator.domain.history.signing import Signer
from benchmarks.figures import Figure
from exports.canonical import dumps
from exports.proof.chain import payload_of
from exports.proof.notes import Checkpoint
from exports.proof.package import ACCESS, EVENTS, KEYS, NOTES, SIGNATURE, SUMS, VERIFIER, sums_text
from exports.proof.source import verifier_source
from exports.proof.tree import EMPTY, Tree
from exports.release.seal import digests

MANY = 1_000_000
SEGMENT = {"start": 10, "end": 30, "exact": "x" * 20}
ANCHOR = {"kind": "span", "prefix": "before it ", "segments": [SEGMENT], "suffix": " after"}
STATE = {
    "anchor": ANCHOR, "attributes": {"voice": "author_voice", "claim_type": ["numerical"], "speaker": "0" * 36},
    "confidence": 2, "derived_from": [], "note": None, "origin": "human", "sources": [], "tag": "claim",
    "version": 1, "withdrawn": False,
}  # fmt: skip
PEAK = """
import runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    print([line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")][0])
"""


def measure(folder: Path) -> list[Figure]:
    """Check a release of a million saves, in a process of its own."""
    make(folder, MANY)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [sys.executable, "-I", "-c", PEAK, str(folder / VERIFIER), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return [
        Figure("a million events verified", seconds, "s of CPU", 60),
        Figure("memory for that", int(done.stdout.split()[-1]) / 1024, "MB", 500),
    ]


def make(folder: Path, count: int) -> None:
    """Write what proves something, and nothing else."""
    signer, tree = Signer("annotator-bench", bytes(32)), Tree()
    (folder / "history").mkdir()
    with (folder / EVENTS).open("wb") as file:
        for line in lines(count, tree):
            file.write(line)
    root = tree.root()
    notes = [Checkpoint("annotator-bench/x", count, root), Checkpoint("annotator-bench/x/access", 0, EMPTY)]
    (folder / NOTES).write_text("\n".join(signer.note(str(note)) for note in notes))
    (folder / KEYS).write_text(f"{signer.key}\n")
    (folder / ACCESS).write_bytes(b"")
    (folder / VERIFIER).write_bytes(verifier_source())
    names = (ACCESS, NOTES, EVENTS, KEYS, VERIFIER)
    sums = "".join(f"{digests(folder)[name]}  {name}\n" for name in names)
    (folder / SUMS).write_text(sums)
    (folder / SIGNATURE).write_text(signer.note(sums_text("annotator-bench/x", sums.encode())))


def lines(count: int, tree: Tree) -> Iterator[bytes]:
    """Yield a save after the other, each of an annotation of its own."""
    before = "0" * 64
    for seq in range(1, count + 1):
        uuid = f"00000000-0000-4000-8000-{seq:012d}"
        body = dumps({**STATE, "id": uuid, "position": seq}).decode()
        salt = base64.b16encode(seq.to_bytes(16)).decode()
        changes = [{"object": f"annotation/a-7k2m9qxw4c/{uuid}", "article": "a1", "salt": salt, "body": body}]
        event = {
            "schema": "annotator/event/1", "seq": seq, "ts": "2026-01-01T00:00:00.000000Z",
            "actor": "a-7k2m9qxw4c", "action": "annotation:put", "payload_commitment": payload_of(changes),
            "prev_hash": before,
        }  # fmt: skip
        leaf = hashlib.sha256(b"\x00" + dumps(event)).digest()
        before = leaf.hex()
        tree.add(leaf)
        yield json.dumps({**event, "hash": before, "changes": changes}, separators=(",", ":")).encode() + b"\n"
