"""What each outcome makes: the columns of the gold annotations, and the readings each comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.drafts import read_draft
from annotator.domain.rulings import Ruling
from annotator.domain.schemes import Scheme
from annotator.errors import Invalid
from annotator.models import Annotation
from annotator.permissions import OPERATOR
from annotator.services.desk.annotating import read
from annotator.services.desk.desks import Desk
from annotator.services.review.bench import Bench
from exports.canonical import dumps
from schemas.sayings import say

COLUMNS = ("tag", "anchor", "start", "end", "attributes", "sources", "note", "confidence")
OF_LINKS = frozenset({"accept", "reject", "undecidable"})
NO_OUTCOME = "Of links one or several are taken (accept), or none (reject)."
Made = list[tuple[dict[str, Any], list[str]]]
Readings = Mapping[str, Annotation]


def checked(place: Bench, ruling: Ruling) -> Ruling:
    """Return the ruling, on links with those named that it takes.

    Raises Invalid when it does not say which, or not why, or is none for such a case.
    """
    ids = _chosen(place, ruling)
    if place.is_link:
        if ruling.outcome not in OF_LINKS:
            raise Invalid("unknown_value", NO_OUTCOME, pointer="/outcome")
        ruling = replace(ruling, chosen=replace(ruling.chosen, ids=tuple(ids)))
    _require_rationale(place, ids, ruling)
    return ruling


def of_ruling(session: Session, desk: Desk, place: Bench, ruling: Ruling) -> Made:
    """Return what the ruling on readings makes; raises Invalid when that is not legal."""
    if ruling.outcome in {"reject", "undecidable"}:
        return []
    if ruling.outcome == "add":
        return [(_read(session, desk, {}, ruling.chosen.content), [])]
    ids = _chosen(place, ruling)
    rows = [place.readings[uuid] for uuid in ids]
    if ruling.outcome == "merge":
        base = _merged(desk, rows)
        return [(_read(session, desk, base, ruling.chosen.content), ids)]
    return [(_taken(session, desk, row, ruling), _alike(row, place.readings.values())) for row in rows]


def require_no_proposal(readings: Readings, scheme: Scheme, ruling: Ruling) -> None:
    """Raise Invalid `not_in_gold` where the ruling itself puts into gold what annotators only propose."""
    content = ruling.chosen.content
    given = content.get("attributes")
    taken = {row.tag for uuid, row in readings.items() if uuid in ruling.chosen.ids or not ruling.chosen.ids}
    tags = [content["tag"]] if isinstance(content.get("tag"), str) else sorted(taken)
    problems = [
        problem
        for tag in tags
        if tag in scheme.tags and isinstance(given, dict)
        for problem in scheme.proposed(tag, given)
    ]
    if problems:
        raise Invalid.many(problems)


def for_gold(row: Annotation, scheme: Scheme) -> dict[str, Any]:
    """Return the attributes of a reading without those that are only proposals."""
    rules = scheme.tags[row.tag].attributes
    return {name: value for name, value in row.attributes.items() if rules[name].gold != "never"}


def content_of(fields: Mapping[str, Any]) -> str:
    """Return tag, place, attributes and sources of what a ruling makes, as text that can be compared."""
    segments = [[segment["start"], segment["end"]] for segment in fields["anchor"]["segments"]]
    known = {name: value for name, value in fields["attributes"].items() if value is not None}
    place = [fields["anchor"]["kind"], segments]
    return dumps([fields["tag"], place, known, sorted(map(repr, fields["sources"]))]).decode()


def _chosen(place: Bench, ruling: Ruling) -> list[str]:
    """Return the ids taken; where none is named there must be only one thing to take."""
    there: Sequence[str] = [*place.readings, *place.links]
    for uuid in ruling.chosen.ids:
        if uuid not in there:
            detail = say(
                "%(uuid)s is no reading of this case; there are %(choices)s.",
                uuid=uuid[:40],
                choices=", ".join(there),
            )
            raise Invalid("unknown_value", detail, pointer="/chosen")
    if ruling.chosen.ids or place.is_verdict or ruling.outcome in {"reject", "undecidable", "add"}:
        return list(ruling.chosen.ids)
    if ruling.outcome == "merge":
        return list(there)
    if len(set(place.says.values())) == 1:
        return [there[0]]
    raise Invalid("missing_field", "Say which reading you take (chosen).", pointer="/chosen")


def _require_rationale(place: Bench, ids: Sequence[str], ruling: Ruling) -> None:
    """A decision that is nobody's reading, or overrules a majority, says why."""
    if ruling.rationale or ruling.reason is None:
        return
    own = ruling.outcome in {"amend", "merge", "add"}
    taken = {"accept": ids, "reject": ()}.get(ruling.outcome)
    if own or (taken is not None and place.overrules(taken)):
        words = "the result is nobody's reading" if own else "most annotators say otherwise"
        raise Invalid("incomplete", say("Say why in the rationale: %(words)s.", words=words), pointer="/rationale")


