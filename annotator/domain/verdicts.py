"""What a verdict needs, what speaks for looking again, and when two verdicts are the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.domain.schemes.dates import is_later
from annotator.errors import Invalid, Problem

Record = Mapping[str, Any]
NOT_CHECKED = "not_checked"
SETTLED = frozenset({"supported", "refuted", "conflicting_cherrypicking"})
"""Verdicts that evidence must carry."""

PARTS = ("verdict", "missing_context", "rating", "justification", "as_of")
COMPARED = ("verdict", "missing_context", "rating")
OWNED = ("proposals", "decided_by", "decided_at", "version", "supersedes")
"""What of a fact-check the server alone says."""


def check_verdict(body: Record) -> None:
    """Raise Invalid when a verdict lacks its justification, or evidence of a fitting stance."""
    verdict = body.get("verdict") or NOT_CHECKED
    if verdict != NOT_CHECKED and not (body.get("justification") or "").strip():
        raise Invalid("incomplete", f"The verdict {verdict} needs a justification.", pointer="/justification")
    if verdict in SETTLED and not _stances(body) & {"supports", "refutes"}:
        detail = f"The verdict {verdict} needs at least one source that supports or refutes the claim."
        raise Invalid("evidence_required", detail, pointer="/evidence")


def check_rating(rating: Record | None, scales: Record) -> None:
    """Raise Invalid `unknown_value` for a rating on no scale of the project."""
    if rating is None:
        return
    entries = scales.get(rating["scale"], {}).get("entries", [])
    if rating["id"] not in {entry["id"] for entry in entries}:
        known = ", ".join(f"{name}:{e['id']}" for name, scale in scales.items() for e in scale["entries"])
        detail = f"{rating['scale']}:{rating['id']} is no rating of this project; it has {known or 'none'}."
        raise Invalid("unknown_value", detail, pointer="/rating")


def warnings(body: Record, sources: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield what speaks for looking again at the evidence; `sources` are those it names, by id."""
    if body.get("verdict") == "conflicting_cherrypicking" and len(_stances(body) & {"supports", "refutes"}) == 1:
        detail = "The verdict says the evidence points both ways, and all of it points one way."
        yield Problem("one_sided", detail, "/evidence")
    for number, link in enumerate(body.get("evidence") or []):
        source = sources.get(link["source"], {})
        published, claimed = source.get("published"), body.get("claim_date")
        if published and claimed and is_later(published, claimed):
            detail = f"The source “{source.get('title')}” ({published}) is later than the claim ({claimed})."
            yield Problem("later_source", detail, f"/evidence/{number}")


def differences(first: Record, second: Record) -> list[str]:
    """Return in which of verdict, missing context and rating two verdicts differ; nothing said is no."""
    return [name for name in COMPARED if (first.get(name) or None) != (second.get(name) or None)]


def _stances(body: Record) -> set[str | None]:
    return {link.get("stance") for link in body.get("evidence") or []}
