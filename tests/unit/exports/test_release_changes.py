"""What changed since the release before, and which number that asks for."""

from __future__ import annotations

import json

import pytest

from exports.release.changes import MAJOR, MINOR, PATCH, Changes, parse
from tests.packages import article, make, release


def after(tmp_path, one, other, *, version="1.1.0", **about):
    """Return what the second release of two changes."""
    make(tmp_path / "one", one)
    _, changes = make(
        tmp_path / "other",
        other,
        release(version, **about),
        version_before="1.0.0",
        before=lambda name: map(json.loads, (tmp_path / "one" / name).open(encoding="utf-8")),
    )
    return changes


def test_nothing_changed_asks_for_a_patch(tmp_path):
    changes = after(tmp_path, [article()], [article()])
    assert (changes.asks, changes.counts) == (PATCH, {})
    assert changes.allows("1.0.1") and not changes.allows("1.0.0")


def test_more_articles_ask_for_a_minor_number(tmp_path):
    changes = after(tmp_path, [article(id="a")], [article(id="a"), article(id="b")])
    assert changes.asks == MINOR
    assert changes.allows("1.1.0") and not changes.allows("1.0.9")


def test_what_changed_is_told_by_tag_and_attribute_and_id(tmp_path):
    changed = article()
    gold = next(layer for layer in changed["layers"] if layer["layer"] == "gold")
    one = next(a for a in gold["annotations"] if a["tag"] == "claim")
    one["attributes"]["normalized"] = "Something else."
    changes = after(tmp_path, [article()], [changed])
    assert changes.asks == MAJOR and changes.allows("2.0.0") and not changes.allows("1.9.0")
    words = changes.markdown("2.0.0")
    assert "- 1 × `claim`: `attributes.normalized`" in words
    assert one["id"] in words


def test_what_went_is_counted(tmp_path):
    changes = after(tmp_path, [article(id="a"), article(id="b")], [article(id="b")])
    assert changes.asks == MAJOR
    assert {what for _, what in changes.counts} == {"removed"}


def test_rows_that_move_to_another_part_are_told(tmp_path):
    shares = {"shares": {"train": 500, "test": 500}}
    make(tmp_path / "first", [article(id="a")], release(splits=shares, part_of={"a": "train"}))
    _, changes = make(
        tmp_path / "then", [article(id="a")], release(splits=shares, part_of={"a": "test"}),
        version_before="1.0.0",
        before=lambda name: map(json.loads, (tmp_path / "first" / name).open(encoding="utf-8")),
    )  # fmt: skip
    assert changes.asks == MAJOR
    assert "train → test" in changes.markdown("2.0.0")


def test_rows_say_which_release_had_them_first_and_changed_them_last(tmp_path):
    changed = article(id="b")
    changed["layers"][0]["annotations"][0]["note"] = "Looked at again."
    after(tmp_path, [article(id="b")], [article(id="a"), changed])
    rows = [json.loads(line) for line in (tmp_path / "other/data/gold.jsonl").open(encoding="utf-8")]
    rows += [json.loads(line) for line in (tmp_path / "other/data/annotations.jsonl").open(encoding="utf-8")]
    said = {(row["article"], row["first_release"], row["last_changed"]) for row in rows}
    assert said == {("a", "1.1.0", "1.1.0"), ("b", "1.0.0", "1.0.0"), ("b", "1.0.0", "1.1.0")}


@pytest.mark.parametrize("text", ["1.0", "1.0.0.0", "01.0.0", "1.0.x", "", "one"])
def test_what_is_no_version(text):
    assert parse(text) is None


def test_versions_sort_as_numbers_and_those_with_a_suffix_first():
    given = ["1.10.0", "1.2.0", "2.0.0-rc.1", "2.0.0"]
    assert sorted(given, key=parse) == ["1.2.0", "1.10.0", "2.0.0-rc.1", "2.0.0"]


def test_the_first_release_is_compared_with_none():
    assert Changes().allows("0.1.0")
    assert "first release" in Changes().markdown("0.1.0")
