"""A server that answers as a test says, and a network in which it counts as public."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from annotator.services.evidence.fetching.fetch import Net

Server = Callable[..., Net]


class Upstream:
    """Listens on loopback and sends each connection the next of the answers; counts connections and requests."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.answers: list[bytes | Callable[[socket.socket], None]] = []
        self.requests: list[bytes] = []
        self.connects = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connects += 1
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            self.requests.append(connection.recv(65536))
            answer = self.answers.pop(0) if self.answers else b""
            if callable(answer):
                answer(connection)
            else:
                connection.sendall(answer)

    def net(self, **more: object) -> Net:
        """Return a network in which every host is this server, and public."""
        known: dict[str, object] = {
            "look_up": lambda host, port: ["127.0.0.1"], "is_public": lambda address: True,
            "ports": {self.port, 80, 443}, "seconds": 3.0,
        }  # fmt: skip
        return Net(**(known | more))  # type: ignore[arg-type]

    def url(self, path: str = "/", host: str = "news.example") -> str:
        """Return an address at this server."""
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    """A server of another house."""
    made = Upstream()
    yield made
    made.listener.close()


def page(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> bytes:
    """Return a whole answer."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body
