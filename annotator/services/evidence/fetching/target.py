"""What an address says: scheme, host, port, path; refused where it is none that a page is fetched from."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from annotator.domain.urls import check_url
from annotator.errors import Invalid
from schemas.sayings import say

PORTS = frozenset({80, 443})
_SAFE = "/%:@!$&'()*+,;=~-._"
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?\.?|\[?[0-9a-f:.]{2,45}\]?")


@dataclass(frozen=True)
class Target:
    """Where a request goes; `host` is in ASCII."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address as it is asked for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == (443 if self.scheme == "https" else 80)
        return f"{self.scheme}://{host}{'' if usual else f':{self.port}'}{self.path}"


def read_target(url: str, *, ports: Collection[int] = PORTS) -> Target:
    """Return where the address leads; raises Invalid `url_scheme` or `url_not_public`."""
    check_url(url, "/url")
    parts = urlsplit(url)
    if "@" in parts.netloc or "\\" in url:
        raise _refused("An address with a user name or a backslash is not fetched.")
    host = _ascii(parts.hostname or "")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if port not in ports:
        raise _refused(say("The port %(port)s is not fetched from, only 80 and 443.", port=port))
    path, query = quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE + "?")
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path)


def _ascii(host: str) -> str:
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not _HOST.fullmatch(name) or ".." in name:
        raise _refused(say("%(host)r is no name of a host.", host=host[:80]))
    return name.rstrip(".")


def _refused(words: str) -> Invalid:
    return Invalid("url_not_public", words, pointer="/url")
