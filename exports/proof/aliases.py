"""Sources of one address: records name the one that stands for all, and it remembers the ids of the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from exports.proof.plain import canonical

TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src")
DEFAULT_PORTS = {"http": 80, "https": 443}
NAMED = re.compile(r'"source":"([^"]+)"')


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


def aliases_of(sources: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return, for each id that sources remember, the id of the one that stands for it."""
    return {alias: source["id"] for source in sources for alias in source.get("aliases") or ()}


def renamed(links: Iterable[dict[str, Any]], stand_in: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the links with each alias named as what stands for it; what is said twice then stands once."""
    found: list[dict[str, Any]] = []
    for link in links:
        known = {**link, "source": stand_in.get(link["source"], link["source"])}
        if known not in found:
            found.append(known)
    return found


def renamed_in(body: dict[str, Any], stand_in: Mapping[str, str]) -> dict[str, Any]:
    """Return an annotation, a fact-check or a decision in which no alias is named; equal where none was."""
    changed = dict(body)
    for name in ("sources", "evidence"):
        if body.get(name):
            changed[name] = renamed(body[name], stand_in)
    if body.get("questions"):
        changed["questions"] = [_question(one, stand_in) for one in body["questions"]]
    if isinstance(body.get("chosen"), dict):
        changed["chosen"] = renamed_in(body["chosen"], stand_in)
    return changed


def renamed_text(text: str, stand_in: Mapping[str, str]) -> str:
    """Return the canonical JSON of such an object in which no alias is named; read only where one is."""
    if not any(uuid in stand_in for uuid in NAMED.findall(text)):
        return text
    return canonical(renamed_in(json.loads(text), stand_in)).decode()


def _question(question: dict[str, Any], stand_in: Mapping[str, str]) -> dict[str, Any]:
    answers = [
        {**one, "source": stand_in.get(one["source"], one["source"])} if one.get("source") else one
        for one in question["answers"]
    ]
    return {**question, "answers": answers}