def _taken(session: Session, desk: Desk, row: Annotation, ruling: Ruling) -> dict[str, Any]:
    if ruling.chosen.content:
        return _read(session, desk, _body(row, desk.scheme), ruling.chosen.content)
    return {name: getattr(row, name) for name in COLUMNS} | {"attributes": for_gold(row, desk.scheme)}


def _body(row: Annotation, scheme: Scheme) -> dict[str, Any]:
    names = ("tag", "anchor", "sources", "note", "confidence")
    return {name: getattr(row, name) for name in names} | {"attributes": for_gold(row, scheme)}


def _read(session: Session, desk: Desk, base: dict[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Check what is to be stored as strictly as an annotator's own; `content` wins over the base.

    A reading may name entities that the reviewer is not offered elsewhere, so all of the project may stand here.
    """
    same_tag = content.get("tag", base.get("tag")) == base.get("tag")
    attributes = dict(base.get("attributes", {})) if same_tag else {}
    given = content.get("attributes")
    body = {
        **base,
        **content,
        "attributes": {**attributes, **given} if isinstance(given, dict) else attributes,
    }
    return read(session, OPERATOR, desk, read_draft(body))


def _merged(desk: Desk, rows: Sequence[Annotation]) -> dict[str, Any]:
    """Return the first reading stretched over all, with what the others know and it does not."""
    first = _body(rows[0], desk.scheme)
    for row in rows[1:]:
        if row.tag == rows[0].tag:
            first["attributes"] = for_gold(row, desk.scheme) | first["attributes"]
        first["sources"] = _union(first["sources"], row.sources)
    return first | {"anchor": _cover(desk.article.text, rows)}


def _union(links: Iterable[dict[str, Any]], more: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {(link["source"], link["stance"]): link for link in [*more, *links]}
    return list(known.values())


def _cover(text: str, rows: Sequence[Annotation]) -> dict[str, Any]:
    """Return the union of the segments; those that overlap or touch become one."""
    pieces = sorted((s["start"], s["end"]) for row in rows for s in row.anchor["segments"])
    if not pieces:
        return dict(rows[0].anchor)
    joined = [pieces[0]]
    for start, end in pieces[1:]:
        if start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    spans = [piece for piece in joined if piece[0] < piece[1]] or joined[:1]
    kind = "span" if spans[0][0] < spans[0][1] else "point"
    return {"kind": kind, "segments": [{"start": s, "end": e, "exact": text[s:e]} for s, e in spans]}


def _alike(row: Annotation, others: Iterable[Annotation]) -> list[str]:
    """Return the reading and those that mark the same place with the same tag."""
    same = [o.uuid for o in others if o.tag == row.tag and o.anchor == row.anchor and o.uuid != row.uuid]
    return [row.uuid, *same]
