"""Formats that other libraries parse are read in a child process: little memory, little time, no files written."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import msgspec

from annotator import clock
from annotator.text.extracting import child
from annotator.text.sentences import sentences
from exports import reading
from exports.format import FormatInfo, get
from exports.mapping import Mapping
from exports.options import Reading
from exports.reading import Read
from exports.strict import StrictError

Json = dict[str, Any]
CPU_SECONDS = 60
MEMORY = 2**30
"""In bytes."""
COUNTED = ("unknown", "units")


def read(info: FormatInfo, source: Path | BinaryIO, how: Reading) -> Iterator[Read]:
    """Yield what the source holds, as `exports.reading.read` does, and tell `how` what the child has to tell.

    Raises NotInstalled, and StrictError: what reading raises, or `corpus_too_complex` for what needs too much.
    """
    info.require()
    path = str(source.absolute()) if isinstance(source, Path) else None
    asked = {"format": info.name, "path": path, "scheme": how.scheme, "offsets": how.offsets}
    mapping = asdict(how.mapping) | {"people": {**how.mapping.people, **how.people}}
    head = json.dumps({**asked, "mapping": mapping}).encode() + b"\n"  # the name of a file may be no text
    command = [sys.executable, "-m", "annotator.services.corpus.apart"]
    with subprocess.Popen(  # noqa: S603 - our own module, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child.surroundings(),
        cwd="/",
    ) as process:
        try:
            _send(cast(IO[bytes], process.stdin), head + (b"" if isinstance(source, Path) else source.read()))
            yield from _answers(cast(IO[bytes], process.stdout), how)
        finally:
            process.kill()


def _send(stream: IO[bytes], data: bytes) -> None:
    with suppress(BrokenPipeError):  # the child is gone; that it did not finish says so
        stream.write(data)
        stream.close()


def _answers(lines: IO[bytes], how: Reading) -> Iterator[Read]:
    for line in lines:
        answer: Json = msgspec.json.decode(line)
        if "how" in answer:
            _take(answer["how"], how)
            return
        if "refused" in answer:
            raise _error(answer["refused"])
        yield Read(
            answer["file"], answer["line"], _error(answer["error"]) if "error" in answer else answer["value"]
        )
    words = f"Reading this took more than {CPU_SECONDS} seconds or {MEMORY // 2**20} MB, so it was given up."
    raise StrictError("corpus_too_complex", f"{words} Nothing was stored. Divide it into several files.")


def _error(said: Json) -> StrictError:
    return StrictError(said["code"], said["detail"], **said["where"])


def _take(said: Json, how: Reading) -> None:
    for name in COUNTED:
        getattr(how, name).update(said[name])
    how.report.counts.update(said["counts"])
    how.people.update(said["people"])
    how.misfits += said["misfits"]


def serve() -> None:
    """Answer the one request on standard input, inside the limits, a line for each record."""
    child.limit(memory=MEMORY, seconds=CPU_SECONDS)
    asked: Json = json.loads(sys.stdin.buffer.readline())
    how = Reading(
        scheme=asked["scheme"],
        offsets=asked["offsets"],
        mapping=Mapping(**asked["mapping"]),
        pseudonym=clock.new_pseudonym,
        sentences=sentences,
    )
    source = Path(asked["path"]) if asked["path"] else io.BytesIO(sys.stdin.buffer.read())
    try:
        for one in reading.read(get(asked["format"]), source, how):
            _say({"file": one.file, "line": one.line, **_said(one.value)})
    except StrictError as error:
        _say({"refused": _record(error)})
        return
    counted = {name: dict(getattr(how, name)) for name in COUNTED}
    _say({"how": {**counted, "counts": dict(how.report.counts), "people": how.people, "misfits": how.misfits}})


def _said(value: Json | StrictError) -> Json:
    return {"error": _record(value)} if isinstance(value, StrictError) else {"value": value}


def _record(error: StrictError) -> Json:
    return {"code": error.code, "detail": error.detail, "where": error.where}


def _say(answer: Json) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")


if __name__ == "__main__":
    serve()
