"""A corpus with noise of known size, brought in with its layers, its figures computed another way."""

from __future__ import annotations

import json
import random
import uuid

import krippendorff
import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from tests.corpora import bring_in, line

ARTICLES, PEOPLE, SPANS = 12, ("p", "q", "r"), 4
DROPPED, MOVED, RETAGGED = 0.2, 0.3, 0.1
"""Of each person's spans, so large a share is left out, moved by one word, given the other tag."""

TAGS = ("claim", "framing")
WORD = 3
WORDS = 100


def corpus(seed: int = 7) -> dict[str, dict[str, list[tuple[str, int, int]]]]:
    """Return layers by article, each a noisy copy of the same truth; the last person left two articles undone."""
    chance = random.Random(seed)
    made = {}
    for number in range(ARTICLES):
        truth = [
            (chance.choice(TAGS), 20 * at + chance.randrange(5), chance.randrange(2, 9)) for at in range(SPANS)
        ]
        people = PEOPLE[:2] if number < 2 else PEOPLE
        made[f"n{number}"] = {name: [s for one in truth if (s := noisy(chance, one))] for name in people}
    return made


def noisy(chance: random.Random, one: tuple[str, int, int]) -> tuple[str, int, int] | None:
    tag, first, count = one
    if chance.random() < DROPPED:
        return None
    if chance.random() < MOVED:
        first += 1
    if chance.random() < RETAGGED:
        tag = TAGS[1 - TAGS.index(tag)]
    return tag, WORD * first, WORD * (first + count) - 1


def dense(made, tag: str) -> np.ndarray:
    """Return a row for each person and a column for each character of all articles, NaN where not finished."""
    parts = []
    for name, layers in made.items():
        part = np.full((len(PEOPLE), len(line(name, {})["text"])), np.nan)
        for row, person in enumerate(PEOPLE):
            if person in layers:
                part[row] = 0
                for said, start, end in layers[person]:
                    if said == tag:
                        part[row, start:end] = 1
        parts.append(part)
    return np.concatenate(parts, axis=1)


def f1(made, tag: str, weigh) -> float:
    """Return F1 over every two people of every article, by assignment on a dense table."""
    matched = size = 0.0
    for layers in made.values():
        names = sorted(layers)
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                mine, theirs = ([s[1:] for s in layers[name] if s[0] == tag] for name in (one, other))
                size += len(mine) + len(theirs)
                table = np.array([[weigh(a, b) for b in theirs] for a in mine]).reshape(len(mine), len(theirs))
                matched += table[linear_sum_assignment(-table)].sum()
    return 2 * matched / size


def iou(a: tuple[int, int], b: tuple[int, int]) -> float:
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / (a[1] - a[0] + b[1] - b[0] - both)


WEIGHTS = {
    "iou_weighted": iou,
    "exact": lambda a, b: float(a == b),
    "relaxed": lambda a, b: float(iou(a, b) > 0),
}


def check(world, made, slug: str = "news") -> None:
    found = world.as_("man").get(f"/projects/{slug}/agreement?bootstrap=0").json
    for tag in TAGS:
        figures, table = found["tags"][tag], dense(made, tag)
        expected = krippendorff.alpha(table, level_of_measurement="nominal", value_domain=[0, 1])
        assert figures["alpha"] == pytest.approx(expected, abs=1e-9)
        assert figures["prevalence"] == pytest.approx(np.nanmean(table), abs=1e-9)
        assert figures["f1"]["iou_weighted"] == pytest.approx(f1(made, tag, iou), abs=1e-9)
        assert figures["f1"]["exact"] == pytest.approx(f1(made, tag, lambda a, b: float(a == b)), abs=1e-9)
        assert figures["f1"]["relaxed"] == pytest.approx(
            f1(made, tag, lambda a, b: float(iou(a, b) > 0)), abs=1e-9
        )
        assert 0.4 < figures["alpha"] < 0.9


def test_as_jsonl(world):
    made = corpus()
    bring_in(world, *(line(name, layers) for name, layers in made.items()))
    check(world, made)


def test_noise_lowers_every_figure(world):
    made = corpus()
    clean = {name: dict.fromkeys(layers, next(iter(layers.values()))) for name, layers in made.items()}
    bring_in(world, *(line(name, layers) for name, layers in clean.items()))
    found = world.as_("man").get("/projects/news/agreement?bootstrap=0").json["tags"]
    assert {round(found[tag]["alpha"], 9) for tag in TAGS} == {1.0}


def test_an_export_brought_into_an_empty_project_has_the_same_records_and_figures(world):
    bring_in(world, *(numbered(line(name, layers)) for name, layers in corpus().items()))
    world.add_project("copy")
    world.add_person("man", "manager", "researcher", slug="copy")
    bring_in(world, *exported(world, "news"), slug="copy")
    assert [bare(one) for one in exported(world, "copy")] == [bare(one) for one in exported(world, "news")]
    once, again = figures(world, "news"), figures(world, "copy")
    assert once == again
    assert once["tags"]["claim"]["alpha"] is not None and once["attributes"]["framing"]


def numbered(record):
    """Give every annotation an id that no other article has."""
    for annotation in (one for layer in record["layers"] for one in layer["annotations"]):
        annotation["id"] = str(uuid.uuid5(uuid.UUID(annotation["id"]), record["id"]))
    return record


def figures(world, slug):
    """Return what is measured of all articles, asked for until none is left for want of time."""
    found = world.as_("man").get(f"/projects/{slug}/agreement").json
    while found["aligned"]["left"]:
        found = world.as_("man").get(f"/projects/{slug}/agreement").json
    return {part: found[part] for part in ("tags", "pairwise", "attributes", "aligned")}


def exported(world, slug):
    data = world.as_("man").get(f"/projects/{slug}/export?layers=all").get_data(as_text=True)
    return [json.loads(one) for one in data.splitlines()]


def bare(record):
    return {name: value for name, value in record.items() if name not in {"id", "project", "history"}}
