"""Statistics: counted over what the asker may see, shares with intervals, curves for managers."""

from __future__ import annotations

from collections import Counter

import pytest

import schemas
from annotator.errors import Refused
from annotator.permissions import OPERATOR
from annotator.services.corpus import statistics
from exports.release.statistics import Statistics
from tests.released import add, ready


def measured(world, name=None):
    with world.reading() as session:
        who = OPERATOR if name is None else world.actor(session, name)
        return statistics.measure(session, who, world.project(session))


def test_readings_and_gold_are_counted_apart(world):
    ready(world)
    found = measured(world)
    assert (found["readings"]["annotations"], found["gold"]["annotations"]) == (2, 1)
    assert (found["readings"]["articles"], found["readings"]["layers"]) == (1, 2)
    assert found["readings"]["outlets"] == {"The Gazette": {"articles": 1, "claim": 2}}
    assert found["readings"]["tags"]["claim"]["length"]["quartiles"] == [34] * 5


def test_shares_say_of_what_and_how_sure(world):
    ready(world)
    one = measured(world)["readings"]["tags"]["claim"]
    assert (one["count"], one["of"]) == (2, 2)
    assert one["interval"][0] < 1 == one["interval"][1]


def test_what_is_open_is_not_counted(world):
    assert measured(world)["readings"]["articles"] == 0


def test_whoever_annotates_blind_counts_only_what_is_theirs(world):
    ready(world)
    world.add_person("ann", "researcher")
    found = measured(world, "ann")
    assert (found["readings"]["annotations"], found["gold"]["annotations"]) == (1, 0)
    assert found["progress"] == {}


def test_progress_adds_up_by_day(world):
    ready(world)
    add(world, "b2", rights="CC BY", text="Another report. Here exports rose by 12 percent in 2023.")
    assert [point["count"] for point in measured(world)["progress"]["handed in"]] == [4]


def test_every_count_is_a_row_of_the_table(world):
    ready(world)
    rows = list(statistics.rows(measured(world)))
    assert ("readings", "tags", "claim", "", 2, 2) in rows
    assert ("gold", "totals", "annotations", "", 1, None) in rows
    assert ("readings", "attributes of claim", "voice", "indirect_paraphrase", 2, 2) in rows


def test_annotators_see_no_statistics(world):
    with pytest.raises(Refused):
        measured(world, "ben")


def test_the_most_frequent_come_first():
    counts = {"x": {"a": {"count": 1}, "b": {"count": 2}}, "y": {"a": {"count": 4}}}
    assert statistics.most(["a", "b", "c"], counts, 2) == ["a", "b"]


def test_an_outlet_without_a_frame_is_counted_with_its_articles():
    stats = Statistics(schemas.scheme())
    for outlet, frames in (("x", {"mfc3_morality": 1}), ("y", {})):
        stats.outlets[outlet] = Counter(articles=3)
        stats.frames[outlet] = Counter(frames)
    found = statistics.record_of(stats)["frames"]
    assert (found["y"]["mfc3_morality"]["count"], found["y"]["mfc3_morality"]["of"]) == (0, 3)


def test_agreement_stands_with_its_interval_and_in_the_table(world):
    ready(world)
    add(world, "b2", rights="CC BY", text="Another report. Here exports rose by 12 percent in 2023.")
    found = measured(world, "res")
    claim = found["agreement"]["claim"]
    assert (claim["alpha"], claim["articles"]) == (1.0, 2)
    assert {"low", "high"} <= claim["intervals"]["alpha"].keys()
    assert ("readings", "agreement", "claim", "alpha", 1.0, 2) in list(statistics.rows(found))


def test_whoever_may_not_read_agreement_is_told_none(world):
    ready(world)
    world.add_person("ann", "researcher")
    claim = measured(world, "ann")["agreement"]["claim"]
    assert (claim["alpha"], claim["articles"]) == (None, 0)
