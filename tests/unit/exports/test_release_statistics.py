"""What is in a corpus, counted against a count by hand."""

from __future__ import annotations

import schemas
from exports.release.statistics import Statistics, median, overlapping
from exports.release.wording import percent
from tests.packages import article


def counted(*articles):
    stats = Statistics(schemas.scheme())
    for one in articles:
        stats.add(one, [layer for layer in one["layers"] if layer["layer"] == "gold"])
    return stats


def test_tags_outlets_and_stories_add_up():
    one = article()
    gold = next(layer for layer in one["layers"] if layer["layer"] == "gold")
    stats = counted(one, one)
    assert stats.tags.total() == 2 * len(gold["annotations"])
    assert stats.outlets[one["outlet"]]["articles"] == stats.stories[one["story"]]["articles"] == 2
    assert sum(sum(lengths.values()) for lengths in stats.lengths.values()) == sum(
        counts["span"] for counts in stats.anchors.values()
    )


def test_a_frame_counts_once_an_article():
    one = article()
    framings = [a for layer in one["layers"] for a in layer["annotations"] if a["tag"] == "framing"]
    assert framings
    stats = Statistics(schemas.scheme())
    stats.add(one, one["layers"])
    assert set(stats.frames[one["outlet"]].values()) <= {1}


def test_who_rebuts_whom_goes_by_the_names_of_the_speakers():
    stats = counted(article())
    names = {entity["name"] for entity in article()["entities"]} | {"unknown"}
    assert stats.rebuts.total() == stats.relations["rebuts"] > 0
    assert {name for pair in stats.rebuts for name in pair} <= names


def place(number, *pairs):
    return {"id": number, "anchor": {"segments": [{"start": start, "end": end} for start, end in pairs]}}


def test_overlaps_are_found_through_any_segment():
    found = overlapping([place(1, (0, 5)), place(2, (5, 9)), place(3, (20, 30)), place(4, (1, 2), (25, 26))])
    assert [one["id"] for one in found] == [1, 3, 4]


def test_an_annotation_does_not_overlap_itself():
    assert overlapping([place(1, (0, 5), (7, 9))]) == []


def test_the_lower_median():
    assert [median({}), median({3: 1}), median({1: 2, 9: 1}), median({1: 1, 9: 1})] == [0, 3, 1, 1]


def test_shares_are_written_in_tenths_without_floats():
    assert [percent(1, 3), percent(1, 8), percent(0, 5), percent(5, 5), percent(1, 0)] == [
        "33.3 %", "12.5 %", "0.0 %", "100.0 %", "–",
    ]  # fmt: skip
