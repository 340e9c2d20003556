"""What a verdict must stand on: the rules of fact-checks, for every door by which they come in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from exports.proof.aliases import canonical_url

Record = Mapping[str, Any]
Faults = Iterator[tuple[str, str, str]]

NOT_CHECKED = "not_checked"
SETTLED = frozenset({"supported", "refuted", "conflicting_cherrypicking"})
"""Verdicts that evidence must carry."""

PROVING = frozenset({"supports", "refutes"})


def stances(check: Record) -> set[str | None]:
    """Return what the evidence does for the claim, all together."""
    return {link.get("stance") for link in check.get("evidence") or ()}


def verdict_faults(check: Record) -> Faults:
    """Yield code, pointer and sentence where a verdict lacks its justification or evidence of a fitting stance."""
    verdict = check.get("verdict") or NOT_CHECKED
    if verdict != NOT_CHECKED and not (check.get("justification") or "").strip():
        yield "incomplete", "/justification", f"The verdict {verdict} needs a justification."
    if verdict in SETTLED and not stances(check) & PROVING:
        words = f"The verdict {verdict} needs at least one source that supports or refutes the claim."
        yield "evidence_required", "/evidence", words


def evidence_faults(check: Record, sources: Mapping[str, Record], places: Collection[str]) -> Faults:
    """Yield the same for evidence that is a page in which the claim is made: that is no evidence for itself.

    `sources` are those that it names, by id; `places` the articles that mention the claim, as `place_of` has them.
    """
    for number, link in enumerate(check.get("evidence") or ()):
        source = sources.get(link["source"], {})
        article = f"article:{source['article']}" if source.get("article") else ""
        if link.get("stance") in PROVING and {article, address_of(source.get("url"))} & set(places) - {""}:
            words = f"“{source.get('title')}” is the page in which the claim is made, so it is no evidence for it."
            yield "own_evidence", f"/evidence/{number}", f"{words} Its stance may be origin or context."


def own_evidence(record: Record) -> Faults:
    """Yield the same for the fact-checks of an article record that are mentioned on it."""
    sources = {source["id"]: source for source in record["sources"]}
    places = place_of(record["id"], record["url"])
    for number, check in enumerate(record["fact_checks"]):
        if check.get("mentions"):
            for code, place, words in evidence_faults(check, sources, places):
                yield code, f"/fact_checks/{number}{place}", words


def place_of(article: str, url: str | None) -> set[str]:
    """Return under what an article that mentions a claim is known: its id, and its address."""
    return {f"article:{article}", address_of(url)} - {""}


def address_of(url: str | None) -> str:
    """Return the canonical address, empty where there is none."""
    try:
        return canonical_url(url) if url else ""
    except ValueError:
        return ""
