"""What stands for others in a corpus that leaves: sources of one address, entities that were merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from annotator.models import Entity, Project, Source

Place = tuple[int, str, str | None, str | None, int | None]


def stand_ins(session: Session, project: Project, sources: Select[Source] | None = None) -> dict[str, str]:
    """Return, for each alias among the sources selected, the id of what stands for it.

    What came with an import is never an alias: its ids are those of its corpus. The oldest stands for the rest.
    """
    query = (select(Source) if sources is None else sources).where(Source.project_id == project.id)
    columns = (Source.id, Source.uuid, Source.canonical_url, Source.joined_into, Source.made_by)
    rows: Sequence[Any] = session.execute(query.with_only_columns(*columns).order_by(Source.id)).all()
    return _resolved(rows)


def with_aliases(sources: Mapping[str, dict[str, Any]], stand_in: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the records of sources, by id, each with the ids of those that it stands for."""
    joined: dict[str, list[str]] = defaultdict(list)
    for alias, uuid in stand_in.items():
        joined[uuid].append(alias)
    return {
        uuid: {**body, "aliases": sorted({*(body.get("aliases") or ()), *joined[uuid]})}
        if uuid in joined
        else body
        for uuid, body in sources.items()
    }


def entities_named(session: Session, project: Project, uuids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the records of the entities and of those that stand for them, by id.

    One that another stands for says so: readings keep the id that they named.
    """
    found: dict[str, dict[str, Any]] = {}
    waiting = set(uuids)
    while waiting:
        query = select(Entity.uuid, Entity.body, Entity.joined_into).where(
            Entity.project_id == project.id, Entity.uuid.in_(waiting)
        )
        for uuid, body, into in session.execute(query):
            found[uuid] = {**body, "joined_into": into} if into else body
        waiting = {one["joined_into"] for one in found.values() if "joined_into" in one} - found.keys() - waiting
    return found


def with_survivors(entities: Mapping[str, dict[str, Any]], named: Iterable[str]) -> list[str]:
    """Return the ids that are named, and behind them the ids of what stands for them."""
    found = dict.fromkeys(named)
    for uuid in list(found):
        into = entities.get(uuid, {}).get("joined_into")
        if into is not None:
            found.setdefault(into)
    return list(found)


def _resolved(rows: Iterable[Place]) -> dict[str, str]:
    """Return what stands for each alias in the end, where joined ones were joined again."""
    known = {row[1] for row in rows}
    into = {uuid: target for _, uuid, _, target, _ in rows if target in known and target is not None}
    groups: dict[str, list[tuple[bool, int, str]]] = defaultdict(list)
    for number, uuid, url, _, made_by in rows:
        if url is not None and uuid not in into:
            groups[url].append((made_by is not None, number, uuid))
    for group in groups.values():
        kept = min(group)
        into |= {uuid: kept[2] for made, _, uuid in group if made and uuid != kept[2]}
    return {alias: _last(alias, into) for alias in into}


def _last(alias: str, into: Mapping[str, str]) -> str:
    seen = [alias]
    while (target := into.get(seen[-1])) is not None and target not in seen:
        seen.append(target)
    return seen[-1]
