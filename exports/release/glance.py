"""What is in a release at a glance, as the tables of its card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from exports.intervals import wilson
from exports.release.statistics import Statistics, median
from exports.release.wording import percent, table

if TYPE_CHECKING:
    from exports.release.release import Release

Json = dict[str, Any]
MOST = 20
"""So many rows of a long table are in the card; the files hold all."""


def contents(release: Release, stats: Statistics, layers: Statistics) -> str:
    """Return the section; `stats` count the gold, `layers` the readings of all annotators."""
    lead = (
        f"{layers.articles} articles of {layers.characters} characters, read in {layers.layers} layers; "
        f"{stats.articles} have gold."
    )
    return "\n\n".join([lead, *(f"{words}\n\n{rows}" for words, rows in _tables(release, stats, layers) if rows)])


def _tables(release: Release, stats: Statistics, layers: Statistics) -> Iterator[tuple[str, str]]:
    tags = list(stats.scheme["tags"])
    yield "Annotations by tag:", _tags(stats, layers)
    yield "Agreement between annotators, over characters, with its interval over articles:", _agreement(release)
    yield "By outlet:", _counts("outlet", "articles read", stats.outlets, tags)
    yield "By story:", _counts("story", "articles read", stats.stories, tags)
    yield "Articles of an outlet in which a frame was found in gold, with the 95 % interval:", _frames(stats)
    yield "Who rebuts whom, in gold:", _rebuts(stats)
    yield "Attributes, in gold:", _attributes(stats)
    yield "Progress, by the end of each month:", _progress(release)
    yield "Not in this release:", _left_out(release)


def _tags(stats: Statistics, layers: Statistics) -> str:
    total = sum(stats.tags.values())
    head = [
        "tag",
        "in gold",
        "share",
        "by all annotators",
        "median length",
        "per 10,000 characters",
        "overlapping",
    ]
    return table(
        head,
        [
            (
                tag,
                stats.tags[tag],
                percent(stats.tags[tag], total),
                layers.tags[tag],
                median(stats.lengths.get(tag, {})),
                _density(stats.tags[tag], stats.characters),
                stats.overlapping[tag],
            )
            for tag in stats.scheme["tags"]
        ],
    )


def _density(count: int, characters: int) -> str:
    tenths = (200_000 * count + characters) // (2 * characters) if characters else 0
    return f"{tenths // 10}.{tenths % 10}" if characters else "–"


def _agreement(release: Release) -> str:
    tags: Json = release.agreement.get("tags", {})
    rows = []
    for tag, found in tags.items():
        drawn = found.get("intervals", {}).get("alpha", {})
        interval = f"{drawn['low']} to {drawn['high']}" if drawn.get("low") is not None else "–"
        alpha = found.get("alpha") or found.get("reasons", {}).get("alpha", "–")
        rows.append((tag, alpha, interval, found.get("articles", "–")))
    return table(["tag", "α", "95 %", "articles"], rows) if rows else ""


def _counts(what: str, articles: str, counts: Json, tags: list[str]) -> str:
    rows = [(name, row["articles"], *(row[tag] for tag in tags)) for name, row in sorted(counts.items())[:MOST]]
    return table([what, articles, *tags], rows) if rows else ""


def _frames(stats: Statistics) -> str:
    names = sorted({name for counts in stats.frames.values() for name in counts})
    rows = []
    for outlet, counts in sorted(stats.frames.items())[:MOST]:
        of = stats.outlets[outlet]["articles"]
        rows += [(outlet, name, f"{counts[name]} of {of}", _interval(counts[name], of)) for name in names]
    return table(["outlet", "frame", "articles", "95 %"], rows) if rows else ""


def _interval(count: int, of: int) -> str:
    found = wilson(count, of)
    return f"{100 * found[0]:.1f} to {100 * found[1]:.1f} %" if found else "–"


def _rebuts(stats: Statistics) -> str:
    pairs = sorted(stats.rebuts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    return table(["who", "whom", "times"], [(who, whom, count) for (who, whom), count in pairs]) if pairs else ""


def _attributes(stats: Statistics) -> str:
    rows = [
        (tag, name, ", ".join(f"{value} {count}" for value, count in _most(counts)))
        for tag, found in stats.attributes.items()
        for name, counts in sorted(found.items())
    ]
    return table(["tag", "attribute", "answers"], rows) if rows else ""


def _most(counts: Any) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST]


def _progress(release: Release) -> str:
    rows = [(row["month"], row["handed_in"], row["decided"]) for row in release.progress]
    return table(["month", "layers handed in", "cases decided"], rows) if rows else ""


def _left_out(release: Release) -> str:
    words = {"articles": "articles", "open_layers": "layers not handed in", "open_cases": "cases not decided"}
    rows = [(words[name], count) for name, count in release.left_out.items() if name in words]
    return table(["what", "how many"], rows) if rows else ""
