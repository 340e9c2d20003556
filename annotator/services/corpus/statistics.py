"""What is in the corpus at a glance: counted over the layers and articles that the asker may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from annotator.models import Article, Case, Chain, Event, Layer, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, allowed, require
from annotator.queries import articles, cases, layers, projects, targets
from annotator.records import corpus
from annotator.services.agreement.choice import EVERYTHING, choose
from annotator.services.agreement.sums import by_tag
from exports.intervals import wilson
from exports.release.statistics import Statistics, median

Json = dict[str, Any]
Row = tuple[str, str, str, str, float, int | None]

SCHEMA = "annotator/statistics/1"
CURVES = {"layer:hand_in": "handed in", "case:decide": "cases decided"}
QUARTERS = (0, 25, 50, 75, 100)


def measure(session: Session, actor: Actor, project: Project) -> Json:
    """Return the counts of all finished readings and of gold; raises Refused."""
    require(actor, Permission.CORPUS_EXPORT, targets.of_project(project.id))
    scheme = projects.scheme(session, project).data
    readings, gold = Statistics(scheme), Statistics(scheme)
    for record in corpus.records(session, project, _articles(actor, project), _finished(actor)):
        found = {
            name: [one for one in record["layers"] if (one["layer"] == "gold") == name] for name in (True, False)
        }
        if found[False]:
            readings.add(record, found[False])
        if found[True]:
            gold.add(record, found[True])
    return {
        "schema": SCHEMA,
        "project": project.slug,
        "readings": record_of(readings),
        "gold": record_of(gold),
        "agreement": _agreement(session, actor, project),
        "cases": _cases(session, actor, project),
        "progress": _progress(session, actor, project),
    }


def record_of(stats: Statistics) -> Json:
    """Return counts as a record: shares are counts with what they are counts of, and their interval."""
    total = sum(stats.tags.values())
    tags = {tag: _tag(stats, tag, total) for tag in stats.scheme["tags"]}
    return {
        "articles": stats.articles,
        "layers": stats.layers,
        "characters": stats.characters,
        "annotations": total,
        "tags": tags,
        "attributes": {
            tag: {name: _shares(counts, sum(counts.values())) for name, counts in sorted(table.items())}
            for tag, table in stats.attributes.items()
        },
        "outlets": {name: dict(sorted(row.items())) for name, row in sorted(stats.outlets.items())},
        "stories": {name: dict(sorted(row.items())) for name, row in sorted(stats.stories.items())},
        "months": dict(sorted(stats.months.items())),
        "relations": dict(sorted(stats.relations.items())),
        "rebuts": [
            {"who": who, "whom": whom, "count": count}
            for (who, whom), count in sorted(stats.rebuts.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
        "frames": _frames(stats),
    }


def rows(record: Json) -> Iterator[Row]:
    """Yield every count as one row: layers, table, what, of what, count, and the total it is a share of.

    Agreement has the figure in place of a count, and the articles that it rests on in place of the total.
    """
    for which in ("readings", "gold"):
        part = record[which]
        for name in ("articles", "layers", "characters", "annotations"):
            yield which, "totals", name, "", part[name], None
        for tag, row in part["tags"].items():
            yield which, "tags", tag, "", row["count"], part["annotations"]
            yield which, "overlapping", tag, "", row["overlapping"], row["count"]
        for table in ("outlets", "stories"):
            for name, counts in part[table].items():
                yield from ((which, table, name, key, count, None) for key, count in counts.items())
        yield from _nested(which, "frames", part["frames"])
        for tag, attributes in part["attributes"].items():
            yield from _nested(which, f"attributes of {tag}", attributes)
        yield from ((which, "rebuts", one["who"], one["whom"], one["count"], None) for one in part["rebuts"])
        yield from ((which, "relations", name, "", count, None) for name, count in part["relations"].items())
    for tag, one in record["agreement"].items():
        ends = one.get("intervals", {}).get("alpha", {})
        for of, value in (("alpha", one["alpha"]), ("low", ends.get("low")), ("high", ends.get("high"))):
            if value is not None:
                yield "readings", "agreement", tag, of, value, one["articles"]


def _nested(which: str, table: str, found: Mapping[str, Mapping[str, Json]]) -> Iterator[Row]:
    for name, shares in found.items():
        yield from ((which, table, name, key, one["count"], one["of"]) for key, one in shares.items())


def _articles(actor: Actor, project: Project) -> Any:
    return articles.visible_to(actor).where(Article.project_id == project.id)


def _finished(actor: Actor) -> Any:
    return layers.visible_to(actor).where(Layer.state != "open")


def _frames(stats: Statistics) -> Json:
    """Return for each outlet every frame that was found anywhere: none of three articles is a finding too."""
    names = sorted({name for counts in stats.frames.values() for name in counts})
    return {
        outlet: _shares({name: counts[name] for name in names}, stats.outlets[outlet]["articles"])
        for outlet, counts in sorted(stats.frames.items())
    }


def _tag(stats: Statistics, tag: str, total: int) -> Json:
    lengths: Mapping[int, int] = stats.lengths.get(tag, {})
    return {
        **_share(stats.tags[tag], total),
        "overlapping": stats.overlapping[tag],
        "anchors": dict(sorted(stats.anchors.get(tag, {}).items())),
        "length": {"median": median(lengths), "quartiles": _quartiles(lengths)},
        "per_1000_characters": round(1000 * stats.tags[tag] / stats.characters, 3) if stats.characters else None,
    }


def _quartiles(lengths: Mapping[int, int]) -> list[int]:
    """Return the shortest, the quartiles and the longest; nothing of none."""
    ordered = sorted(lengths)
    if not ordered:
        return []
    sums = list(accumulate(lengths[length] for length in ordered))
    wanted = [max(1, -(-sums[-1] * quarter // 100)) for quarter in QUARTERS]
    return [next(length for length, upto in zip(ordered, sums, strict=True) if upto >= at) for at in wanted]


def _shares(counts: Mapping[str, int], of: int) -> dict[str, Json]:
    return {key: _share(count, of) for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))}


def _share(count: int, of: int) -> Json:
    interval = wilson(count, of) if count <= of else None
    return {"count": count, "of": of, "interval": [round(end, 4) for end in interval] if interval else None}


def _agreement(session: Session, actor: Actor, project: Project) -> Json:
    """Return the figures of each tag with their intervals; nothing for who may not see them."""
    if not allowed(actor, Permission.AGREEMENT_READ, targets.of_project(project.id)):
        return {}
    return by_tag(choose(session, actor, project, EVERYTHING), EVERYTHING.draws)


def _cases(session: Session, actor: Actor, project: Project) -> dict[str, int]:
    query = cases.visible_to(actor).where(Article.project_id == project.id)
    rows = session.execute(query.with_only_columns(Case.state, func.count()).group_by(Case.state))
    found = {state: count for state, count in rows}
    return {state: found.get(state, 0) for state in ("open", "decided")}


def _progress(session: Session, actor: Actor, project: Project) -> dict[str, list[Json]]:
    """Return for each curve how much was done by the end of each day; only for who manages the project."""
    if not (actor.operator or actor.has(project.id, "manager")) or project.id in actor.blinded:
        return {}
    day = func.substr(Event.ts, 1, 10)
    query = select(Event.action, day, func.count()).join(Chain, Chain.id == Event.chain_id)
    query = query.where(Chain.project_id == project.id, Event.action.in_(CURVES)).group_by(Event.action, day)
    found: dict[str, list[Json]] = {name: [] for name in CURVES.values()}
    for action, when, count in sorted((action, when, count) for action, when, count in session.execute(query)):
        curve = found[CURVES[action]]
        curve.append({"day": when, "count": count + (curve[-1]["count"] if curve else 0)})
    return found


def most(shares: Iterable[str], counts: Mapping[str, Mapping[str, Json]], number: int) -> list[str]:
    """Return the names that are counted most over all rows, the most frequent first."""
    sums = {name: sum(row.get(name, {"count": 0})["count"] for row in counts.values()) for name in shares}
    return sorted((name for name in sums if sums[name]), key=lambda name: (-sums[name], name))[:number]
