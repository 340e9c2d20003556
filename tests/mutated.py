"""Example files of every format, damaged by chance, read by the importer: refused or taken, never a crash."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import schemas
from annotator.domain.schemes import Scheme
from annotator.errors import AnnotatorError
from annotator.services.corpus import foreign
from exports import reading
from exports.canonical import dumps
from exports.format import EXAMPLES, NotInstalled, get
from exports.strict import StrictError

WORDS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"}", b"[", b'"', b"\\u0000", b"\\ud800", b"1e999", b"-1",
    b"99999999999999999999", b"null", b"NaN", b'<!DOCTYPE x [<!ENTITY a "b">]>', b"&a;", b"<![CDATA[", b"\r",
    b"\n\n", b"PK\x03\x04", b"id",
    b"\t", b",", b";", b"=1+1", b"../", b"\xf0\x9f\x92\xa9", b"\xe2\x80\xae", b"T1\tclaim 0 99",
)  # fmt: skip


def originals() -> dict[str, list[bytes]]:
    """Return by format the bytes of its example, and of all of its valid records."""
    records = [schemas.examples("valid")[name] for name in schemas.examples("valid") if name.startswith("article")]
    lines = b"".join(bytes(dumps(one)) + b"\n" for one in records)
    found = {name: [lines] if name == "jsonl" else [] for name in foreign.readers()}
    for name, kept in found.items():
        for path in sorted(EXAMPLES.iterdir()):
            if path.name.split(".")[0] == name:
                kept.append(packed(path) if path.is_dir() else path.read_bytes())
    return found


def packed(folder: Path) -> bytes:
    """Return the folder as a zip, not compressed, so that damage reaches what is in it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
    return data.getvalue()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one to four faults."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        FAULTS[chance.randrange(len(FAULTS))](made, chance)
    return bytes(made)


def _flip(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random) -> None:
    start, end = _stretch(data, chance)
    del data[start:end]


def _double(data: bytearray, chance: random.Random) -> None:
    start, end = _stretch(data, chance)
    data[end:end] = bytes(data[start:end]) * chance.choice((1, 2, 50))


def _insert(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    data[at:at] = chance.choice(WORDS) * chance.choice((1, 1, 1, 2000))


def _truncate(data: bytearray, chance: random.Random) -> None:
    del data[chance.randint(0, len(data)) :]


def _swap(data: bytearray, chance: random.Random) -> None:
    start, end = _stretch(data, chance)
    piece = bytes(data[start:end])
    del data[start:end]
    at = chance.randint(0, len(data))
    data[at:at] = piece


def _stretch(data: bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((1, 3, 20, 200)))


FAULTS: tuple[Callable[[bytearray, random.Random], None], ...] = (_flip, _cut, _double, _insert, _truncate, _swap)


def read(name: str, data: bytes, scheme: Scheme) -> tuple[bool, float]:
    """Read the bytes as the importer does; return whether they were refused, and the seconds of work it took.

    Whatever else than a refusal is raised is a fault of the importer. What it leaves to a child process is read
    in this one: there a fault would pass for a corpus too complex, and the child's work would not be counted.
    """
    began = time.process_time()
    try:
        found = reading.read(get(name), io.BytesIO(data), foreign.prepare(scheme))
        given = [foreign.checked(one.line, name, one.value, scheme, own=name == "jsonl") for one in found]
        refused = any(one.error is not None for one in given)
    except (AnnotatorError, StrictError):
        refused = True
    return refused, time.process_time() - began


def readable() -> dict[str, list[bytes]]:
    """Return the originals of the formats whose libraries are installed."""
    return {name: kept for name, kept in originals().items() if kept and _installed(name)}


def _installed(name: str) -> bool:
    try:
        get(name).require()
    except NotInstalled:
        return False
    return True
