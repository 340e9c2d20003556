"""Nothing in these tests talks to another machine: whatever tries to is stopped, and the test fails."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator
from typing import Any

import pytest

ASKS = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
TRIED: list[str] = []
"""What tried to leave this machine in the test that runs."""
WATCHED = [False]


def watch(event: str, given: tuple[Any, ...]) -> None:
    """Stop what asks for another machine; the interpreter calls this before each such call."""
    if WATCHED[0] and event in ASKS:
        place = given[1] if event in {"socket.connect", "socket.sendto"} else given
        host = place[0] if isinstance(place, tuple) else "localhost"  # a path of a socket in a folder
        if not _is_here(host):
            TRIED.append(f"{event} {place}")
            raise OSError(f"{event} {place}: no test talks to another machine")


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name in {"localhost", "", "None"}


sys.addaudithook(watch)


@pytest.fixture(autouse=True)
def nobody_else() -> Iterator[list[str]]:
    """Fail the test that tried, unless it takes what it tried out of the list."""
    TRIED.clear()
    WATCHED[0] = True
    yield TRIED
    WATCHED[0] = False
    assert TRIED == []
