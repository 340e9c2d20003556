"""Divide what a release holds, prove that nothing crosses, and say so in splits.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotator.domain.splits import (
    HASHES,
    Item,
    Near,
    Plan,
    Sketches,
    Split,
    crossings,
    divide,
    later_evidence,
)
from annotator.services.release.package.checks import Hole

Json = dict[str, Any]
SCHEMA = "annotator/splits/1"


def undivided(items: Sequence[Item]) -> Json:
    """Return splits.json of a release that is not divided: the evidence that came later is told all the same."""
    return {"schema": SCHEMA, "shares": None, "later_evidence": _later(items)}


def divided(items: Sequence[Item], sketches: Sketches, plan: Plan, before: Json) -> tuple[Split, Json]:
    """Return the split, and splits.json with reasons per group and the report on leaks.

    Articles keep the part they had when the release before was made by the same plan.
    """
    earlier, near = _parts_before(plan, before), sketches.pairs()
    split = divide(items, near, plan, earlier)
    return split, {
        "schema": SCHEMA,
        "shares": dict(plan.shares),
        "of": 1000,
        "seed": plan.seed,
        "mode": plan.mode,
        "hold_out": sorted(plan.held_out),
        "groups": list(_groups(split)),
        "counts": _counts(items, split, plan),
        "moved": [{"article": article, "from": old, "to": new} for article, old, new in split.moved],
        "leakage": leakage(items, near, sketches.nearest(split.of_article), split.of_article),
        "later_evidence": _later(items),
    }


def leakage(items: Sequence[Item], near: Sequence[Near], closest: Near | None, part_of: Mapping[str, str]) -> Json:
    """Return the report: what stands in several parts, which is nothing, and the nearest pair across parts."""
    crossing = crossings(items, part_of, near)
    return {
        "shared_groups": len(crossing),
        "crossing": [{"why": one.kind, "key": one.key, "articles": list(one.articles)} for one in crossing],
        "nearest_pair": None
        if closest is None
        else {
            "articles": [closest.one, closest.other],
            "parts": [part_of[closest.one], part_of[closest.other]],
            "shared_hashes": closest.shared,
            "shared_words": closest.words,
            "of": HASHES,
        },
    }


def holes(slug: str, splits: Json) -> Iterator[Hole]:
    """Yield what crosses, and outlets that are to be held out and have no article: such a release is not made."""
    outlets = {outlet for counts in splits.get("counts", {}).values() for outlet in counts["outlets"]}
    for outlet in splits.get("hold_out", ()):
        if outlet not in outlets:
            known = ", ".join(sorted(outlets - {""}))
            words = f"No article of this release is from {outlet!r}, which is to be held out; there are: {known}."
            yield Hole("split", words, f"/projects/{slug}/releases")
    for one in splits.get("leakage", {}).get("crossing", ()):
        words = f"{one['why']} {one['key']!r} stands in several parts: {', '.join(one['articles'])}."
        yield Hole("split", words, f"/projects/{slug}/releases")


def warnings(splits: Json) -> Iterator[str]:
    """Yield what deserves a look: parts without articles, articles that moved, evidence that came later."""
    empty = [part for part, counts in splits.get("counts", {}).items() if not counts["articles"]]
    if empty:
        many = len(splits["groups"])
        yield f"Nothing is in {', '.join(empty)}: all that must stay together makes {many} groups only."
    for one in splits.get("moved", ()):
        yield f"Article {one['article']} moved from {one['from']} to {one['to']}: it now belongs to a group there."
    late = len(splits["later_evidence"])
    if late:
        yield f"{late} times evidence is later than the article that it is about; splits.json names them."


def _parts_before(plan: Plan, before: Json) -> dict[str, str]:
    same = before.get("shares") == dict(plan.shares) and before.get("seed") == plan.seed
    if not same or before.get("mode") != plan.mode or before.get("hold_out") != sorted(plan.held_out):
        return {}
    return {article: group["part"] for group in before["groups"] for article in group["articles"]}


def _groups(split: Split) -> Iterator[Json]:
    for group in split.groups:
        yield {
            "id": group.id,
            "part": split.parts[group.id],
            "articles": [item.id for item in group.items],
            "reasons": [{"why": kind, "key": key, "articles": list(held)} for (kind, key), held in group.reasons],
        }


def _counts(items: Iterable[Item], split: Split, plan: Plan) -> Json:
    found: Json = {part: {"articles": 0, "groups": 0, "tags": {}, "outlets": {}} for part in plan.shares}
    for part in split.parts.values():
        found[part]["groups"] += 1
    for item in items:
        counts = found[split.of_article[item.id]]
        counts["articles"] += 1
        counts["outlets"][item.outlet or ""] = counts["outlets"].get(item.outlet or "", 0) + 1
        for tag, number in item.tags.items():
            counts["tags"][tag] = counts["tags"].get(tag, 0) + number
    return found


def _later(items: Iterable[Item]) -> list[Json]:
    return [one._asdict() for one in later_evidence(items)]
