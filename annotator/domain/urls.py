"""Web addresses: which are taken, and when two are the same place."""

from __future__ import annotations

from urllib.parse import urlsplit

from annotator.errors import Invalid
from exports.proof.aliases import DEFAULT_PORTS, canonical_url
from schemas.sayings import say

__all__ = ["LONGEST", "canonical_url", "check_url", "is_web_address"]

LONGEST = 2000


def check_url(url: str, pointer: str) -> str:
    """Return the address; raises Invalid `url_scheme` unless it is http or https with a host."""
    if not is_web_address(url):
        raise Invalid("url_scheme", say("%(url)r is no http or https address.", url=url[:80]), pointer=pointer)
    return url


def is_web_address(url: str) -> bool:
    """Tell whether it is an http or https address with a host, of a length that fits, without white space."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    return good and len(url) <= LONGEST and not any(char.isspace() or ord(char) < 32 for char in url)
