"""One request to one checked address, with limits on time, size and type."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message

from annotator import __version__
from annotator.errors import Invalid
from annotator.services.evidence.fetching.target import Target
from schemas.sayings import say

CONNECT_SECONDS = 3.0
MOST_BYTES = 5 * 2**20
TYPES = frozenset({"text/html", "text/plain", "application/xhtml+xml"})
CHUNK = 2**16
_HEADERS = {
    "User-Agent": f"annotator/{__version__}",
    "Accept": ", ".join(sorted(TYPES)),
    "Accept-Encoding": "gzip, identity",
    "Connection": "close",
}
_PLAIN = frozenset({"", "identity"})
_ZIPPED = frozenset({"gzip", "x-gzip", "deflate"})


class Deadline:
    """The moment at which all must be done."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left; raises Invalid `fetch_timeout` when none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> Invalid:
        """Return the error for a page that took too long."""
        words = say(
            "The page did not come within %(seconds)s seconds. Try later, or save it with a browser.",
            seconds=f"{self.seconds:g}",
        )
        return Invalid("fetch_timeout", words, pointer="/url")


@dataclass(frozen=True)
class Response:
    """What a server answered; `data` is unpacked, and empty unless there was a page."""

    status: int
    location: str = ""
    media_type: str = ""
    charset: str | None = None
    data: bytes = b""


def ask(target: Target, addresses: list[str], deadline: Deadline) -> Response:
    """Return the answer of the target, asked at one of the addresses that were checked and at no other."""
    try:
        with _connected(target, addresses, deadline) as connection:
            connection.request("GET", target.path, headers=_HEADERS)
            answer = connection.getresponse()
            deadline.left()  # cut in its head, it would read as one without what is missing
            read = _read(answer, deadline)
            deadline.left()
            return read
    except ssl.SSLError as error:
        deadline.left()
        words = say(
            "The certificate of %(host)s is not good: %(reason)s.",
            host=target.host,
            reason=error.reason or "no secure connection",
        )
        raise Invalid("fetch_tls", words, pointer="/url") from None
    except TimeoutError:
        raise deadline.passed() from None
    except (OSError, http.client.HTTPException, ValueError, AttributeError):
        deadline.left()
        words = say("%(host)s does not answer, or not as a web server does.", host=target.host)
        raise Invalid("fetch_failed", words, pointer="/url") from None


@contextmanager
def _connected(target: Target, addresses: list[str], deadline: Deadline) -> Iterator[http.client.HTTPConnection]:
    """Hand out a connection whose socket goes to a checked address, and is cut at the deadline."""
    made = _socket(target, addresses, deadline)
    if target.scheme == "https":
        made = _context().wrap_socket(made, server_hostname=target.host, do_handshake_on_connect=False)
    cut = threading.Timer(deadline.left(), _cut, [made])
    cut.daemon = True
    cut.start()
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = made
    try:
        if isinstance(made, ssl.SSLSocket):
            made.do_handshake()
        yield connection
    finally:
        cut.cancel()
        connection.close()
        made.close()


def _socket(target: Target, addresses: list[str], deadline: Deadline) -> socket.socket:
    failed: OSError = OSError("no address")
    for address in addresses[:4]:
        try:
            made = socket.create_connection((address, target.port), timeout=min(CONNECT_SECONDS, deadline.left()))
        except OSError as error:
            failed = error
        else:
            made.settimeout(deadline.left())
            return made
    raise failed


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _cut(made: socket.socket) -> None:
    with suppress(OSError):
        made.shutdown(socket.SHUT_RDWR)


def _read(answer: http.client.HTTPResponse, deadline: Deadline) -> Response:
    location = answer.headers.get("Location", "")
    if answer.status != http.client.OK:
        return Response(answer.status, location)
    kind = Message()
    kind["Content-Type"] = answer.headers.get("Content-Type", "application/octet-stream")
    if kind.get_content_type() not in TYPES:
        words = say(
            "The address holds %(kind)s, and only pages and plain texts are fetched.",
            kind=kind.get_content_type()[:60],
        )
        raise Invalid("fetch_type", words, pointer="/url")
    data = _unpacked(answer, deadline)
    charset = kind.get_param("charset")
    return Response(
        answer.status, "", kind.get_content_type(), charset if isinstance(charset, str) else None, data
    )


def _unpacked(answer: http.client.HTTPResponse, deadline: Deadline) -> bytes:
    """Return the body, unpacked while it comes, so that no more than the limit is ever held."""
    coding = answer.headers.get("Content-Encoding", "").strip().lower()
    if coding not in _PLAIN | _ZIPPED:
        raise Invalid(
            "fetch_type",
            say("The page comes packed as %(coding)r, which is not read.", coding=coding[:40]),
            pointer="/url",
        )
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32) if coding in _ZIPPED else None
    data = bytearray()
    while chunk := answer.read(CHUNK):
        deadline.left()
        data += _more(unpack, chunk, MOST_BYTES + 1 - len(data)) if unpack else chunk
        if len(data) > MOST_BYTES:
            words = say(
                "The page is larger than %(most)s bytes. Save it with a browser, and paste its text.",
                most=f"{MOST_BYTES:,}",
            )
            raise Invalid("fetch_too_large", words, pointer="/url", limit=MOST_BYTES)
    if answer.length or (unpack and not unpack.eof):
        raise OSError("the body ended early")
    return bytes(data)


def _more(unpack: zlib._Decompress, chunk: bytes, most: int) -> bytes:
    try:
        return unpack.decompress(chunk, most)
    except zlib.error as error:
        raise OSError(str(error)) from None
