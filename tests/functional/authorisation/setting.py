"""The setting of the matrix: one project in the middle of its work, with everybody in it."""

from __future__ import annotations

from typing import Any

from annotator.permissions import OPERATOR
from annotator.services.project import projects
from tests.bodies import TEXT, claim, entity, rebuttal, uid
from tests.world import World

COLUMNS = ("nobody", "out", "adm", "idle", "ann", "bli", "rev", "res", "man")
"""nobody: a stranger. out: manager of another project. adm: admin, no member. idle: annotator without an
article. ann: annotator of a1 and a2. bli: annotator of the same and reviewer too, so blind on them."""

ENTITY_OF_ANN, SOURCE_OF_ANN, CHECK, CLAIM, REBUTTAL, LINK, NEW, SAID = (uid(n) for n in range(501, 509))


def set_up(world: World) -> dict[str, str]:
    """Let the people of the matrix work; return the ids that its paths need.

    On a1 all have handed in, so that cases are open; on a2 everybody is at work.
    """
    world.add_project("other")
    world.add_person("out", "manager", slug="other")
    world.add_person("idle", "annotator")
    world.add_person("bli", "annotator", "reviewer")
    world.add_article("a2", TEXT + " So it goes.", story="s")
    world.assign("a1", "bli")
    world.assign("a2", "ann", "bli")
    _work(world)
    man, rev = world.as_("man"), world.as_("rev")
    check = {"claim": "Exports rose.", "mentions": [], "evidence": [], "verdict": "not_checked"}
    assert rev.put(f"/projects/news/fact-checks/{CHECK}", check).status_code == 201
    given = man.get("/projects/news/assignments").json["items"]
    return {
        "case_id": rev.get("/projects/news/cases").json["items"][0]["id"],
        "assignment_id": next(i["id"] for i in given if (i["annotator"], i["article"]) == ("ann", "a2")),
        "job_id": world.as_("res").post("/projects/news/agreement/gamma").json["id"],
        **_recheck(world),
        "layer": world.as_("ann").get("/articles/a1/layers/mine").json["layer"],
    }


def _recheck(world: World) -> dict[str, str]:
    """Let the guidelines change, and claims be looked at again; the first is ann's."""
    with world.writing() as session:
        projects.publish_guideline(session, OPERATOR, world.project(session), "A claim can be checked.")
    body = {"basis": "guideline", "version": 2, "parts": ["claim"]}
    made = str(world.as_("man").post("/projects/news/rechecks", body).json["id"])
    first = world.as_("ann").get(f"/projects/news/rechecks/{made}").json["items"][0]["number"]
    return {"recheck_id": made, "item": str(first)}


def _work(world: World) -> None:
    ann = world.as_("ann")
    assert ann.put(f"/projects/news/entities/{ENTITY_OF_ANN}", entity("Of ann")).status_code == 201
    source = {"title": "Of ann", "publisher": "x", "tier": "primary", "genre": "document"}
    assert ann.put(f"/projects/news/sources/{SOURCE_OF_ANN}", source).status_code == 201
    for uuid, body in ((CLAIM, claim()), (REBUTTAL, rebuttal())):
        assert ann.put(f"/articles/a2/annotations/{uuid}", body).status_code == 201
    link: dict[str, Any] = {"type": "rebuts", "from": REBUTTAL, "to": CLAIM}
    assert ann.put(f"/articles/a2/relations/{LINK}", link).status_code == 201
    assert ann.put(f"/articles/a2/comments/{SAID}", {"text": "Is this a claim?"}).status_code == 201
    assert ann.put(f"/articles/a1/annotations/{uid(600)}", claim()).status_code == 201
    for name in ("ann", "ben", "bli"):
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
