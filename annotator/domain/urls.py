"""Web addresses: which are taken, and when two are the same place."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from annotator.errors import Invalid

LONGEST = 2000
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src")
DEFAULT_PORTS = {"http": 80, "https": 443}


def check_url(url: str, pointer: str) -> str:
    """Return the address; raises Invalid `url_scheme` unless it is http or https with a host."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or len(url) > LONGEST or any(char.isspace() or ord(char) < 32 for char in url):
        raise Invalid("url_scheme", f"{url[:80]!r} is no http or https address.", pointer=pointer)
    return url


def canonical_url(url: str) -> str:
    """Return the form under which addresses are compared.

    Scheme and host in small letters, without default port, fragment, tracking parameters, `www.` and
    the slash at the end; http counts as https.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port != DEFAULT_PORTS.get(parts.scheme) else ""
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.startswith(TRACKING)]
    return urlunsplit(("https", host + port, parts.path.rstrip("/"), urlencode(kept), ""))
