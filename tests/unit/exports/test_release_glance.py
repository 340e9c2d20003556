"""The card tells at a glance what the page of statistics draws, as tables without a float."""

from __future__ import annotations

from collections import Counter

import pytest

from exports.release import glance
from exports.release.statistics import Statistics
from tests.packages import article, make, release

ARTICLE = article()


def section(**more) -> str:
    told = release(**more)
    gold, readings = Statistics(told.scheme), Statistics(told.scheme)
    gold.add(ARTICLE, [layer for layer in ARTICLE["layers"] if layer["layer"] == "gold"])
    readings.add(ARTICLE, [layer for layer in ARTICLE["layers"] if layer["layer"] != "gold"])
    return glance.contents(told, gold, readings)


@pytest.mark.parametrize(
    "words", ["Annotations by tag", "By outlet", "By story", "Attributes, in gold", "per 10,000 characters"]
)
def test_every_table_is_there(words):
    assert words in section()


def test_figures_of_agreement_stand_with_their_interval_or_their_reason():
    tags = {
        "claim": {"alpha": "0.81", "articles": 9, "intervals": {"alpha": {"low": "0.70", "high": "0.90"}}},
        "omission": {"alpha": None, "articles": 9, "reasons": {"alpha": "nobody marked any"}},
    }
    found = section(agreement={"tags": tags})
    assert "| claim | 0.81 | 0.70 to 0.90 | 9 |" in found
    assert "| omission | nobody marked any | – | 9 |" in found


def test_progress_and_what_stayed_out_are_told():
    found = section(
        progress=[{"month": "2024-01", "handed_in": 3, "decided": 1}], left_out={"articles": 2, "open_cases": 4}
    )
    assert "| 2024-01 | 3 | 1 |" in found
    assert "| cases not decided | 4 |" in found


def test_frames_stand_with_how_far_they_may_be_off():
    stats = Statistics(release().scheme, articles=4)
    stats.outlets = {"The Gazette": {"articles": 4}}
    stats.frames = {"The Gazette": Counter(economic=2)}
    assert "| The Gazette | economic | 2 of 4 | 15.0 to 85.0 % |" in glance._frames(stats)


def test_the_card_holds_it(tmp_path):
    make(tmp_path / "r", [ARTICLE])
    assert "Annotations by tag:" in (tmp_path / "r/README.md").read_text("utf-8")


def test_each_column_of_the_tags_has_one_head():
    told = section().partition("Annotations by tag:")[2].strip().split("\n\n")[0].splitlines()
    assert {row.count("|") for row in told} == {told[0].count("|")}
    assert told[0].count("overlapping") == 1
