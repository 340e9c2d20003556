"""Cases with their votes: who marked and who saw, and labels left soft, as counts that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

Json = dict[str, Any]

NOT_MARKED = "none"
"""The vote of whoever read the article and marked nothing here."""


def with_votes(case: Json, article: Json, part: str | None) -> Json:
    """Return the case with the vote of each layer, and counts with what they are counts of."""
    seen = sorted(layer["layer"] for layer in article["layers"] if layer["layer"] != "gold")
    readings = {(layer["layer"], one["id"]): one for layer in article["layers"] for one in layer["annotations"]}
    marked: dict[str, list[Json]] = {}
    for member in case["members"]:
        reading = readings.get((member["layer"], member["annotation"]))
        if reading is not None:
            marked.setdefault(member["layer"], []).append(reading)
    return {
        **case,
        "quote": _quote(case, article["text"]),
        "split": part,
        "marked_by": sorted(marked),
        "seen_by": seen,
        "soft_labels": {
            "tag": _counted(_tag_votes(marked, seen), len(seen)),
            **{name: _counted(votes, sum(votes.values())) for name, votes in _attribute_votes(marked).items()},
        },
        "decision": _last_decision(case, article),
    }


def _quote(case: Json, text: str) -> str | None:
    start, end = case["start"], case["end"]
    return None if start is None or end is None else text[start:end]


def _tag_votes(marked: Mapping[str, list[Json]], seen: Iterable[str]) -> Counter[str]:
    """Count one vote a layer: its tags here, joined where it marked several things."""
    return Counter(
        "+".join(sorted({one["tag"] for one in marked[name]})) if name in marked else NOT_MARKED for name in seen
    )


def _attribute_votes(marked: Mapping[str, list[Json]]) -> dict[str, Counter[str]]:
    """Count the answers of those who marked; a term of a set is counted for itself."""
    found: dict[str, Counter[str]] = {}
    for readings in marked.values():
        for reading in readings:
            for name, value in reading["attributes"].items():
                for answer in _answers(value):
                    found.setdefault(f"{reading['tag']}.{name}", Counter())[answer] += 1
    return dict(sorted(found.items()))


def _answers(value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, int) or (isinstance(value, str) and len(value) <= 64 and " " not in value):
        yield str(value)
    elif isinstance(value, list):
        yield from (answer for item in value for answer in _answers(item))


def _counted(votes: Counter[str], of: int) -> Json:
    return {"counts": dict(sorted(votes.items())), "of": of}


def _last_decision(case: Json, article: Json) -> str | None:
    mine = [one for one in article["decisions"] if one["case"] == case["id"]]
    replaced = {one["supersedes"] for one in mine if one.get("supersedes")}
    return next((one["id"] for one in mine if one["id"] not in replaced), None)


def characters(article: Json, part: str | None) -> Iterator[Json]:
    """Yield for each tag the stretches of text with how many of those who read it marked them."""
    layers = [layer for layer in article["layers"] if layer["layer"] != "gold"]
    tags = sorted({one["tag"] for layer in layers for one in layer["annotations"]})
    for tag in tags:
        for start, end, count in _runs([_covered(layer, tag) for layer in layers]):
            yield {
                "article": article["id"],
                "tag": tag,
                "start": start,
                "end": end,
                "count": count,
                "of": len(layers),
                "split": part,
            }


def _covered(layer: Json, tag: str) -> list[tuple[int, int]]:
    """Return the stretches a layer marks with the tag, those that overlap made one."""
    pieces = sorted(
        (s["start"], s["end"])
        for one in layer["annotations"]
        if one["tag"] == tag
        for s in one["anchor"]["segments"]
        if s["start"] < s["end"]
    )
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _runs(layers: Iterable[list[tuple[int, int]]]) -> Iterator[tuple[int, int, int]]:
    steps: Counter[int] = Counter()
    for pieces in layers:
        for start, end in pieces:
            steps[start] += 1
            steps[end] -= 1
    count = 0
    for (at, step), (following, _) in pairwise([*sorted(steps.items()), (0, 0)]):
        count += step
        if count:
            yield at, following, count
