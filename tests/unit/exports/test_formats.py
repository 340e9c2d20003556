"""Every format: what it can carry comes back equal, and what it cannot is counted."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings

import schemas
from exports import parts, record
from exports.format import formats, get
from exports.offsets import frozen
from exports.options import Losses, Reading, Writing
from exports.reading import read
from exports.reducing import reduce
from exports.writing import stream
from tests.generated import SCHEME, corpora

FULL = schemas.examples("valid")["article.full"]
BOTH_WAYS = [info.name for info in formats() if info.reads and info.writes and info.name != "jsonl"]
STRANGE = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def there_and_back(name, corpus):
    data = b"".join(stream(get(name), corpus, Losses(), Writing()))
    how = Reading()
    return [one.value for one in read(get(name), io.BytesIO(data), how)], how


def without_ids(article, keeps):
    """Return the record as a reader without ids of annotations sees it: they are numbered; layers by name."""
    article = {"project": None, "regions": [], **article}
    article["layers"] = sorted(article["layers"], key=lambda layer: layer["layer"])
    if keeps:
        return record.ordered(record.import_ids(article))
    numbers = {}
    article["layers"] = [
        layer | {"annotations": sorted(layer["annotations"], key=place)} for layer in article["layers"]
    ]
    for layer in article["layers"]:
        for part in (*layer["annotations"], *layer["relations"]):
            numbers[part["id"]] = f"{layer['layer']} {len(numbers)}"
    return record.ordered(renamed(article, numbers))


def place(annotation):
    segments = [(segment["start"], segment["end"]) for segment in annotation["anchor"]["segments"]]
    return annotation["tag"], segments, json.dumps(annotation["attributes"]), str(annotation["note"])


def renamed(value, names):
    if isinstance(value, dict):
        return {key: renamed(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def by_id(articles):
    return sorted(articles, key=lambda article: article["id"])


@pytest.mark.slow
@pytest.mark.parametrize("name", BOTH_WAYS)
@given(corpus=corpora())
@STRANGE
def test_what_it_carries_comes_back_equal(name, corpus):
    carried = get(name).carries
    back, _ = there_and_back(name, corpus)
    left = [reduce(article, carried, Losses(), SCHEME) for article in corpus]
    keeps = parts.IDS in carried
    assert by_id([without_ids(one, keeps) for one in back]) == by_id([without_ids(one, keeps) for one in left])


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_what_comes_back_is_a_valid_record(name):
    [article], how = there_and_back(name, [FULL])
    assert record.problems({"project": None, "regions": [], **article}) == []
    assert how.people == {}
    assert {one["origin"] for layer in article["layers"] for one in layer["annotations"]} == {"imported"}


@pytest.mark.parametrize("name", [info.name for info in formats() if info.writes])
def test_each_thing_it_loses_is_counted_and_nothing_else(name):
    losses = Losses()
    assert b"".join(stream(get(name), [FULL], losses, Writing()))
    said = {what.split(",")[0] for what in losses.counts}
    assert said & set(parts.EVERYTHING) <= get(name).loses
    assert get(name).lossless == (not losses.counts)


@pytest.mark.parametrize("name", [info.name for info in formats() if info.writes])
def test_the_same_records_give_the_same_bytes(name):
    one, other = (b"".join(stream(get(name), [FULL], Losses(), Writing())) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("info", formats(), ids=lambda info: info.name)
def test_it_says_what_it_is(info):
    assert info.title
    assert info.lossless or info.loses
    assert info.example is None or info.example.exists()
    assert info.example or not info.reads


@pytest.mark.parametrize("info", [info for info in formats() if info.reads], ids=lambda info: info.name)
def test_its_example_can_be_read(info):
    found = list(read(info, info.example, Reading()))
    assert found
    for one in found:
        assert isinstance(one.value, dict), one.value
        whole = {"id": "x", "project": None, "regions": [], **record.complete(one.value)}
        assert record.problems(whole) == []
        assert frozen(one.value["text"]) == one.value["text"]
