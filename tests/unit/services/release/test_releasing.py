"""Releases: frozen at the first build, the same bytes for ever, and nothing left where something failed."""

from __future__ import annotations

import json
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from annotator.errors import AnnotatorError, Conflict, Missing, Refused
from annotator.models import Event, Layer, Release
from annotator.permissions import OPERATOR
from annotator.services.people import accounts
from annotator.services.project import projects
from annotator.services.proof import checking
from annotator.services.release import carding, releasing
from annotator.services.release.package.options import read_options
from annotator.services.release.package.store import ReleaseStore
from annotator.services.release.releasing import NotReady
from exports.proof.release import check_release
from exports.release.seal import digests, sums
from tests.bodies import claim, source, span, uid
from tests.released import add, build, ready


def gold_state(world):
    with world.reading() as session:
        return session.scalar(select(Layer.state).where(Layer.kind == "gold"))


def test_a_version_gives_the_same_bytes_whatever_happened_since(either_world, tmp_path):
    world = ready(either_world)
    first = build(world, into=tmp_path / "one", split="a=.5,b=.5")
    add(world, "b2", rights="CC BY 4.0", story="s2")
    with world.writing() as session:
        carding.write(session, OPERATOR, world.project(session), {"biases": "Others."})
    again = build(world, into=tmp_path / "two", split="a=.5,b=.5")
    assert (first.fresh, again.fresh) == (True, False)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert (tmp_path / "one/SHA256SUMS").read_bytes() == sums(tmp_path / "one")


def test_a_release_is_one_event_and_its_gold_is_released(world):
    ready(world)
    with world.reading() as session:
        before = session.scalar(select(func.count()).select_from(Event))
    build(world)
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == before + 1
        assert all(found.ok for found in checking.check(session))
    assert gold_state(world) == "released"


def test_what_the_history_commits_to_is_the_hash_of_the_sums(world, tmp_path):
    ready(world)
    release = build(world, into=tmp_path / "r").release
    import hashlib

    assert release.sums_sha256 == hashlib.sha256((tmp_path / "r/SHA256SUMS").read_bytes()).hexdigest()


@pytest.mark.parametrize("other", [{"seed": 2}, {"texts": "offsets"}, {"split": "a=.5,b=.5"}])
def test_other_options_for_a_version_are_refused(world, other):
    build(ready(world), seed=1)
    with pytest.raises(Conflict) as caught:
        build(world, **other)
    assert caught.value.code == "other_options"
    assert build(world).release.options["seed"] == 1


def test_a_folder_that_is_not_empty_is_left_alone(world, tmp_path):
    ready(world)
    (tmp_path / "r").mkdir()
    (tmp_path / "r/mine").write_text("mine")
    with pytest.raises(Conflict, match="not empty"):
        build(world, into=tmp_path / "r")
    assert [path.name for path in (tmp_path / "r").iterdir()] == ["mine"]
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Release)) == 0


def test_all_that_is_in_the_way_is_told_and_nothing_is_left(world, tmp_path):
    ready(world)
    with world.writing() as session:
        carding.write(session, OPERATOR, world.project(session), {"biases": "", "contact": ""})
    with pytest.raises(NotReady) as caught:
        build(world, into=tmp_path / "r")
    assert {hole.where.rpartition("#")[2] for hole in caught.value.holes} == {"biases", "contact"}
    assert list(tmp_path.glob("r*")) + list(tmp_path.glob(".r*")) == []
    assert gold_state(world) == "adjudicated"


def test_a_project_without_finished_work_has_nothing_to_release(world):
    with pytest.raises(NotReady) as caught:
        build(world)
    assert "empty" in {hole.check for hole in caught.value.holes}


