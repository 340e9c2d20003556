"""The parts of a release: what is asked, checked, told of the history and of agreement, and kept."""

from __future__ import annotations

import json

import pytest

import schemas
from annotator.domain.history import check_chain
from annotator.domain.schemes import Scheme
from annotator.domain.splits import Item, Plan, Sketches
from annotator.errors import AnnotatorError, Conflict, Invalid
from annotator.services.release.package import agreement, splits
from annotator.services.release.package.checks import Checks, card_holes, record_holes
from annotator.services.release.package.history import Shown
from annotator.services.release.package.options import Options, read_options, read_version
from annotator.services.release.package.store import ReleaseStore
from annotator.services.release.releasing import NotReady
from tests.packages import article
from tests.released import add, build, ready

ARTICLE = article()


def checks(*names):
    return Checks("news", Scheme(schemas.scheme()), names)


def found(record, *names):
    return {hole.check for hole in checks(*names).holes(record)}


def gold(record):
    return next(layer for layer in record["layers"] if layer["layer"] == "gold")


def test_an_article_in_order_has_no_holes():
    assert [hole.words for hole in checks("ann").holes(article())] == []


@pytest.mark.parametrize(
    "words, blocks",
    [
        ("Ask jo@paper.example about it.", True),
        ("Call +49 30 1234567.", True),
        ("Anna_K saw it otherwise.", True),
        ("On 2024-01-02, 12 of 4,120 samples.", False),
        ("The reviewer decides; see § 12.", False),
    ],
)
def test_words_that_name_a_person_are_found(words, blocks):
    record = article()
    gold(record)["annotations"][0]["note"] = words
    assert ("identifier" in found(record, "anna_k", "reviewer")) is blocks


@pytest.mark.parametrize("name", ["title", "publisher", "tier", "genre", "url", "accessed"])
def test_a_source_needs_what_a_reader_needs(name):
    record = article()
    source = next(one for one in record["sources"] if one.get("url") and one.get("accessed"))
    source.pop(name)
    source.pop("article", None)
    (hole,) = [hole for hole in checks().holes(record) if hole.check == "source"]
    assert name in hole.words


def test_a_gold_claim_is_a_mention_of_one_fact_check():
    record = article()
    record["fact_checks"] = []
    assert "fact_check" in found(record)


def test_an_omission_needs_proof_from_before_the_article():
    record = article(published="1990-01-01")
    assert "gold" in found(record)


def test_what_keeps_a_record_from_leaving_leads_to_the_article():
    (hole,) = record_holes(["/text_sha256: wrong"], ARTICLE)
    assert (hole.where, hole.check) == (f"/articles/{ARTICLE['id']}", "record")


def test_an_empty_field_of_the_card_leads_to_it():
    holes = {hole.where for hole in card_holes("news", {"biases": "Some."})}
    assert "/projects/news/releases/card#limitations" in holes
    assert "/projects/news/releases/card#biases" not in holes


def test_options_said_again_are_the_same_and_others_are_not():
    frozen = read_options({"split": "a=.5,b=.5", "seed": None}).full()
    read_options({"split": "a=50%,b=50%", "seed": 0}).require_same("1.0.0", frozen)
    with pytest.raises(Conflict, match="frozen with seed 0, not 1"):
        Options({"seed": 1}).require_same("1.0.0", frozen)


@pytest.mark.parametrize(
    "given",
    [{"texts": "some"}, {"seed": -1}, {"mode": "time"}, {"hold_out": ["x"]}, {"split": "a=.5,b=.5", "folds": 2}],
)
def test_options_that_mean_nothing_are_refused(given):
    with pytest.raises(Invalid):
        read_options(given)


def test_a_version_may_begin_with_a_v():
    assert read_version("v1.2.3") == "1.2.3"
    with pytest.raises(Invalid):
        read_version("1.2")


ITEMS = [Item("a", "s", tags={"claim": 1}), Item("b", "s"), Item("c"), Item("d")]
PLAN = Plan({"train": 500, "test": 500})


def sketched(items):
    sketches = Sketches()
    for item in items:
        sketches.add(item.id, f"what {item.id} tells of the harbour")
    return sketches


def test_a_split_says_why_and_proves_that_nothing_crosses():
    split, record = splits.divided(ITEMS, sketched(ITEMS), PLAN, {})
    assert record["leakage"]["shared_groups"] == 0
    assert [one["why"] for group in record["groups"] for one in group["reasons"]] == ["story"]
    assert list(splits.holes("news", record)) == []
    near = record["leakage"]["nearest_pair"]
    assert sorted(near["parts"]) == ["test", "train"]
    assert [split.of_article[one] for one in near["articles"]] == near["parts"]
    assert 0 < near["shared_hashes"] < near["shared_words"] < near["of"]


