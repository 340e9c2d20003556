"""Each view holds what it says, and loads with the one line that the README shows."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import pytest

import schemas
from exports.format import get
from exports.options import Losses, Writing
from exports.writing import stream, to_folder

README = Path(__file__).parents[3] / "README.md"
FULL = schemas.examples("valid")["article.full"]
VIEWS = ["spans", "sentences", "bio", "pairs", "verdicts", "softlabels"]


def of(name, *records):
    data = b"".join(stream(get(name), records or [FULL], Losses(), Writing()))
    return [json.loads(line) for line in data.splitlines()]


LINES = dict(re.findall(r"^\| `(\w+)` \|[^|]*\| `(.+)` \|$", README.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", LINES)
def test_the_line_of_the_readme_loads_it(name, tmp_path, monkeypatch):
    import datasets
    import pandas as pd
    import spacy
    from spacy.tokens import DocBin

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path / "cache")
    info = get(name)
    if info.folder:
        to_folder(info, [FULL], Losses(), Writing(), tmp_path / "folder")
    else:
        stem = name if name in VIEWS else "corpus"
        (tmp_path / f"{stem}{info.suffixes[0]}").write_bytes(b"".join(stream(info, [FULL], Losses(), Writing())))
    known = {"pandas": pd, "json": json, "spacy": spacy, "DocBin": DocBin, "load_dataset": datasets.load_dataset}
    assert len(eval(LINES[name], known)) > 0


def test_every_view_has_its_line():
    assert {*VIEWS, "spacy", "parquet", "hf"} == set(LINES)


def test_spans_are_one_line_each():
    found = of("spans")
    assert len(found) == 8
    assert all(list(one) == list(found[0]) for one in found)


def test_sentences_bear_the_tags_that_touch_them_and_boilerplate_is_none():
    found = of("sentences")
    assert [one["labels"] for one in found if one["layer"] == "gold"] == [
        ["framing"], ["claim", "rebuttal", "omission"], [],
    ]  # fmt: skip
    assert all(FULL["text"][one["start"] : one["end"]] == one["text"] for one in found)


def test_bio_labels_are_as_many_as_tokens():
    for one in of("bio"):
        assert {len(one[tag]) for tag in schemas.scheme()["tags"]} == {len(one["tokens"])}
    marked = [label for one in of("bio") for label in one["framing"] if label != "O"]
    assert marked == ["B-framing", "B-framing"]


def test_pairs_join_a_rebuttal_with_its_claim_or_with_words():
    found = of("pairs")
    assert {one["target_text"] for one in found} == {"the worst in the region’s network"}
    alone = copy.deepcopy(FULL)
    for layer in alone["layers"]:
        layer["relations"] = []
        for one in layer["annotations"]:
            if one["tag"] == "rebuttal":
                one["attributes"]["target_external"] = "It is unsafe."
    assert {(one["target"], one["target_text"]) for one in of("pairs", alone)} == {(None, "It is unsafe.")}


def test_a_verdict_comes_once_with_its_questions_and_evidence():
    [found] = of("verdicts", FULL, {**FULL, "id": "again"})
    assert found["label"] == "Supported"
    assert found["questions"][0]["answers"][0]["source_url"] == "https://union.example/report"
    assert found["evidence"][0]["stance"] == "supports"


def test_soft_labels_count_who_marked_and_who_did_not():
    second = copy.deepcopy(FULL["layers"][1]) | {"layer": "wren", "annotations": [], "relations": []}
    third = second | {"layer": "crow", "state": "open"}
    found = of("softlabels", {**FULL, "layers": [*FULL["layers"], second, third]})
    claim = next(one for one in found if one["task"] == "claim" and one["hard_label"] == 1)
    assert claim["annotators"] == ["heron", "wren"]
    assert (claim["annotations"], claim["soft_label"]) == ([1, 0], {"0": 1, "1": 1})
    assert of("softlabels", {**FULL, "layers": FULL["layers"][:1]}) == []