def test_an_interruption_leaves_nothing(world, tmp_path, monkeypatch):
    ready(world)

    def interrupt(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(releasing.ReleaseStore, "keep", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(world, into=tmp_path / "r")
    assert list(tmp_path.glob("r*")) + list(tmp_path.glob(".r*")) == []
    assert gold_state(world) == "adjudicated"


def test_a_failure_at_the_end_takes_the_files_back(world, monkeypatch):
    ready(world)

    def fail(*arguments, **options):
        raise AnnotatorError("away", "The database is away.")

    monkeypatch.setattr(releasing._Making, "_record", fail)
    with pytest.raises(AnnotatorError, match="away"):
        build(world)
    assert [path for path in (world.workspace.path / "releases").rglob("*") if path.is_file()] == []


def test_what_fails_takes_no_file_from_another_release_made_meanwhile(world, monkeypatch):
    ready(world)
    begun, over, record = threading.Event(), threading.Event(), releasing._Making._record

    def fail(making, *arguments):
        if making._version != "1.0.0":
            return record(making, *arguments)
        begun.set()
        over.wait(0.5)
        raise AnnotatorError("away", "The database is away.")

    monkeypatch.setattr(releasing._Making, "_record", fail)
    with ThreadPoolExecutor(1) as other:
        failing = other.submit(build, world, "1.0.0")
        assert begun.wait(60)
        made = build(world, "1.0.1").release
        over.set()
        assert failing.exception() is not None
    kept = ReleaseStore(world.workspace.path)
    assert all(deque(kept.read(name, about), maxlen=0) is not None for name, about in made.files.items())


def test_open_layers_stay_out(world, tmp_path):
    ready(world)
    build(world, into=tmp_path / "r")
    articles = [json.loads(line) for line in (tmp_path / "r/data/all.jsonl").open(encoding="utf-8")]
    assert [one["id"] for one in articles] == ["b1"]
    assert {layer["state"] for one in articles for layer in one["layers"]} == {"submitted", "adjudicated"}
    manifest = json.loads((tmp_path / "r/manifest.json").read_text("utf-8"))
    assert manifest["left_out"] == {"articles": 1, "open_layers": 2, "open_cases": 0}


def parts_in(folder):
    groups = json.loads((folder / "splits.json").read_text("utf-8"))["groups"]
    return {article: group["part"] for group in groups for article in group["articles"]}


def test_articles_keep_their_part_in_the_next_release(world, tmp_path):
    ready(world)
    for number in range(2, 7):
        add(
            world,
            f"b{number}",
            rights="CC BY",
            story=f"s{number}",
            text=f"{'Other words. ' * number * 9} Now exports rose by 12 percent in 2023.",
        )
    build(world, into=tmp_path / "one", split="a=.5,b=.5")
    add(
        world,
        "a0",
        rights="CC BY",
        story="s0",
        text="Quite another beginning, and then exports rose by 12 percent in 2023.",
    )
    build(world, "1.1.0", into=tmp_path / "two", split="a=.5,b=.5")
    parts = [parts_in(tmp_path / name) for name in ("one", "two")]
    assert {article: parts[1][article] for article in parts[0]} == parts[0]
    assert "a0" in parts[1]


def test_an_outlet_that_is_held_out_must_have_articles(world):
    ready(world)
    with pytest.raises(NotReady) as caught:
        build(world, split="a=.5,b=.5", hold_out=["The Gazzette"])
    (hole,) = caught.value.holes
    assert (hole.check, "'The Gazzette'" in hole.words) == ("split", True)


def test_a_number_must_grow(world):
    build(ready(world), "1.2.0")
    for version in ("1.1.0", "1.2.0-rc.1"):
        with pytest.raises(Conflict) as caught:
            build(world, version)
        assert caught.value.code == "version_too_small"


def test_a_text_without_recorded_rights_is_withheld_and_said(world, tmp_path):
    built = build(ready(world, rights=None), into=tmp_path / "r")
    article = json.loads((tmp_path / "r/data/all.jsonl").read_text("utf-8"))
    assert article["text"] is None
    assert "withheld" in built.warnings[0]


def test_a_damaged_file_is_not_handed_out(world, tmp_path):
    ready(world)
    release = build(world).release
    digest = release.files["README.md"]["sha256"]
    (world.workspace.path / f"releases/{digest[:2]}/{digest}.gz").unlink()
    with pytest.raises(AnnotatorError, match="missing in the workspace"):
        build(world, into=tmp_path / "r")
    assert not (tmp_path / "r").exists()


def test_only_managers_make_releases(world):
    ready(world)
    for name, error in (("res", Refused), ("ann", Refused), ("out", Missing)):
        with world.reading() as session:
            who = world.actor(session, name)
        with pytest.raises(error):
            releasing.build(world.workspace, world.store, who, "news", "1.0.0", read_options({}))


def test_what_is_in_the_way_can_be_asked_without_making_anything(world):
    ready(world)
    assert releasing.holes(world.workspace, world.store, OPERATOR, "news") == []
    assert gold_state(world) == "adjudicated"


def test_released_gold_is_reopened_by_a_manager_for_the_next_release(world, tmp_path):
    ready(world)
    build(world, into=tmp_path / "one")
    (case,) = world.as_("rev").get("/projects/news/cases").json["items"]
    ruling = {"case_version": case["case_version"], "outcome": "reject", "reason": "slip", "confidence": 3}
    ruling["rationale"] = "Not a claim after all."
    assert world.as_("rev").put(f"/cases/{case['id']}/decision", ruling).json["code"] == "layer_frozen"
    assert world.as_("rev").delete("/articles/b1/layers/gold/submission").status_code == 403
    assert world.as_("man").delete("/articles/b1/layers/gold/submission").status_code == 204
    assert gold_state(world) == "adjudicated"
    assert world.as_("rev").put(f"/cases/{case['id']}/decision", ruling).status_code == 200
    with pytest.raises(Conflict, match="MAJOR"):
        build(world, "1.1.0")
    build(world, "2.0.0", into=tmp_path / "two")
    assert "gold: 1 removed" in (tmp_path / "two/CHANGELOG.md").read_text("utf-8")
    assert gold_state(world) == "released"


def test_a_release_in_which_sources_were_joined_verifies(world, tmp_path):
    ready(world)
    body = {**claim(), "sources": []}
    for name, number in (("ann", 7), ("ben", 8)):
        world.as_(name).put(f"/projects/news/sources/{uid(number)}", source("A page", "https://page.example/a"))
    text = "Exports. The ministry said exports rose by 12 percent in 2023."
    world.add_article("b9", text, story="s9", rights="CC BY 4.0")
    world.assign("b9", "ann", "ben")
    for name, number in (("ann", 7), ("ben", 8)):
        sent = {**body, "anchor": span("exports rose by 12 percent in 2023", text=text)}
        sent["sources"] = [{"source": uid(number), "stance": "supports"}]
        assert world.as_(name).put(f"/articles/b9/annotations/{uid(number + 10)}", sent).status_code == 201
        assert world.as_(name).put("/articles/b9/submission").status_code == 200
    build(world, into=tmp_path / "r")
    rows = [json.loads(line) for line in (tmp_path / "r/data/sources.jsonl").read_text().splitlines()]
    assert {row["id"]: row.get("aliases") for row in rows} == {uid(7): [uid(8)]}
    assert [str(step) for step in check_release(tmp_path / "r") if step.wrong] == []


def test_who_is_no_manager_any_more_when_it_is_made_freezes_nothing(world):
    ready(world)
    with world.reading() as session:
        man = world.actor(session, "man")

    def demote(done, of):
        with world.writing() as session:
            project, person = world.project(session), accounts.find(session, "man")
            projects.add_member(session, OPERATOR, project, accounts.find(session, "rev"), "manager")
            projects.add_member(session, OPERATOR, project, person, "researcher")
            projects.remove_member(session, OPERATOR, project, person, "manager")

    asked = (world.workspace, world.store, man, "news", "1.0.0", read_options({}))
    with pytest.raises(Refused):
        releasing.build(*asked, progress=demote)
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Release)) == 0
    assert gold_state(world) == "adjudicated"
