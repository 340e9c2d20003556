"""What a reviewer says of a case: read strictly in what it means, leniently in how `chosen` is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.errors import Invalid, Problem
from schemas.sayings import say

OUTCOMES = ("accept", "amend", "merge", "reject", "add", "undecidable")
REASONS = ("slip", "guideline_gap", "genuine_ambiguity", "boundary_convention", "world_knowledge", "other")
FIELDS = ("case_version", "outcome", "chosen", "reason", "rationale", "confidence", "seconds")
CONTENT = ("tag", "anchor", "attributes", "sources", "note")
LISTS = ("annotations", "readings", "relations")
SINGLES = ("annotation", "reading", "relation", "id")
RATIONALE_LIMIT = 10_000


@dataclass(frozen=True)
class Chosen:
    """Which readings were taken, and what of them is said otherwise."""

    ids: tuple[str, ...] = ()
    content: Mapping[str, Any] = field(default_factory=dict)

    def to_record(self) -> dict[str, Any] | None:
        """Return it as the decision keeps it, None when nothing was chosen."""
        record = ({"annotations": list(self.ids)} if self.ids else {}) | dict(self.content)
        return record or None


@dataclass(frozen=True)
class Ruling:
    """A decision before it is stored; `case_version` is the version of the case that was looked at.

    `shown` are ids of readings in the order in which they were shown.
    """

    case_version: int
    outcome: str
    chosen: Chosen
    reason: str | None
    rationale: str | None
    confidence: int | None
    seconds: int | None = None
    shown: tuple[str, ...] = ()


def read_ruling(body: Mapping[str, Any]) -> Ruling:
    """Return the ruling that the body says; raises Invalid with every field that is wrong."""
    problems = list(_problems(body))
    if problems:
        raise Invalid.many(problems)
    return Ruling(
        body["case_version"],
        body["outcome"],
        read_chosen(body.get("chosen")),
        body.get("reason"),
        (body.get("rationale") or "").strip() or None,
        body.get("confidence"),
        body.get("seconds"),
    )


def read_chosen(chosen: Any) -> Chosen:
    """Return which readings were chosen: an id, a list of ids, or an object that names them.

    Keys of the object that are neither ids nor parts of an annotation are values of attributes.
    """
    if chosen is None:
        return Chosen()
    if isinstance(chosen, str):
        return Chosen((chosen.lower(),))
    if isinstance(chosen, list):
        return Chosen(tuple(_id(item) for item in chosen))
    if not isinstance(chosen, dict):
        raise Invalid("wrong_type", "chosen names readings, or says what to store.", pointer="/chosen")
    ids = [_id(item) for name in LISTS for item in _list(chosen.get(name))]
    ids += [_id(chosen[name]) for name in SINGLES if chosen.get(name) is not None]
    content = {name: chosen[name] for name in CONTENT if name in chosen}
    values = {k: v for k, v in chosen.items() if k not in (*CONTENT, *LISTS, *SINGLES)}
    if values:
        content["attributes"] = {**content.get("attributes", {}), **values}
    return Chosen(tuple(dict.fromkeys(ids)), content)


def _id(item: Any) -> str:
    if isinstance(item, dict):
        item = next((item[name] for name in SINGLES if isinstance(item.get(name), str)), None)
    if not isinstance(item, str):
        raise Invalid("wrong_type", "A reading is named by its id.", pointer="/chosen")
    return item.lower()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _problems(body: Mapping[str, Any]) -> list[Problem]:
    found = [
        Problem("unknown_field", say("There is no field %(name)r here.", name=k), f"/{k}")
        for k in body
        if k not in FIELDS
    ]
    found += _choice(body, "outcome", OUTCOMES) + _choice(body, "reason", REASONS)
    found += _whole(body, "case_version", 1, 2**31, needed=True) + _whole(body, "confidence", 1, 3, needed=True)
    found += _whole(body, "seconds", 0, 2**31, needed=False)
    rationale = body.get("rationale")
    if rationale is not None and not isinstance(rationale, str):
        found.append(Problem("wrong_type", "rationale is text.", "/rationale"))
    elif rationale and len(rationale) > RATIONALE_LIMIT:
        words = say("rationale takes %(most)s characters.", most=RATIONALE_LIMIT)
        found.append(Problem("too_long", words, "/rationale", RATIONALE_LIMIT))
    return found


def _choice(body: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> list[Problem]:
    value = body.get(name)
    if value is None:
        return [
            Problem(
                "missing_field",
                say("Say the %(name)s: one of %(choices)s.", name=name, choices=", ".join(allowed)),
                f"/{name}",
            )
        ]
    if value not in allowed:
        return [
            Problem(
                "unknown_value",
                say("%(name)s is one of %(choices)s.", name=name, choices=", ".join(allowed)),
                f"/{name}",
            )
        ]
    return []


def _whole(body: Mapping[str, Any], name: str, lowest: int, highest: int, *, needed: bool) -> list[Problem]:
    value = body.get(name)
    if value is None:
        return [Problem("missing_field", f"Say {name}.", f"/{name}")] if needed else []
    if type(value) is not int:
        return [Problem("wrong_type", say("%(name)s is a whole number.", name=name), f"/{name}")]
    if not lowest <= value <= highest:
        return [
            Problem(
                "out_of_range",
                say("%(name)s is from %(lowest)s to %(highest)s.", name=name, lowest=lowest, highest=highest),
                f"/{name}",
            )
        ]
    return []
