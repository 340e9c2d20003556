"""Slow, silent and hasty clients beside one that asks as usual."""

import http.client
import signal
import socket
import time
import urllib.request
from contextlib import ExitStack, suppress

import pytest

from annotator.cli.receiving import LINGER_SECONDS
from annotator.cli.server import THREADS
from annotator.edge.arriving import LARGEST
from tests.functional.cli.processes import served

pytestmark = pytest.mark.slow
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
PUT = b"PUT /api/v1/articles/x/annotations/y HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\n"
FORM = b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
PAGES = FORM.replace(b"/login", b"/projects/x/import/pages")
UNENDING = {
    "more than is kept": FORM + b"Content-Length: 2000000\r\n\r\n" + b"x" * 1_100_000,
    "pages of a stranger": PAGES + b"Content-Length: 2000000\r\n\r\n" + b"x" * 1_100_000,
    "a length of many zeros": FORM + b"Content-Length: 0000000000090\r\n\r\nx",
    "the end of all within a chunk": FORM + b"Transfer-Encoding: chunked\r\n\r\nff\r\n0\r\n\r\n",
    "two codings": FORM + b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n",
    "a head without an end": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 70_000,
}
"""What begins as requests do, and never comes to its end."""


@pytest.fixture
def serving(workspace):
    process, address = served(workspace, "--workers", "1")
    with urllib.request.urlopen(f"{address}/healthz", timeout=30) as answer:
        assert answer.status == 200
    yield process, int(address.rsplit(":", 1)[1])
    process.terminate()
    process.communicate(timeout=30)


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def test_who_sends_slowly_holds_nobody_up(serving):
    _, port = serving
    with ExitStack() as stack:
        slow = [stack.enter_context(connect(port)) for _ in range(4 * THREADS)]
        for number, client in enumerate(slow):
            client.sendall((PUT + b"{")[: 3 + 7 * number])
        usual = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        for _ in range(3):
            usual.request("GET", "/healthz")
            assert usual.getresponse().read()
        slow[-1].sendall((PUT + b"{")[3 + 7 * (4 * THREADS - 1) :] + b" " * 89)
        assert slow[-1].recv(100).startswith(b"HTTP/1.1 401")


@pytest.mark.parametrize("sent", UNENDING.values(), ids=UNENDING)
def test_what_does_not_end_leaves_threads_to_others(serving, sent):
    with ExitStack() as stack:
        for _ in range(2 * THREADS):
            stack.enter_context(connect(serving[1])).sendall(sent)
        time.sleep(1)
        began = time.monotonic()
        for _ in range(3):
            usual = http.client.HTTPConnection("127.0.0.1", serving[1], timeout=20)
            usual.request("GET", "/healthz")
            assert usual.getresponse().read()
        assert time.monotonic() - began < 5


def test_an_upload_that_waits_for_its_turn_gets_it(serving):
    sent = FORM + b"Content-Length: 2000000\r\n\r\n" + b"x" * 1_100_000
    with ExitStack() as stack:
        many = [stack.enter_context(connect(serving[1])) for _ in range(THREADS)]
        for client in many:
            client.sendall(sent)
        time.sleep(1)
        for client in many:
            client.sendall(b"x" * 900_000)
        for client in many:
            assert client.recv(100).startswith(b"HTTP/1.1 ")


def test_who_does_not_close_holds_nobody_up(serving):
    with ExitStack() as stack:
        for _ in range(4):
            left = stack.enter_context(connect(serving[1]))
            left.sendall(GET[:-2] + b"Connection: close\r\n\r\n")
            assert left.recv(65536).startswith(b"HTTP/1.1 200")
        began = time.monotonic()
        usual = http.client.HTTPConnection("127.0.0.1", serving[1], timeout=20)
        usual.request("GET", "/healthz")
        assert usual.getresponse().read()
        assert time.monotonic() - began < 2
        time.sleep(LINGER_SECONDS + 1.5)
        with suppress(ConnectionError):  # it is let go, and what comes then is not taken
            left.sendall(GET)
            left.sendall(GET)
            while left.recv(65536):
                pass


def test_requests_sent_at_once_are_answered_in_turn(serving):
    with connect(serving[1]) as client:
        client.sendall(GET * 5 + GET[:10])
        came = b""
        while came.count(b'{"status":"ok"}') < 5:
            came += client.recv(65536)
        client.sendall(GET[10:])
        assert client.recv(65536).startswith(b"HTTP/1.1 200")


def test_a_client_that_waits_to_be_told_is_told_to_go_on(serving):
    with connect(serving[1]) as client:
        client.sendall(PUT[:-2] + b"Expect: 100-continue\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 100 Continue")
        client.sendall(b"{" * 90)
        came = b""
        while b"HTTP/1.1 401" not in came:
            came += client.recv(65536)


def test_a_body_that_is_announced_too_long_is_refused_before_it_comes(run, serving):
    run("user", "add", "ann", "--password-stdin", stdin="a long password of ann\n")
    token = run("token", "create", "ann").stdout.strip()
    json, form = "application/json", "application/x-www-form-urlencoded"
    for path, status, headers in (
        ("/api/v1/projects", 413, f"Content-Type: {json}\r\nAuthorization: Bearer {token}\r\n"),
        ("/api/v1/projects", 401, f"Content-Type: {json}\r\n"),
        ("/login", 413, f"Content-Type: {form}\r\n"),
    ):
        with connect(serving[1]) as client:
            length = f"Content-Length: {LARGEST + 1}\r\n"
            client.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{length}{headers}\r\n".encode())
            answer = client.makefile("rb").read()  # to the end: the connection is closed
        assert answer.startswith(f"HTTP/1.1 {status} ".encode()), answer
        assert b"\r\nConnection: close\r\n" in answer
        assert status != 413 or b"2 MB" in answer


@pytest.mark.parametrize("size", [100, 1_300_000])
def test_a_body_in_chunks_or_longer_than_what_is_kept_arrives(serving, size):
    parts = [b"x" * (size // 4)] * 4
    for body, chunked in ((iter(parts), True), (b"".join(parts), False)):
        asked = http.client.HTTPConnection("127.0.0.1", serving[1], timeout=30)
        asked.request("POST", "/login", body, {"Content-Type": "text/plain"}, encode_chunked=chunked)
        answer = asked.getresponse()
        assert (answer.status, bool(answer.read())) == (403, True)


def test_half_a_request_does_not_keep_the_server_from_ending(serving):
    process, port = serving
    with connect(port) as client:
        client.sendall(PUT)
        time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        with suppress(ConnectionResetError):
            assert client.recv(10) == b""
        assert process.wait(timeout=30) == 0
