"""The article record: its order, its digest, its ids, and what is wrong with it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from typing import Any

import schemas
from exports import canonical, ids
from exports.content import Content, fields
from exports.incoming import complete
from exports.order import Order
from exports.shape import Shape

__all__ = [
    "Kit", "RecordError", "complete", "digest", "import_ids", "kit", "leaving", "ordered", "problems",
]  # fmt: skip

Json = dict[str, Any]

_KEPT = 16


class Kit:
    """All that is needed to check and order article records under one scheme, compiled."""

    def __init__(self, scheme: Json) -> None:
        self.scheme = scheme
        self.shape = Shape("article", scheme)
        self.order = Order(self.shape.schema, scheme)
        self.content = Content(scheme)
        self.entities = fields(scheme, "entity", "entities")


class RecordError(ValueError):
    """A record that may not leave; `problems` says why."""

    def __init__(self, article: str, problems: list[str]) -> None:
        super().__init__(f"article {article}: {problems[0]}")
        self.article = article
        self.problems = problems


def ordered(record: Json, scheme: Json | None = None) -> Json:
    """Return the record with keys in the order of its schema, attributes and sets in that of the scheme."""
    return kit(scheme).order.arrange(record)


def digest(record: Json) -> str:
    """Return the SHA-256 of the canonical JSON of the record without `history`."""
    return canonical.digest({key: value for key, value in record.items() if key != "history"})


def import_ids(record: Json, scheme: Json | None = None) -> Json:
    """Return a copy in which every id but the article's is a UUID in lower case, alike wherever it stands."""
    return ids.import_ids(record, kit(scheme).entities)


def problems(record: object, scheme: Json | None = None) -> list[str]:
    """Return what is wrong with a record, each as `pointer: sentence`; nothing if it may enter or leave."""
    tools = kit(scheme)
    wrong = _shape(record, tools)
    if wrong or not isinstance(record, dict):
        return wrong
    try:
        return _content(record, digest(record), tools)
    except canonical.CanonicalError as error:
        return [f"/: {error}"]


def leaving(record: Json, scheme: Json | None = None, *, arranged: Collection[str] = ()) -> Json:
    """Return the record as it leaves: in order, with its digest in its `history` if it has one.

    `arranged` names the parts that are known to be in order inside, such as `layers` out of our own tables.

    Raise `RecordError` with every problem when it may not leave.
    """
    tools = kit(scheme)
    ready = tools.order.arrange(record, arranged)
    found = _digest(ready)
    if ready.get("history") is not None:
        ready["history"] = {**ready["history"], "record_sha256": found}
    wrong = _shape(ready, tools) or _content(ready, found, tools)
    if wrong:
        raise RecordError(str(record.get("id")), wrong)
    return ready


def _digest(ready: Json) -> str:
    try:
        return canonical.digest_of_json({key: value for key, value in ready.items() if key != "history"})
    except canonical.CanonicalError as error:
        raise RecordError(str(ready.get("id")), [f"/: {error}"]) from error


def _shape(record: object, tools: Kit) -> list[str]:
    if tools.shape.fits(record):
        return []
    return [f"{where or '/'}: {detail}" for where, detail in tools.shape.faults(record)]


def _content(record: Json, found: str, tools: Kit) -> list[str]:
    faults = [f"{where}: {detail}" for where, detail in tools.content.faults(record)]
    claimed = (record.get("history") or {}).get("record_sha256", found)
    if claimed != found:
        faults.append(f"/history/record_sha256: The record has the SHA-256 {found}, not {claimed}.")
    return faults


_kits: OrderedDict[int, Kit] = OrderedDict()


def kit(scheme: Json | None = None) -> Kit:
    """Return the compiled kit of a scheme, the default one if none; kept as long as it is the same object."""
    number = 0 if scheme is None else id(scheme)
    found = _kits.get(number)
    if found is None:
        found = _kits[number] = Kit(schemas.scheme() if scheme is None else scheme)
        if len(_kits) > _KEPT:
            _kits.popitem(last=False)
    return found
