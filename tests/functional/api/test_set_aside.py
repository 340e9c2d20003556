"""What was handed in and counts in no figure says so where it leaves, and counts nowhere else either."""

from __future__ import annotations

import json

import pytest

from tests.bodies import TEXT, claim, uid
from tests.corpora import bring_in, line
from tests.functional.api.test_agreement_corpus import bare, exported, figures
from tests.released import add, build, ready


@pytest.fixture
def worked(world):
    """Three read b1, of whom one was sent elsewhere; two read b2 and what trains them."""
    world.add_person("cas", "annotator")
    ready(world)
    add(world, "b2")
    for article in ("b1", "t"):
        if article == "t":
            train(world)
        world.assign(article, "cas")
        hand_in(world, article, "cas", 900 if article == "b1" else 910)
    withdraw(world, "b1", "cas")
    return world


def train(world):
    bring_in(world, line("t", {"gold": []}, text=f"{TEXT} Training.", state="adjudicated"))
    sent = {"purpose": "training"}
    assert world.as_("man").put("/articles/t/purpose", sent).status_code == 200
    world.assign("t", "ann")
    hand_in(world, "t", "ann", 920)


def hand_in(world, article, name, number):
    text = world.as_("man").get(f"/articles/{article}").json["text"]
    start = text.index("exports") + 3
    anchor = {"kind": "span", "segments": [{"start": start, "end": start + 9, "exact": text[start : start + 9]}]}
    body = {**claim(), "anchor": anchor}
    assert world.as_(name).put(f"/articles/{article}/annotations/{uid(number)}", body).status_code == 201
    assert world.as_(name).put(f"/articles/{article}/submission").status_code == 200


def withdraw(world, article, name):
    items = world.as_("man").get("/projects/news/assignments").json["items"]
    (one,) = [item for item in items if (item["article"], item["annotator"]) == (article, name)]
    assert world.as_("man").delete(f"/projects/news/assignments/{one['id']}").status_code == 204


def asides(records):
    return sorted((r["id"], layer["aside"]) for r in records for layer in r["layers"] if "aside" in layer)


def test_a_layer_that_counts_in_no_figure_says_so(worked):
    assert asides(exported(worked, "news")) == [("b1", "withdrawn"), ("t", "training"), ("t", "training")]


def test_the_copy_of_a_project_has_the_same_records_and_figures(worked):
    once = exported(worked, "news")
    worked.add_project("copy")
    worked.add_person("man", "manager", "researcher", slug="copy")
    bring_in(worked, *once, slug="copy")
    assert [bare(one) for one in exported(worked, "copy")] == [bare(one) for one in once]
    assert figures(worked, "copy") == figures(worked, "news")
    assert figures(worked, "news")["tags"]["claim"]["f1"]["exact"] == 1


def test_the_figures_of_a_release_are_those_of_its_project(worked, tmp_path):
    build(worked, into=tmp_path / "r")
    said = json.loads((tmp_path / "r/agreement.json").read_text())
    found = worked.as_("man").get("/projects/news/agreement").json
    assert said["tags"]["claim"]["alpha"] == f"{found['tags']['claim']['alpha']:.6f}"
    assert said["annotators"] == sorted(found["annotators"])
