"""What a reviewer sees before deciding is the same, byte for byte, whoever made which reading and was first."""

from __future__ import annotations

import re
from itertools import count

import pytest
from sqlalchemy import select

from annotator import clock
from annotator.models import Layer
from tests.bodies import claim, framing, rebuttal, uid
from tests.visitors import Visitor
from tests.world import copy_world

LONG, SHORT = "exports rose by 12 percent in 2023", "exports rose by 12 percent"
ONE = {1: claim(LONG), 2: framing(), 3: rebuttal(target_external="Exports rose.")}
OTHER = {101: claim(SHORT, voice="author_voice"), 102: claim("Nobody asked what the new roads cost")}
CHANGING = re.compile(
    r'(?<=content=")[^"]{20,}(?=")|(?<=name="once" value=")[^"]+|(?<=name="csrf_token" value=")[^"]+|reader \d'
    r'|(?<=name="shown" type="hidden" value=")\d+'
)
"""Tokens of the visit, the second in which it was shown, and numbers of readers, which are drawn by lot."""

ORDERS = [(("ann", ONE), ("ben", OTHER)), (("ben", ONE), ("ann", OTHER)), (("ben", OTHER), ("ann", ONE))]


@pytest.fixture
def seen(world_template, tmp_path, monkeypatch):
    """Return what the reviewer is shown, for people who hand in these readings in this order."""

    def show(number, order):
        folder = tmp_path / str(number)
        folder.mkdir()
        world = copy_world(world_template, folder)
        for name, bodies in order:
            for one, body in bodies.items():
                assert world.as_(name).put(f"/articles/a1/annotations/{uid(one)}", body).status_code == 201
        ids = count(5000)
        monkeypatch.setattr(clock, "new_id", lambda: uid(next(ids)))
        for name, _ in order:
            assert world.as_(name).put("/articles/a1/submission").status_code == 200
        monkeypatch.undo()
        with world.reading() as session:
            names = list(session.scalars(select(Layer.name).where(Layer.kind == "annotator")))
        shown = pages(world)
        world.close()
        return shown, names

    return show


def pages(world) -> dict[str, str]:
    """Return every page and every answer of the API about the open cases, without what is of this visit alone."""
    rev, api = Visitor(world, "rev"), world.as_("rev")
    cases = [case["id"] for case in api.get("/projects/news/cases?state=open").json["items"]]
    assert len(cases) == 4
    paths = ["/articles/a1/review", "/projects/news/cases", "/projects/news/cases?order=worth", "/projects/news"]
    found = {path: rev.get(path).text for path in [*paths, *(f"/articles/a1/review?case={one}" for one in cases)]}
    found |= {path: api.get(path).text for path in ["/projects/news/cases", *(f"/cases/{one}" for one in cases)]}
    return {path: CHANGING.sub("", text) for path, text in found.items()}


@pytest.fixture(autouse=True)
def only_what_differs(monkeypatch):
    """Nothing is drawn for a second look here: lots are no matter of who read."""
    monkeypatch.setattr("annotator.queries.second_looks.of_article", lambda *_: [])


@pytest.mark.parametrize("order", ORDERS[1:])
def test_nothing_tells_who_made_which_reading_or_who_was_first(seen, order):
    first, _ = seen(0, ORDERS[0])
    other, _ = seen(1, order)
    assert first.keys() == other.keys()
    for path in first:
        assert first[path] == other[path], path


def test_no_page_and_no_answer_names_anybody(seen):
    shown, names = seen(0, ORDERS[0])
    assert len(names) == 2
    assert [path for path, text in shown.items() if any(name in text for name in names)] == []
