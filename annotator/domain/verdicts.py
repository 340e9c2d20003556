"""What a verdict needs, what speaks for looking again, and when two verdicts are the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from annotator.domain.schemes.dates import is_date, is_later
from annotator.domain.schemes.scales import off_scale
from annotator.errors import Invalid, Problem
from exports.factchecks import NOT_CHECKED, PROVING, SETTLED, evidence_faults, stances, verdict_faults
from schemas.sayings import say

__all__ = [
    "COMPARED", "NOT_CHECKED", "OWNED", "PARTS", "SETTLED", "check_claim", "check_evidence", "check_rating",
    "check_verdict", "differences", "warnings",
]  # fmt: skip

Record = Mapping[str, Any]
PARTS = ("verdict", "missing_context", "rating", "justification", "as_of")
COMPARED = ("verdict", "missing_context", "rating")
OWNED = ("proposals", "decided_by", "decided_at", "version", "supersedes")
"""What of a fact-check the server alone says."""


def check_claim(body: Record) -> None:
    """Raise Invalid for a claim that says nothing, and for a day that is in no calendar."""
    problems = []
    if not body["claim"].strip():
        problems.append(Problem("too_short", "Say the claim.", "/claim"))
    for name in ("claim_date", "as_of"):
        value = body.get(name)
        if value and not is_date(value[:10]):
            words = say(
                "%(value)r is no date; write a year, a month or a day, such as 2023-09-15.", value=value[:80]
            )
            problems.append(Problem("bad_date", words, f"/{name}"))
    if problems:
        raise Invalid.many(problems)


def check_verdict(body: Record) -> None:
    """Raise Invalid when a verdict lacks its justification, or evidence of a fitting stance."""
    _raise(verdict_faults(body))


def check_evidence(body: Record, sources: Mapping[str, Record], places: Collection[str]) -> None:
    """Raise Invalid `own_evidence` where a page in which the claim is made stands as evidence for it."""
    _raise(evidence_faults(body, sources, places))


def check_rating(rating: Record | None, scales: Record) -> None:
    """Raise Invalid `unknown_value` for a rating on no scale of the project."""
    if rating is None:
        return
    if wrong := off_scale(rating["scale"], rating["id"], scales):
        raise Invalid("unknown_value", wrong, pointer="/rating")


def warnings(body: Record, sources: Mapping[str, Record], places: Collection[str] = ()) -> Iterator[Problem]:
    """Yield what speaks for looking again at the evidence; `sources` are those it names, by id."""
    yield from (Problem(code, words, pointer) for code, pointer, words in evidence_faults(body, sources, places))
    if body.get("verdict") == "conflicting_cherrypicking" and len(stances(body) & PROVING) == 1:
        detail = "The verdict says the evidence points both ways, and all of it points one way."
        yield Problem("one_sided", detail, "/evidence")
    for number, link in enumerate(body.get("evidence") or []):
        source = sources.get(link["source"], {})
        published, claimed = source.get("published"), body.get("claim_date")
        if published and claimed and is_later(published, claimed):
            detail = say(
                "The source “%(title)s” (%(published)s) is later than the claim (%(claimed)s).",
                title=source.get("title"),
                published=published,
                claimed=claimed,
            )
            yield Problem("later_source", detail, f"/evidence/{number}")


def differences(first: Record, second: Record) -> list[str]:
    """Return in which of verdict, missing context and rating two verdicts differ; nothing said is no."""
    return [name for name in COMPARED if (first.get(name) or None) != (second.get(name) or None)]


def _raise(faults: Iterable[tuple[str, str, str]]) -> None:
    problems = [Problem(code, words, pointer) for code, pointer, words in faults]
    if problems:
        raise Invalid.many(problems)
