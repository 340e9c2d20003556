"""A client that is waited for as long as it takes its answer piece by piece, however slowly, and no longer."""

from __future__ import annotations

import socket
from typing import Any

PIECE = 1 << 16


class Patient:
    """The socket of a client who may take so many seconds for each piece of an answer.

    A time limit of the socket alone would be one for the whole of it, and cut slow networks off.
    """

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self._sock = sock
        sock.settimeout(seconds)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def sendall(self, data: bytes) -> None:
        """Send all of it; raises TimeoutError when the client does not read."""
        left = memoryview(data)
        while left:
            self._sock.sendall(left[:PIECE])
            left = left[PIECE:]
