"""ClaimReview of schema.org: a review for each fact-check that has a verdict, for those who gather them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from exports import parts
from exports.format import register
from exports.ids import UUID
from exports.options import Losses, Writing

Json = dict[str, Any]

UNCHECKED = "not_checked"
_ORDER = {"refuted": 1, "conflicting_cherrypicking": 2, "supported": 3}
_WORDS = {
    "supported": "Supported",
    "refuted": "Refuted",
    "not_enough_evidence": "Not enough evidence",
    "conflicting_cherrypicking": "Conflicting evidence or cherry-picking",
}
MISSING_CONTEXT = "Missing context: what is said leaves out what a reader needs to know to judge it."
_ENCODER = msgspec.json.Encoder()


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield one JSON-LD document; fact-checks wait in memory, so that each is there once with all its mentions."""
    reviews: dict[str, Json] = {}
    for record in records:
        losses.add("annotations that no fact-check mentions", _unmentioned(record))
        losses.add("texts", 1)
        for check in record["fact_checks"]:
            if check.get("verdict") in (None, UNCHECKED):
                losses.add("fact-checks without a verdict", 1)
            else:
                _add(reviews, check, record, how)
    yield b'{"@context":"https://schema.org","@graph":['
    for number, review in enumerate(reviews.values()):
        yield (b",\n" if number else b"\n") + _ENCODER.encode(_finished(review))
    yield b"\n]}\n"


def _unmentioned(record: Json) -> int:
    mentions = {one for check in record["fact_checks"] for one in check.get("mentions", ())}
    return sum(one["id"] not in mentions for layer in record["layers"] for one in layer["annotations"])


def _add(reviews: dict[str, Json], check: Json, record: Json, how: Writing) -> None:
    """Add a review, or what this article adds to the one that is there."""
    review = reviews.setdefault(check["id"], _review(check, record, how))
    claim = review["itemReviewed"]
    if record["url"] and record["url"] not in {one["url"] for one in claim["appearance"]}:
        claim["appearance"].append(_work(record))


def _review(check: Json, record: Json, how: Writing) -> Json:
    body = [check.get("justification") or ""] + [MISSING_CONTEXT] * bool(check.get("missing_context"))
    review: Json = {
        "@type": "ClaimReview",
        "@id": f"urn:uuid:{check['id']}#review",
        "url": f"{how.pages}/{check['id']}" if how.pages else f"urn:uuid:{check['id']}",
        "claimReviewed": check["claim"],
        "author": {"@type": "Organization", "name": how.publisher or how.name},
        "reviewRating": _rating(check, how.scheme),
        "reviewBody": " ".join(filter(None, body)),
        "itemReviewed": _claim(check, record),
    }
    when = check.get("decided_at") or check.get("as_of")
    if when:
        review["datePublished"] = when[:10]
    return review


def _claim(check: Json, record: Json) -> Json:
    claim: Json = {"@type": "Claim", "@id": f"urn:uuid:{check['id']}", "text": check["claim"], "appearance": []}
    people = [_speaker(one, record) for one in check.get("speakers") or _speakers(check, record)]
    if people:
        claim["author"] = people[0] if len(people) == 1 else people
    if check.get("claim_date"):
        claim["datePublished"] = check["claim_date"]
    return claim


def _speakers(check: Json, record: Json) -> list[str]:
    """Return who speaks in the mentions on this line, where the fact-check does not say it."""
    mentions = set(check.get("mentions", ()))
    found = [one for layer in record["layers"] for one in layer["annotations"] if one["id"] in mentions]
    return list(dict.fromkeys(one["attributes"]["speaker"] for one in found if "speaker" in one["attributes"]))


def _speaker(known: str, record: Json) -> Json:
    entity = next((one for one in record["entities"] if one["id"] == known), {"name": known, "kind": "person"})
    name = entity["name"] if not UUID.fullmatch(entity["name"]) else "unknown"
    person: Json = {"@type": "Person" if entity.get("kind") == "person" else "Organization", "name": name}
    if entity.get("wikidata"):
        person["sameAs"] = f"https://www.wikidata.org/wiki/{entity['wikidata']}"
    return person


def _rating(check: Json, scheme: Json) -> Json:
    """Return the rating on the scale of the fact-check; without one, the verdict from refuted to supported."""
    given = check.get("rating") or {}
    entries = scheme.get("scales", {}).get(given.get("scale"), {}).get("entries", ())
    for entry in entries:
        if entry["id"] == given.get("id"):
            return _rated(entry["order"], [one["order"] for one in entries], _label(entry))
    words = _WORDS.get(check["verdict"]) or str(check["verdict"])
    if check["verdict"] not in _ORDER:
        return {"@type": "Rating", "alternateName": words}
    return _rated(_ORDER[check["verdict"]], list(_ORDER.values()), words)


def _rated(value: int, orders: list[int], words: str) -> Json:
    ends = {"worstRating": min(orders), "bestRating": max(orders)}
    return {"@type": "Rating", "ratingValue": value, **ends, "alternateName": words}


def _label(entry: Json) -> str:
    label = entry["label"]
    return label if isinstance(label, str) else str(label.get("en") or next(iter(label.values())))


def _work(record: Json) -> Json:
    work: Json = {"@type": "NewsArticle", "url": record["url"]}
    if record["title"]:
        work["headline"] = record["title"]
    if record["published"]:
        work["datePublished"] = record["published"]
    if record["outlet"]:
        work["publisher"] = {"@type": "Organization", "name": record["outlet"]}
    return work


def _finished(review: Json) -> Json:
    """Say where the claim appeared first; a list that is empty goes."""
    claim = review["itemReviewed"]
    dated = sorted(
        (one for one in claim["appearance"] if "datePublished" in one), key=lambda one: one["datePublished"]
    )
    if dated:
        claim["firstAppearance"] = dated[0]
    if not claim["appearance"]:
        del claim["appearance"]
    return review


INFO = register(
    "claimreview",
    title="ClaimReview (schema.org)",
    writes=write,
    loses=set(parts.EVERYTHING) - {parts.CHECKS} | {"texts"},
    suffixes=(".jsonld",),
    media_type="application/ld+json",
    example="claimreview.jsonld",
    note=(
        "One ClaimReview for each fact-check with a verdict, its Claim under an @id of its own; that "
        "context is missing is said in the words of the review. An exchange format: search engines have "
        "wound down its display."
    ),
)
