"""The package: whole, the same again, loadable, and withholding what may not leave."""

from __future__ import annotations

import copy
import json

import jsonschema
import pytest
import yaml

from exports import jsonl, record
from exports.release import restore_texts
from exports.release.croissant import VERSIONS
from exports.release.seal import digests, sums
from exports.release.texts import passed_on
from tests.packages import CARD, article, make, release

ARTICLE = article()
PARTS = {"splits": {"shares": {"train": 500, "test": 500}}, "part_of": {ARTICLE["id"]: "test"}}


def rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_same_records_give_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        make(tmp_path / name, [copy.deepcopy(ARTICLE)])
    assert digests(tmp_path / "one") == digests(tmp_path / "other")


def test_the_manifest_names_every_file_with_its_hash(tmp_path):
    manifest, _ = make(tmp_path / "r", [ARTICLE])
    found = digests(tmp_path / "r")
    assert {name: about["sha256"] for name, about in manifest["files"].items()} | {
        "manifest.json": found["manifest.json"]
    } == found
    assert sums(tmp_path / "r").decode().count("\n") == len(found)


def test_no_file_holds_a_float(tmp_path):
    make(tmp_path / "r", [ARTICLE], release(**PARTS))

    def refuse(number):
        raise AssertionError(number)

    for path in (tmp_path / "r").rglob("*.json*"):
        for line in path.read_text("utf-8").split("\n") if path.suffix == ".jsonl" else [path.read_text("utf-8")]:
            json.loads(line or "null", parse_float=refuse)


def test_articles_are_in_their_part_line_by_line_as_they_left(tmp_path):
    make(tmp_path / "r", [ARTICLE], release(**PARTS))
    assert (tmp_path / "r/data/test.jsonl").read_bytes() == jsonl.line(ARTICLE)
    assert (tmp_path / "r/data/train.jsonl").read_bytes() == b""
    assert {row["split"] for row in rows(tmp_path / "r/data/gold.jsonl")} == {"test"}


def test_every_reading_and_every_gold_annotation_has_its_row(tmp_path):
    make(tmp_path / "r", [ARTICLE])
    layers = {layer["layer"]: {one["id"] for one in layer["annotations"]} for layer in ARTICLE["layers"]}
    gold = layers.pop("gold")
    assert {row["id"] for row in rows(tmp_path / "r/data/gold.jsonl")} == gold
    found = {(row["layer"], row["id"]) for row in rows(tmp_path / "r/data/annotations.jsonl")}
    assert found == {(name, one) for name, ids in layers.items() for one in ids}


