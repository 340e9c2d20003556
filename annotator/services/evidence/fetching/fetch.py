"""One request after another until there is a page: each address checked from the start, nothing believed."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import urljoin

from annotator.errors import AnnotatorError, Invalid
from annotator.services.evidence.fetching.addresses import is_public
from annotator.services.evidence.fetching.asking import Deadline, Response, ask
from annotator.services.evidence.fetching.target import PORTS, Target, read_target
from schemas.sayings import say

MOST_REDIRECTS = 3
TOTAL_SECONDS = 15.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
OK = 200


@dataclass(frozen=True)
class Fetched:
    """A page that was fetched: its bytes, what they are said to be, and where they came from in the end."""

    data: bytes
    media_type: str
    charset: str | None
    final_url: str


def look_up(host: str, port: int) -> list[str]:
    """Return the addresses of a host; raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class Net:
    """The network as a fetch sees it; tests put another in its place."""

    look_up: Callable[[str, int], list[str]] = look_up
    is_public: Callable[[str], bool] = is_public
    ports: Collection[int] = PORTS
    seconds: float = TOTAL_SECONDS


def fetch(url: str, net: Net = Net()) -> Fetched:
    """Return the page at the address, in at most 15 seconds.

    Raises Invalid: `url_scheme`, `url_not_public`, `url_redirect` (with `target`), `fetch_failed`, `fetch_tls`,
    `fetch_timeout`, `fetch_status`, `fetch_type`, `fetch_too_large`.
    """
    deadline = Deadline(net.seconds)
    here = url
    for hop in range(MOST_REDIRECTS + 1):
        try:
            target = read_target(here, ports=net.ports)
            answer = ask(target, _addresses(target, net, deadline), deadline)
        except AnnotatorError as error:
            if hop and error.code in {"url_scheme", "url_not_public"}:
                raise _bad_redirect(here, error.detail) from None
            raise
        if answer.status not in _REDIRECTS:
            return _page(answer, target)
        here = urljoin(target.url, answer.location)
    raise _bad_redirect(here, say("More than %(most)s redirects.", most=MOST_REDIRECTS))


def _addresses(target: Target, net: Net, deadline: Deadline) -> list[str]:
    """Return the addresses of the host; raises unless every one of them is public."""
    found = _in_time(lambda: net.look_up(target.host, target.port), deadline, target.host)
    if not found or not all(net.is_public(address) for address in found):
        words = say("%(host)s is not a public address, so nothing was fetched from it.", host=target.host)
        raise Invalid("url_not_public", words, pointer="/url")
    return list(dict.fromkeys(found))


def _in_time(work: Callable[[], list[str]], deadline: Deadline, host: str) -> list[str]:
    """Look a name up in a thread of its own, for that cannot be told to stop."""
    done: queue.Queue[list[str] | OSError] = queue.Queue(1)

    def run() -> None:
        try:
            done.put(work())
        except (OSError, UnicodeError) as error:
            done.put(OSError(str(error)))

    threading.Thread(target=run, daemon=True).start()
    try:
        result = done.get(timeout=deadline.left())
    except queue.Empty:
        raise deadline.passed() from None
    if isinstance(result, OSError):
        raise Invalid(
            "fetch_failed", say("There is no host %(host)s, or it cannot be found now.", host=host), pointer="/url"
        )
    return result


def _page(answer: Response, target: Target) -> Fetched:
    if answer.status != OK:
        words = say(
            "The server answered %(status)s, not with a page. Open it in a browser, and save it.",
            status=answer.status,
        )
        raise Invalid("fetch_status", words, pointer="/url", upstream=answer.status)
    return Fetched(answer.data, answer.media_type, answer.charset, target.url)


def _bad_redirect(target: str, why: str) -> Invalid:
    words = say("The address leads on to %(target)s, which is not followed. %(why)s", target=target[:200], why=why)
    return Invalid("url_redirect", words, pointer="/url", target=target[:2000])
