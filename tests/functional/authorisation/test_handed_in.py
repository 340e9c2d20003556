"""Blind after handing in too: whatever the others go on with, B is told the same, whether A has handed in or not.

Once somebody has decided a case B is told one thing more, and on purpose: that the review has begun, so that what
was handed in is reopened by a manager alone, and is no longer looked at again by whoever annotated it.
"""

from __future__ import annotations

import pytest

from annotator.jobs.queue import run_waiting
from annotator.permissions import OPERATOR
from annotator.services import working
from annotator.services.agreement import gamma
from annotator.services.project import projects
from tests.bodies import claim, uid
from tests.functional.authorisation.setting import CHECK
from tests.functional.authorisation.test_blindness import ROLES, folder, told, work_of_a
from tests.functional.authorisation.test_every_address import addresses
from tests.functional.authorisation.test_every_write import NEW
from tests.visitors import Visitor
from tests.world import World, copy_world


@pytest.fixture(params=ROLES.values(), ids=ROLES)
def pair(request, world_template, tmp_path):
    """Two copies of a workspace in which ben has handed in, each with the ids that the others have made."""
    first = copy_world(world_template, folder(tmp_path, "first"))
    first.add_person("ben", *request.param)
    ben = first.as_("ben")
    assert ben.put(f"/articles/a1/annotations/{uid(201)}", claim()).status_code == 201
    assert ben.put("/articles/a1/submission").status_code == 200
    first.close()
    still, busy = (copy_world(first, folder(tmp_path, name)) for name in ("still", "busy"))
    work_of_a(busy)
    yield [(world, go_on(world)) for world in (still, busy)]
    still.close()
    busy.close()


def go_on(world: World) -> dict[str, str]:
    """Let the others do what they do with what was handed in; return the ids of what they made."""
    rev, res, man = (world.as_(name) for name in ("rev", "res", "man"))
    layers = {one["layer"]: one for one in rev.get("/articles/a1/layers").json["items"]}
    said = uid(1) in {row["id"] for one in layers.values() for row in one["annotations"]}
    check = {"claim": "Exports rose.", "mentions": [uid(1)] if said else [], "evidence": []}
    assert rev.put(f"/projects/news/fact-checks/{CHECK}", check | {"verdict": "not_checked"}).status_code == 201
    own = world.as_("ben").get("/articles/a1/layers/mine").json["layer"]
    for name in layers:
        words = {"text": "Look again.", "layer": name}
        assert rev.put(f"/articles/a1/comments/{uid(300 + (name == own))}", words).status_code == 201
    cases = rev.get("/projects/news/cases").json["items"]
    with world.writing() as session:
        projects.publish_guideline(session, OPERATOR, world.project(session), "A claim can be checked.")
    look = {"basis": "guideline", "version": 2, "parts": ["claim"]}
    made = man.post("/projects/news/rechecks", look).json["id"]
    [mine] = world.as_("ben").get(f"/projects/news/rechecks/{made}").json["items"]
    return {
        "case_id": cases[0]["id"] if cases else uid(998),
        "recheck_id": made,
        "item": str(mine["number"]),
        "job_id": res.post("/projects/news/agreement/gamma").json["id"],
        "layer": world.as_("ann").get("/articles/a1/layers/mine").json["layer"],
    }


def begin(world: World) -> None:
    """Let a worker begin what waits: it says how much there is to do."""
    with world.writing() as session:
        job, project = working.take(session), world.project(session)
        there = gamma.missing(session, world.actor(session, "res"), project, ())
        working.beat(session, job.public_id, 0, len(there))


def hear(world: World, ids: dict[str, str]) -> list[tuple[str, object]]:
    """Return what B is told at every address, asked for by HEAD too, the ids that differ by chance left out."""
    others = {name: [value] for name, value in ids.items() if name != "layer"}
    program, reader, answers = world.as_("ben"), Visitor(world, "ben"), list[tuple[str, object]]()
    for path in addresses(world, ids["layer"], **others):
        if path.startswith("/api/v1"):
            answers += [(path, told(program.call(one, path.removeprefix("/api/v1")))) for one in ("GET", "HEAD")]
        else:
            answers.append((path, told(reader.get(path))))
    return [(str(without(path, ids)), without(answer, ids)) for path, answer in answers]


def without(said: object, ids: dict[str, str]) -> object:
    """Return it without the moments, and without the ids that are new in each copy."""
    if isinstance(said, tuple):
        return tuple(without(one, ids) for one in said)
    if isinstance(said, dict):
        return {name: without(value, ids) for name, value in said.items() if name != "Content-Length"}
    text = said.decode() if isinstance(said, bytes) else said
    for name, value in ids.items() if isinstance(text, str) else ():
        text = text.replace(value, name)
    return NEW.sub("", text) if isinstance(text, str) else text


def test_no_address_tells_whether_others_have_handed_in(pair):
    for world, _ in pair:
        begin(world)
    silent, loud = (hear(world, ids) for world, ids in pair)
    assert [(one, other) for one, other in zip(silent, loud, strict=True) if one != other] == []
    assert sum(answer[0] == 200 for _, answer in loud) > 40


def test_no_long_work_tells_how_much_others_have_done(pair):
    """B asks for the same work while another's is under way, looks at it, and at the other's, until it is done."""
    told_of = []
    for world, ids in pair:
        begin(world)
        ben = world.as_("ben")
        asked = ben.post("/projects/news/agreement/gamma")
        mine = (asked.json or {}).get("id", "none")
        seen = [asked, ben.get(f"/jobs/{mine}"), ben.get(f"/jobs/{ids['job_id']}")]
        with world.writing() as session:
            working.put_back(session, ids["job_id"])
        run_waiting(world.store)
        seen += [ben.get(f"/jobs/{mine}"), ben.get(f"/jobs/{ids['job_id']}"), ben.delete(f"/jobs/{ids['job_id']}")]
        told_of.append([without(told(one), ids | {"mine": mine}) for one in seen])
    assert told_of[0] == told_of[1]


def test_there_was_something_to_be_told(pair):
    (still, _), (busy, ids) = pair
    assert len(busy.as_("rev").get("/projects/news/cases").json["items"]) > 0
    assert still.as_("rev").get("/projects/news/cases").json["items"] == []
    assert busy.as_("rev").get(f"/projects/news/fact-checks/{CHECK}").json["mentions"] != []
    begin(busy)
    assert busy.as_("res").get(f"/jobs/{ids['job_id']}").json["total"] == 1
