"""Claim, evidence, verdict: each fact-check once, its fields named as AVeriTeC names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from exports.options import Losses, Writing
from exports.views.lines import line

Json = dict[str, Any]

LABELS = {
    "supported": "Supported",
    "refuted": "Refuted",
    "not_enough_evidence": "Not Enough Evidence",
    "conflicting_cherrypicking": "Conflicting Evidence/Cherrypicking",
}


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield a line for each fact-check with a verdict; the ids of those written are remembered."""
    seen: set[str] = set()
    for record in records:
        losses.add("texts", 1)
        losses.add("annotations", sum(len(layer["annotations"]) for layer in record["layers"]))
        for check in record["fact_checks"]:
            if check.get("verdict") not in LABELS:
                losses.add("fact-checks without a verdict", 1)
            elif check["id"] not in seen:
                seen.add(check["id"])
                yield line(_verdict(check, record))


def _verdict(check: Json, record: Json) -> Json:
    sources = {one["id"]: one for one in record["sources"]}
    names = {one["id"]: one["name"] for one in record["entities"]}
    types = [_types(one) for layer in record["layers"] for one in layer["annotations"] if _mentioned(one, check)]
    return {
        "id": check["id"],
        "claim": check["claim"],
        "claim_date": check.get("claim_date"),
        "speaker": ", ".join(names.get(one, one) for one in check.get("speakers", ())) or None,
        "location_ISO_code": check.get("location_iso"),
        "original_claim_url": record["url"],
        "reporting_source": record["outlet"],
        "claim_types": list(dict.fromkeys(kind for kinds in types for kind in kinds)),
        "fact_checking_strategies": check.get("strategies", []),
        "questions": [_question(one, sources) for one in check.get("questions", ())],
        "evidence": [_evidence(one, sources) for one in check.get("evidence", ())],
        "label": LABELS[check["verdict"]],
        "missing_context": check.get("missing_context"),
        "justification": check.get("justification"),
    }


def _mentioned(annotation: Json, check: Json) -> bool:
    return annotation["id"] in check.get("mentions", ())


def _types(annotation: Json) -> list[str]:
    types: list[str] = annotation["attributes"].get("claim_type", [])
    return types


def _question(question: Json, sources: dict[str, Json]) -> Json:
    answers = [
        {
            "answer": one["text"],
            "answer_type": one.get("answer_type"),
            "source_url": sources.get(one.get("source") or "", {}).get("url"),
            "source_medium": one.get("source_medium"),
        }
        for one in question["answers"]
    ]
    return {"question": question["question"], "answers": answers}


def _evidence(link: Json, sources: dict[str, Json]) -> Json:
    source = sources.get(link["source"], {})
    about = {"url": source.get("url"), "title": source.get("title"), "published": source.get("published")}
    return {**about, "stance": link["stance"], "quote": link.get("quote"), "paraphrase": link.get("paraphrase")}
