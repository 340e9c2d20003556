"""A child process that reads what strangers wrote: little memory, little time, no files, an empty environment."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import msgspec

from annotator.errors import Invalid

WALL_SECONDS = 10
CPU_SECONDS = 5
MEMORY = 512 * 2**20
"""In bytes."""


def run(task: str, data: bytes, **options: Any) -> dict[str, Any]:
    """Return what the child makes of the bytes; raises Invalid, `page_too_complex` when it needs too much."""
    head = msgspec.json.encode({"task": task, **options})
    command = [sys.executable, "-m", "annotator.text.extracting"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command,
            input=head + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings(),
            cwd="/",
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_complex() from None
    if done.returncode:
        raise _too_complex()
    answer: dict[str, Any] = msgspec.json.decode(done.stdout)
    if "code" in answer:
        raise Invalid(answer["code"], answer["detail"])
    return answer


def surroundings() -> dict[str, str]:
    """Return the environment of a child: where our modules are, and no word of the parent's."""
    paths = os.pathsep.join(path for path in sys.path if path)
    return {"PYTHONPATH": paths, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


def limit(*, memory: int = MEMORY, seconds: int = CPU_SECONDS) -> None:
    """Put the limits on this process; the child does so before it reads anything."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve() -> None:
    """Answer the one request on standard input, inside the limits; a refusal is an answer too."""
    limit()
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    options: dict[str, Any] = msgspec.json.decode(head)
    if options.pop("task") == "html":
        from annotator.text.extracting.reading import read as read_html

        answer = read_html(data.decode(), **options)
    else:
        from annotator.text.extracting.pdf import read as read_pdf

        answer = read_pdf(data)
    sys.stdout.buffer.write(msgspec.json.encode(answer))


def _too_complex() -> Invalid:
    words = "Reading this took more than 5 seconds or 512 MB, so it was given up and nothing was stored."
    return Invalid("page_too_complex", f"{words} Save the article alone, or paste its text.")
