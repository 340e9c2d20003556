"""gunicorn's threads, which get a request only when all of it has come: who sends slowly holds none of them."""

from __future__ import annotations

import errno
import selectors
import socket
import time
from collections import deque
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn import util  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from annotator.cli.framing import MOST, PIECE, Arrival, asks_to_go_on, come
from annotator.cli.patience import Patient
from annotator.cli.sharing import Shares
from annotator.cli.unread import Unread
from annotator.edge.arriving import LARGEST

ARRIVAL_SECONDS = 60
"""How long a request may be on its way."""
LINGER_SECONDS = 2
"""How long it may be once the server ends, and how long a client may take to close after the last answer."""
UPLOAD_SECONDS = 120
"""How long a thread waits for the rest of a request that is not kept here to its end."""
SEND_SECONDS = 30
"""How long a client may take for a piece of an answer, or be silent within a body that a thread reads."""
YIELD_SECONDS = 0.001
"""How long a worker leaves a new connection to one that holds fewer."""
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Receiver(ThreadWorker):  # type: ignore[misc]
    """A worker whose main loop gathers what arrives on all connections, and hands on whole requests."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._leaving: deque[Any] = deque()
        self._uploads: dict[Any, float] = {}
        self._queued: deque[Any] = deque()
        self._shares: Shares = self.app.shares
        self._shares.put(self.age, 0)

    def accept(self, listener: Any) -> None:
        """Take a new connection, unless a worker that holds fewer does so in time."""
        if self.nr_conns > self._shares.fewest():
            time.sleep(YIELD_SECONDS)
        super().accept(listener)
        self._shares.put(self.age, self.nr_conns)

    def enqueue_req(self, conn: Any) -> None:
        """Take what has come, and give it to a thread if that is a request, or wait for more beside the others."""
        now = time.monotonic()
        if not hasattr(conn, "came"):
            conn.came, conn.until, conn.asked = bytearray(), now + ARRIVAL_SECONDS, False
            conn.close = partial(self._close, conn)
            if conn.parser is not None:
                conn.came += conn.parser.unreader.take_buffered()
        arrived = Arrival.WHOLE if _receive(conn) else come(conn.came)
        if arrived is Arrival.WHOLE:
            self._hand_on(conn)
        elif arrived is Arrival.ENOUGH:
            self._upload(conn)
        elif now > conn.until:
            self._give_up(conn)
        else:
            _encourage(conn)
            self._wait(conn)

    def murder_pending(self) -> None:
        """Close what took too long; at the end of the server soon."""
        if not self.alive:
            for conn in self.pending_conns:
                conn.timeout = min(conn.timeout, time.monotonic() + LINGER_SECONDS)
        super().murder_pending()
        self._end_uploads(time.monotonic())
        while self._leaving and self._leaving[0].timeout < time.monotonic():
            self._left(self._leaving[0])
        self._shares.put(self.age, self.nr_conns)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request; what is too long to be taken is not read, so that nothing more can come behind it."""
        if any(name == "CONTENT-LENGTH" and int(value) > LARGEST for name, value in req.headers):
            req.force_close()
        sock = conn.sock
        conn.sock = Patient(sock, SEND_SECONDS)
        try:
            return super().handle_request(req, conn)
        except TimeoutError as error:  # who does not read is as one who has gone
            raise BrokenPipeError(errno.EPIPE, "The client does not read its answer.") from error
        finally:
            conn.sock = sock

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what cannot be read as a request in the words, and with the headers, of all other answers."""
        super().handle_error(req, Unread(client), addr, exc)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Let a connection go or wait, and the next upload have the thread of one that ended."""
        was_upload = self._uploads.pop(conn, None) is not None
        super().finish_request(conn, fs)
        if was_upload and self._queued:
            self._upload(self._queued.popleft())

    def _upload(self, conn: Any) -> None:
        """Give a request that may not be there to its end to a thread; half of the threads never wait so."""
        if len(self._uploads) < max(1, self.cfg.threads // 2):
            self._uploads[conn] = time.monotonic() + UPLOAD_SECONDS
            self._hand_on(conn)
        else:
            self._queued.append(conn)

    def _end_uploads(self, now: float) -> None:
        for conn, until in self._uploads.items():
            if until < now:  # for the thread that reads it, the client has closed
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)
        while self._queued and (self._queued[0].until < now or not self.alive):
            self._give_up(self._queued.popleft())

    def _hand_on(self, conn: Any) -> None:
        conn.init()
        conn.parser.unreader.unread(bytes(conn.came))
        del conn.came
        super().enqueue_req(conn)

    def _wait(self, conn: Any) -> None:
        conn.timeout = conn.until
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _give_up(self, conn: Any) -> None:
        self.nr_conns -= 1
        conn.close()

    def _close(self, conn: Any, graceful: bool = False) -> None:
        """Close a connection; after an answer once its client closed: gunicorn would hold up this loop."""
        if not graceful:
            util.close(conn.sock)
            return
        conn.sock.setblocking(False)
        with suppress(OSError):
            conn.sock.shutdown(socket.SHUT_WR)
        conn.timeout = time.monotonic() + LINGER_SECONDS
        self.nr_conns += 1
        self._leaving.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._drain, conn))

    def _drain(self, conn: Any, sock: socket.socket) -> None:
        with suppress(OSError):
            if sock.recv(PIECE):
                return
        self._left(conn)

    def _left(self, conn: Any) -> None:
        self._leaving.remove(conn)
        self.poller.unregister(conn.sock)
        self._give_up(conn)


def _receive(conn: Any) -> bool:
    """Take what is there without waiting; return whether nothing more can come."""
    conn.sock.setblocking(False)
    with suppress(BlockingIOError):
        while len(conn.came) < MOST:
            try:
                piece = conn.sock.recv(PIECE)
            except ConnectionError:
                return True
            if not piece:
                return True
            conn.came += piece
            if len(piece) < PIECE:  # that was all; if not, the poller says so
                break
    return False


def _encourage(conn: Any) -> None:
    """Tell a client that asked for it to send the body."""
    if not conn.asked and asks_to_go_on(conn.came):
        conn.asked = True
        with suppress(OSError):
            conn.sock.send(CONTINUE)
