"""The access chain: each view of another's layer once, as the article stood; and no export knows of it."""

from __future__ import annotations

from annotator.domain.history import GENESIS, leaf
from annotator.errors import StorageFull
from annotator.permissions import OPERATOR
from annotator.queries import proof
from annotator.services.proof import access
from tests.bodies import claim, uid


def lines(world):
    with world.reading() as session:
        project = world.project(session)
        return list(proof.access_lines(session, project, upto=proof.accesses_of(session, project)))


def hand_in(world):
    for name in ("ann", "ben"):
        world.as_(name).put("/articles/a1/submission")


def test_accesses_follow_each_other(world):
    for number in range(3):
        with world.writing() as session:
            access.record(session, OPERATOR, world.project(session), "export", {"number": number}, acts=1)
    before = GENESIS
    for line in lines(world):
        claimed = line.pop("hash")
        assert (line["prev_hash"], leaf(line)) == (before, claimed)
        before = claimed


def test_a_view_is_kept_once_until_the_article_changes(world):
    hand_in(world)
    rev = world.as_("rev")
    for path in ("/articles/a1/layers", "/articles/a1/layers", "/projects/news/cases"):
        rev.get(path)
    assert len(lines(world)) == 1
    assert len(lines(world)[0]["about"]["layers"]) == 3
    world.as_("ann").delete("/articles/a1/submission")
    rev.get("/articles/a1/layers")
    assert len(lines(world)) == 2
    assert len(lines(world)[1]["about"]["layers"]) == 2


def test_the_own_layer_is_no_view(world):
    ann = world.as_("ann")
    ann.put(f"/articles/a1/annotations/{uid(1)}", claim())
    ann.get("/articles/a1/layers")
    ann.get("/articles/a1/layers/mine")
    assert lines(world) == []


def test_an_export_says_what_was_withheld_from_whom(world):
    world.add_person("res", "annotator")
    world.assign("a1", "res")
    world.as_("res").get("/projects/news/export?layers=all")
    (line,) = lines(world)
    assert (line["action"], line["about"]["without"]) == ("export", ["a1"])


def test_a_store_that_takes_no_writes_is_still_read(world, monkeypatch):
    hand_in(world)

    def full(*_arguments, **_options):
        raise StorageFull("storage_full", "The disk is full.")

    monkeypatch.setattr(access, "note_view", full)
    assert world.as_("rev").get("/articles/a1/layers").status_code == 200
    assert lines(world) == []