@pytest.mark.parametrize("texts", ["full", "quotes", "offsets"])
def test_every_line_is_what_the_schema_in_the_package_says(tmp_path, texts):
    make(tmp_path / "r", [ARTICLE], release(texts=texts))
    schema = json.loads((tmp_path / "r/schema/article.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert [
        error.message for row in rows(tmp_path / "r/data/all.jsonl") for error in validator.iter_errors(row)
    ] == []


def test_with_quotes_the_text_is_gone_and_what_was_annotated_stays(tmp_path):
    make(tmp_path / "r", [ARTICLE], release(texts="quotes"))
    (row,) = rows(tmp_path / "r/data/all.jsonl")
    assert row["text"] is None
    assert row["layers"] == ARTICLE["layers"]
    assert record.digest(row) == row["history"]["record_sha256"]


def test_with_offsets_no_word_of_the_text_is_in_any_file(tmp_path):
    make(tmp_path / "r", [ARTICLE], release(texts="offsets"))
    quotes = {
        segment["exact"]
        for layer in ARTICLE["layers"]
        for one in layer["annotations"]
        for segment in one["anchor"]["segments"]
        if len(segment["exact"]) > 30
    }
    assert quotes
    words = "".join(path.read_text("utf-8") for path in (tmp_path / "r/data").iterdir())
    assert [quote for quote in quotes if json.dumps(quote, ensure_ascii=False)[1:-1] in words] == []


@pytest.mark.parametrize("texts", ["quotes", "offsets"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_copy_of_the_text_makes_the_record_whole_again(tmp_path, texts, ends):
    make(tmp_path / "r", [ARTICLE], release(texts=texts))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/copy.txt").write_bytes(("\ufeff" + ARTICLE["text"].replace("\n", ends)).encode())
    arguments = [str(tmp_path / "texts"), "--release", str(tmp_path / "r"), "--out", str(tmp_path / "whole")]
    assert restore_texts.main(arguments) == 0
    assert (tmp_path / "whole/data/all.jsonl").read_bytes() == jsonl.line(ARTICLE)


def test_another_text_and_a_changed_record_are_named(tmp_path, capsys):
    make(tmp_path / "r", [ARTICLE], release(texts="quotes"))
    (tmp_path / "texts.jsonl").write_text(json.dumps({"text": "Another text."}) + "\n")
    arguments = [str(tmp_path / "texts.jsonl"), "--release", str(tmp_path / "r")]
    assert restore_texts.main(arguments) == 1
    assert f"article {ARTICLE['id']}: no text" in capsys.readouterr().err
    (tmp_path / "texts.jsonl").write_text(json.dumps({"text": ARTICLE["text"]}) + "\n")
    data = tmp_path / "r/data/all.jsonl"
    data.write_text(data.read_text("utf-8").replace(ARTICLE["title"], "Another"), "utf-8")
    assert restore_texts.main(arguments) == 1
    assert "not the one that was released" in capsys.readouterr().err


def test_a_line_of_the_texts_may_hold_separators_and_lines_without_text(tmp_path):
    text = ARTICLE["text"] + "\u2028\x85\x0c end"
    separated = article(text=text, text_sha256=restore_texts.digest(text))
    make(tmp_path / "r", [separated], release(texts="offsets"))
    copies = json.dumps({"text": text}, ensure_ascii=False) + '\n[]\n{"text": null}\n{"text": "\\ud800"}'
    (tmp_path / "texts.jsonl").write_text(copies, "utf-8")
    assert restore_texts.main([str(tmp_path / "texts.jsonl"), "--release", str(tmp_path / "r")]) == 0


@pytest.mark.parametrize(
    "held, words",
    [(None, "No such file"), (b"{}\n{", "texts:2: no JSON"), (b"\xff\n", "texts:1: no JSON in UTF-8")],
)
def test_texts_that_cannot_be_read_are_refused_in_words(tmp_path, capsys, held, words):
    make(tmp_path / "r", [ARTICLE], release(texts="offsets"))
    if held is not None:
        (tmp_path / "texts").write_bytes(held)
    with pytest.raises(SystemExit) as stopped:
        restore_texts.main([str(tmp_path / "texts"), "--release", str(tmp_path / "r")])
    assert (stopped.value.code, words in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize(
    "rights, how",
    [(None, "quotes"), ("", "quotes"), ("All rights reserved.", "quotes"), ("CC BY 4.0", "full")],
)
def test_a_full_text_leaves_only_where_its_rights_allow(rights, how):
    assert passed_on({"rights": rights}, "full") == how
    assert passed_on({"rights": rights}, "offsets") == "offsets"


def test_the_card_has_a_head_for_programs_and_a_body_for_people(tmp_path):
    make(tmp_path / "r", [ARTICLE], release(languages=["en"]))
    _, head, body = (tmp_path / "r/README.md").read_text("utf-8").split("---\n", 2)
    parsed = yaml.safe_load(head)
    assert [config["config_name"] for config in parsed["configs"]] == ["gold", "annotators", "claims", "sources"]
    assert (parsed["license"], parsed["language"]) == ("cc-by-4.0", ["en"])
    assert all(words in body for name, words in CARD.items() if words)


def test_a_licence_of_ones_own_is_named_as_hugging_face_wants_it(tmp_path):
    make(tmp_path / "r", [ARTICLE], release(card=CARD | {"license": "Ours-1.0"}))
    head = yaml.safe_load((tmp_path / "r/README.md").read_text("utf-8").split("---\n")[1])
    assert (head["license"], head["license_name"], head["license_link"]) == ("other", "Ours-1.0", "LICENSE")


def test_croissant_names_the_files_and_the_terms_for_responsible_ai(tmp_path):
    manifest, _ = make(tmp_path / "r", [ARTICLE], release(**PARTS))
    said = json.loads((tmp_path / "r/croissant.json").read_text("utf-8"))
    assert said["conformsTo"] == VERSIONS
    assert {one["@id"]: one["sha256"] for one in said["distribution"]} == {
        name: about["sha256"] for name, about in manifest["files"].items() if name.startswith("data/")
    }
    assert said["rai:dataSocialImpact"] == CARD["social_impact"]
    assert said["recordSet"][0]["data"] == [{"splits/name": "train"}, {"splits/name": "test"}]


def test_croissant_names_columns_that_the_rows_have_and_no_file_without_rows(tmp_path):
    make(tmp_path / "r", [ARTICLE], release())
    said = json.loads((tmp_path / "r/croissant.json").read_text("utf-8"))
    assert {one["@id"] for one in said["recordSet"]} >= {"gold", "annotations"}
    for one in said["recordSet"]:
        held = rows(tmp_path / f"r/data/{one['@id']}.jsonl")
        assert held
        assert {field["source"]["extract"]["column"] for field in one["field"]} <= held[0].keys()


LEAKAGE = {"shared_groups": 0, "nearest_pair": {"shared_hashes": 7, "of": 128}}


@pytest.mark.parametrize(
    "mode, words", [("story", "by story:"), ("outlet", "each outlet whole"), ("time", "the earliest")]
)
def test_the_card_says_how_it_is_divided_and_how_to_load_a_part(tmp_path, mode, words):
    splits = PARTS["splits"] | {"mode": mode, "hold_out": ["The Mail"], "leakage": LEAKAGE}
    make(tmp_path / "r", [ARTICLE], release(**PARTS | {"splits": splits}))
    body = (tmp_path / "r/README.md").read_text("utf-8")
    assert words in body
    assert "for the last part only: The Mail." in body and "share 7 of 128 hashes" in body
    assert 'gold.filter(lambda row: row["split"] == "train")' in body


def test_the_scheme_and_the_citation_read_back_as_yaml(tmp_path):
    about = release()
    make(tmp_path / "r", [ARTICLE], about)
    assert yaml.safe_load((tmp_path / "r/scheme.yaml").read_text("utf-8")) == about.scheme
    said = yaml.safe_load((tmp_path / "r/CITATION.cff").read_text("utf-8"))
    assert (said["version"], said["authors"]) == ("1.0.0", [{"name": "A. Writer"}])


def test_cases_meet_their_article_also_where_some_have_none(tmp_path):
    articles = [article(id=name) for name in ("a", "b", "c")]
    case = {"start": 0, "end": 5, "members": [], "id": "x"}
    make(tmp_path / "r", articles, cases=[case | {"article": "a"}, case | {"article": "c"}])
    assert [row["article"] for row in rows(tmp_path / "r/data/cases.jsonl")] == ["a", "c"]
    assert rows(tmp_path / "r/data/cases.jsonl")[0]["quote"] == ARTICLE["text"][:5]


@pytest.mark.parametrize("name", ["gold", "annotators", "claims", "sources"])
def test_the_line_that_the_card_shows_loads_it(tmp_path, name):
    datasets = pytest.importorskip("datasets")
    make(tmp_path / "r", [ARTICLE])
    loaded = datasets.load_dataset(str(tmp_path / "r"), name, split="full", cache_dir=str(tmp_path / "cache"))
    assert len(loaded) > 0
