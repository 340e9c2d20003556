"""What of a page would act if it were shown: counted, and never taken. Runs in the child."""

from __future__ import annotations

from typing import Any

_TAGS = frozenset("script iframe frame object embed applet svg math base portal".split())
_DATA = ("application/ld+json", "application/json", "text/template", "text/html")
_LINKS = ("href", "src", "action", "formaction", "xlink:href", "data", "poster")
_ACTING = ("javascript:", "vbscript:", "data:text/html")


def count_active(root: Any) -> int:
    """Return how many elements are scripts or frames, have handlers, or lead to a script."""
    return sum(1 for element in root.iter() if isinstance(element.tag, str) and _acts(element))


def _acts(element: Any) -> bool:
    if element.tag == "script":
        return (element.get("type") or "").lower() not in _DATA
    if element.tag in _TAGS:
        return True
    if not element.attrib:
        return False
    if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
        return True
    names = [name.lower() for name in element.attrib if isinstance(name, str)]
    return any(name.startswith("on") for name in names) or any(_leads(element.get(name)) for name in _LINKS)


def _leads(address: str | None) -> bool:
    bare = "".join(char for char in address or "" if char > " ").lower()
    return bare.startswith(_ACTING)
