"""Connections spread over the workers, and wait for none that does not take them."""

import http.client
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.functional.cli.processes import served

pytestmark = pytest.mark.slow
ESTABLISHED = "01"


@pytest.fixture
def serving(workspace):
    """A server of two workers, both of which take connections: its process, and where it is."""
    process, address = served(workspace, "--workers", "2")
    place = address.removeprefix("http://")
    kept, end = connected(place, 1), time.monotonic() + 60
    while not all(shares := held(process.pid, place).values()) or len(shares) != 2:
        assert time.monotonic() < end
        kept += connected(place, 1)
    yield process.pid, place
    process.terminate()
    process.communicate(timeout=30)


def held(server: int, place: str) -> dict[int, int]:
    """Return how many connections each worker of the server holds."""
    port = f":{int(place.rpartition(':')[2]):04X}"
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    open_now = {f"socket:[{p[9]}]" for p in lines if p[1].endswith(port) and p[3] == ESTABLISHED}
    return {worker: len(open_now & files(worker)) for worker in workers(server)}


def workers(server: int) -> list[int]:
    """Return the workers of a server; what else it began runs another program."""
    children = [int(number) for number in Path(f"/proc/{server}/task/{server}/children").read_text().split()]
    mine = Path(f"/proc/{server}/cmdline").read_bytes()
    return [child for child in children if Path(f"/proc/{child}/cmdline").read_bytes() == mine]


def files(process: int) -> set[str]:
    """Return what a process has open."""
    found = set()
    for entry in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):
            found.add(str(entry.readlink()))
    return found


def connected(place: str, count: int) -> list[http.client.HTTPConnection]:
    """Return connections that have each been answered once, and stay open."""
    made = [http.client.HTTPConnection(place, timeout=30) for _ in range(count)]
    for connection in made:
        connection.request("GET", "/healthz")
        assert connection.getresponse().read()
    return made


def test_a_worker_that_holds_few_takes_what_comes_but_is_not_waited_for(serving):
    server, place = serving
    few, many = held(server, place)
    os.kill(few, signal.SIGSTOP)
    began = time.monotonic()
    kept = connected(place, 16)
    assert time.monotonic() - began < 10
    before = held(server, place)
    assert before[many] >= 16
    os.kill(few, signal.SIGCONT)
    kept += connected(place, 16)
    assert held(server, place)[few] - before[few] >= 12