def test_what_crosses_keeps_the_release_from_being_made():
    report = splits.leakage(ITEMS, [], None, {"a": "train", "b": "test", "c": "train", "d": "train"})
    (hole,) = splits.holes("news", {"leakage": report})
    assert "story 's' stands in several parts: a, b" in hole.words


def test_a_part_that_stays_empty_is_told():
    _, record = splits.divided(ITEMS[:2], sketched(ITEMS[:2]), PLAN, {})
    assert any(words.startswith("Nothing is in") for words in splits.warnings(record))


def test_agreement_is_written_as_text_with_its_reasons():
    measured = agreement.Measured(["claim", "omission"])
    measured.add(agreement.article_of(ARTICLE))
    report = agreement.report(measured)
    assert json.loads(json.dumps(report, allow_nan=False)) == report
    claim = report["tags"]["claim"]
    assert claim["alpha"] is None or isinstance(claim["alpha"], str)
    assert (claim["alpha"] is None) == ("alpha" in claim["reasons"])


def test_the_history_tells_only_what_is_in_the_release(world, tmp_path):
    ready(world)
    build(world, into=tmp_path / "r")
    events = [json.loads(line) for line in (tmp_path / "r/history/events.jsonl").open(encoding="utf-8")]
    hashes = [event.pop("hash") for event in events]
    changes = [change for event in events for change in event.pop("changes")]
    assert check_chain(events, hashes) is None
    told = {(change.get("article"), change["object"].split("/")[0]) for change in changes if "body" in change}
    assert ("b1", "annotation") in told
    assert not {kind for article, kind in told if article == "a1"}
    assert all(("body" in change) != ("commitment" in change) for change in changes)


def test_no_words_of_a_text_leave_with_offsets_alone():
    shown = Shown({"a": {"ann"}}, set(), {"a": "offsets"})
    assert not shown.tells("a", "annotation/ann/1")
    assert Shown({"a": {"ann"}}, set(), {"a": "full"}).tells("a", "annotation/ann/1")
    assert not Shown({"a": {"ann"}}, set(), {"a": "full"}).tells("a", "annotation/ben/1")
    assert not shown.tells(None, "entity/1") and shown.tells(None, "scheme/1")


def kept(folder):
    return [path for path in (folder / "releases").rglob("*") if path.is_file()]


def test_files_are_kept_once_and_given_back(tmp_path):
    store = ReleaseStore(tmp_path)
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a").write_bytes(b"same")
    (tmp_path / "p/b").write_bytes(b"same")
    with store.keep(tmp_path / "p") as files:
        assert (len(kept(tmp_path)), files["a"]) == (1, files["b"])
    store.write_out(files, tmp_path / "out")
    assert (tmp_path / "out/b").read_bytes() == b"same"
    with pytest.raises(KeyboardInterrupt), store.keep(tmp_path / "p"):
        raise KeyboardInterrupt
    assert len(kept(tmp_path)) == 1  # it was there before


def test_what_is_new_goes_when_it_fails_unless_it_stays(tmp_path):
    store = ReleaseStore(tmp_path)
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a").write_bytes(b"new")
    for stays in (False, True):
        with pytest.raises(KeyboardInterrupt), store.keep(tmp_path / "p", lambda stays=stays: stays):
            raise KeyboardInterrupt
        assert len(kept(tmp_path)) == stays


def test_a_file_that_was_changed_in_the_workspace_is_refused(tmp_path):
    store = ReleaseStore(tmp_path)
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a").write_bytes(b"same")
    with store.keep(tmp_path / "p") as files:
        kept(tmp_path)[0].write_bytes(b"no gzip")
    with pytest.raises(AnnotatorError, match="not what was frozen"):
        list(store.read("a", files["a"]))


def test_people_bear_pseudonyms_and_what_they_did_is_counted(world, tmp_path):
    ready(world)
    build(world, into=tmp_path / "r")
    people = [json.loads(line) for line in (tmp_path / "r/data/annotators.jsonl").open(encoding="utf-8")]
    assert [one["annotations"] for one in people] == [{"claim": 1}, {"claim": 1}]
    words = "".join(path.read_text("utf-8") for path in (tmp_path / "r").rglob("*") if path.is_file())
    assert not {name for name in ('"ann"', '"ben"') if name in words}


def test_an_identifier_in_a_note_is_among_what_is_in_the_way(world):
    ready(world)
    add(world, "b2", {"tag": "claim", "note": "ask ben", **_claim()}, rights="CC BY")
    with pytest.raises(NotReady) as caught:
        build(world)
    assert {hole.check for hole in caught.value.holes} == {"identifier"}


def _claim():
    from tests.bodies import claim

    return {"attributes": claim()["attributes"]}
