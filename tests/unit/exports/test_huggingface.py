from __future__ import annotations

import pytest

import schemas
from exports import huggingface
from exports.format import get
from exports.options import Losses, Writing
from exports.writing import to_folder

RECORDS = [schemas.examples("valid")[name] for name in ("article.full", "article.bare")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    to_folder(get("hf"), RECORDS, Losses(), Writing(name="riverside"), tmp_path / "corpus")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "rows"), [("gold", 4), ("annotators", 4), ("articles", 2), ("claims", 1), ("sources", 2)]
)
def test_datasets_loads_every_configuration_by_its_card(folder, name, rows):
    from datasets import load_dataset

    table = load_dataset(str(folder / "corpus"), name, split="train", cache_dir=str(folder / "cache"))
    assert len(table) == rows
    if name == "gold":
        assert table[0]["published"] == "2024-06-03"
        assert table[0]["segments"] == [[228, 261]]


def test_without_parquet_the_files_are_json_lines(monkeypatch):
    monkeypatch.setattr("exports.huggingface.writer.find_spec", lambda name: None)
    files = dict(huggingface.write(RECORDS, Losses(), Writing()))
    assert "data/gold.jsonl" in files
    assert b"path: data/gold.jsonl" in files["README.md"]


def test_a_configuration_without_rows_is_left_out():
    names = [name for name, _ in huggingface.write(RECORDS[1:], Losses(), Writing())]
    assert names == ["README.md", "data/articles.parquet"]
