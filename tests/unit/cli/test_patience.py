"""Slow clients are waited for, deaf ones are not."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from annotator.cli.patience import PIECE, Patient

DATA = b"0123456789" * PIECE


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    here.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    with here, there:
        yield here, there


def test_who_reads_slowly_gets_all_of_it_however_long_it_takes(pair: tuple[socket.socket, socket.socket]) -> None:
    here, there = pair
    got = bytearray()

    def read() -> None:
        while piece := there.recv(PIECE):
            got.extend(piece)
            time.sleep(0.02)

    reader = threading.Thread(target=read)
    reader.start()
    began = time.monotonic()
    Patient(here, 1).sendall(DATA)
    assert time.monotonic() - began > 1
    here.shutdown(socket.SHUT_WR)
    reader.join()
    assert bytes(got) == DATA


def test_who_does_not_read_is_not_waited_for(pair: tuple[socket.socket, socket.socket]) -> None:
    with pytest.raises(TimeoutError):
        Patient(pair[0], 0.1).sendall(DATA)


def test_all_else_is_the_socket_itself(pair: tuple[socket.socket, socket.socket]) -> None:
    patient = Patient(pair[0], 5)
    assert (patient.fileno(), patient.gettimeout()) == (pair[0].fileno(), 5)
