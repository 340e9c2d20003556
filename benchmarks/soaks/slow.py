"""Clients that are slow, silent, rude or too quick beside annotators who save at their beat."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from benchmarks.soaks.pace import paced, percentiles
from benchmarks.soaks.room import Room

GATE = "seconds of 16 annotators who save once a second, quiet and beside bad clients"
SIZE = 60
ANNOTATORS = 16
IDLE, SLOW, RUDE = 100, 20, 4
HEAD = b"PUT /api/v1/articles/x/annotations/y HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n"
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
ABORT = struct.pack("ii", 1, 0)
"""Linger for no time: closing sends a reset."""


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Measure the same room with and without them."""
    room = Room(folder, ANNOTATORS, settings="")
    with room.open() as address:
        quiet = paced(room, address, size, start)
        with bad_clients(room.port):
            beside = paced(room, address, size, start + ANNOTATORS)
    refused = [words for person in [*quiet, *beside] for words in person.refused]
    figures = [
        Figure("99 of 100 saves beside idle, slow and rude clients", percentiles(beside)[98], "ms"),
        Figure("and without them", percentiles(quiet)[98], "ms"),
        Figure("the first in the second", percentiles(beside)[98] / percentiles(quiet)[98], "times", 2),
        Figure("saves refused or failed beside bad clients", len(refused), "saves", 0),
    ]
    return Outcome(figures, refused)


@contextmanager
def bad_clients(port: int) -> Iterator[None]:
    """Keep them at it for the block."""
    over = threading.Event()
    ways: list[Callable[[int, threading.Event], None]] = (
        [_send_slowly] * SLOW + [_reset] * RUDE + [_pipeline] * RUDE
    )
    threads = [threading.Thread(target=_again, args=(way, port, over)) for way in ways]
    with ExitStack() as stack:
        for _ in range(IDLE):
            stack.enter_context(socket.create_connection(("127.0.0.1", port)))
        for thread in threads:
            thread.start()
        yield
        over.set()
        for thread in threads:
            thread.join()


def _again(way: Callable[[int, threading.Event], None], port: int, over: threading.Event) -> None:
    while not over.wait(0.05):
        with suppress(OSError):
            way(port, over)


def _send_slowly(port: int, over: threading.Event) -> None:
    """Announce a body and send a byte of it each second."""
    with socket.create_connection(("127.0.0.1", port)) as sent:
        sent.sendall(HEAD)
        while not over.wait(1):
            sent.sendall(b" ")


def _reset(port: int, over: threading.Event) -> None:
    """Ask, and cut the line before the answer."""
    with socket.create_connection(("127.0.0.1", port)) as sent:
        sent.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
        sent.sendall(GET)


def _pipeline(port: int, over: threading.Event) -> None:
    """Send twenty requests at once, and read what comes for a second."""
    with socket.create_connection(("127.0.0.1", port)) as sent:
        sent.settimeout(1)
        sent.sendall(GET * 20)
        end = time.monotonic() + 1
        while time.monotonic() < end and sent.recv(65536):
            pass
