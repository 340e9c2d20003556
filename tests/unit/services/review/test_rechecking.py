"""Second looks: who is asked about what, what was made since is left out, kept and changed are told apart."""

from __future__ import annotations

import copy

import pytest
from sqlalchemy import select

from annotator.models import Recheck, RecheckItem
from annotator.permissions import OPERATOR
from annotator.queries import projects as reading_projects
from annotator.services.project import projects, revising
from annotator.services.proof import checking
from tests.bodies import claim, framing, rebuttal, uid
from tests.functional.api.test_adjudication import ANN, cases, decide, work
from tests.world import World

ROOT = "/projects/news/rechecks"
LONG, SHORT = "exports rose by 12 percent in 2023", "exports rose by 12 percent"


def redefine(world: World, tag: str = "claim") -> int:
    """Change what the scheme says of a tag; return the new version."""
    with world.writing() as session:
        project = world.project(session)
        body = copy.deepcopy(reading_projects.scheme(session, project).data)
        body["tags"][tag]["definition"] = {"en": f"Version {project.scheme_version + 1}."}
        return revising.revise(session, OPERATOR, project, body, base=project.scheme_version).version


def ask(world: World, *parts: str, version: int = 2, basis: str = "scheme", name: str = "man"):
    return world.as_(name).post(ROOT, {"basis": basis, "version": version, "parts": list(parts or ["claim"])})


def look(world: World, name: str, recheck: str):
    return world.as_(name).get(f"{ROOT}/{recheck}").json


def keep(world: World, name: str, recheck: str, nth: int):
    with world.reading() as session:
        query = select(RecheckItem.number).join(Recheck, Recheck.id == RecheckItem.recheck_id)
        numbers = session.scalars(query.where(Recheck.public_id == recheck).order_by(RecheckItem.id)).all()
    return world.as_(name).put(f"{ROOT}/{recheck}/{numbers[nth - 1]}/kept")


@pytest.fixture
def begun(world):
    """Ann marked a claim and a framing, ben nothing; then the claim was redefined."""
    ann = world.as_("ann")
    for number, body in ((1, claim()), (2, framing())):
        assert ann.put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201
    redefine(world)
    return world


@pytest.fixture
def decided(world):
    """Ann and ben differ on a claim and agree on a framing; rev took ann's; then the claim was redefined."""
    work(world, ann=[claim(LONG), framing()], ben=[claim(SHORT), framing()])
    [boundary] = cases(world, "open")
    assert decide(world, boundary, chosen=ANN).status_code == 200
    redefine(world)
    return boundary["id"]


def test_only_what_rests_on_the_definition_is_put_to_its_annotator(begun):
    made = ask(begun).json
    assert made["progress"] == {"items": 1, "open": 1, "kept": 0, "changed": 0, "passed": 0}
    [item] = look(begun, "ann", made["id"])["items"]
    assert (item["annotation"], item["tag"], item["words"]) == (uid(1), "claim", LONG)
    assert look(begun, "ben", made["id"])["items"] == look(begun, "rev", made["id"])["items"] == []


def test_what_was_made_or_changed_since_is_left_out(begun):
    ann = begun.as_("ann")
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", claim(SHORT), if_match=1).status_code == 200
    assert ann.put(f"/articles/a1/annotations/{uid(3)}", claim("Critics called")).status_code == 201
    assert ask(begun).json["code"] == "nothing_to_look_at"


def test_a_term_asks_about_those_that_hold_it(begun):
    assert ask(begun, "claim/voice/indirect_paraphrase").json["progress"]["items"] == 1
    assert ask(begun, "claim/voice/direct_quote").json["code"] == "nothing_to_look_at"


def test_kept_and_changed_are_recorded_and_told_apart(begun):
    ann = begun.as_("ann")
    made = ask(begun, "claim", "framing").json["id"]
    first, second = (item["number"] for item in look(begun, "ann", made)["items"])
    assert keep(begun, "ann", made, 1).json == {"number": first, "state": "kept"}
    assert keep(begun, "ann", made, 1).status_code == 200 and first != second
    assert ann.delete(f"/articles/a1/annotations/{uid(2)}").status_code == 204
    told = look(begun, "man", made)["progress"]
    assert told == {"items": 2, "open": 0, "kept": 1, "changed": 1, "passed": 0}


@pytest.mark.parametrize("name", ["ben", "rev", "man"])
def test_nobody_else_keeps_it(begun, name):
    assert keep(begun, name, ask(begun).json["id"], 1).status_code == 404


def test_what_was_decided_is_put_to_reviewers_as_its_case(world, decided):
    made = ask(world).json["id"]
    [item] = look(world, "rev", made)["items"]
    assert (item["case"], item["annotation"], item["state"]) == (decided, None, "open")
    assert look(world, "ann", made)["items"] == []
    assert keep(world, "rev", made, 1).json["state"] == "kept"


def test_a_case_decided_again_is_done(world, decided):
    made = ask(world).json["id"]
    [case] = [one for one in cases(world, "decided") if one["id"] == decided]
    assert decide(world, case, outcome="reject", chosen=None, rationale="No claim any more.").status_code == 200
    assert look(world, "man", made)["progress"]["changed"] == 1
    assert ask(world).json["code"] == "nothing_to_look_at"


def test_what_goes_to_review_meanwhile_is_with_the_reviewers(world):
    work(world, ann=[claim(LONG)], ben=[claim(SHORT)])
    redefine(world)
    made = ask(world).json
    assert made["progress"]["open"] == 2
    [boundary] = cases(world, "open")
    assert decide(world, boundary, chosen=ANN).status_code == 200
    assert look(world, "man", made["id"])["progress"]["passed"] == 2


def test_a_case_that_awaits_a_second_decision_is_not_shown_to_who_makes_it(world, decided):
    world.add_person("rob", "reviewer")
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), second_share=100)
    made = ask(world).json["id"]
    assert look(world, "rob", made)["items"] == []
    assert len(look(world, "rev", made)["items"]) == 1
    assert keep(world, "rob", made, 1).status_code == 404


def test_new_guidelines_open_one_too(begun):
    with begun.writing() as session:
        projects.publish_guideline(session, OPERATOR, begun.project(session), "A claim can be checked.")
    assert ask(begun, "framing", basis="guideline").json["progress"]["items"] == 1


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"version": 9}, 404, "not_found"),
        ({"version": 1}, 404, "not_found"),
        ({"basis": "law"}, 422, "unknown_value"),
        ({"name": "rev"}, 403, "forbidden"),
    ],
)
def test_what_cannot_be_opened_says_why(begun, asked, status, code):
    answer = ask(begun, **asked)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_a_part_that_is_not_defined_is_named(begun):
    answer = ask(begun, "claim", "claim/nothing")
    assert (answer.json["code"], answer.json["pointer"]) == ("unknown_value", "/parts/1")


def test_closed_nothing_is_kept_and_it_goes_on_when_opened_again(begun):
    made = ask(begun).json["id"]
    assert begun.as_("man").put(f"{ROOT}/{made}/closing", {"closed": True}).json["closed"] is True
    assert keep(begun, "ann", made, 1).json["code"] == "closed"
    assert begun.as_("man").put(f"{ROOT}/{made}/closing", {"closed": False}).json["closed"] is False
    assert keep(begun, "ann", made, 1).status_code == 200


def test_the_history_tells_all_of_it(begun):
    keep(begun, "ann", ask(begun).json["id"], 1)
    with begun.reading() as session:
        assert [one.wrong for one in checking.check(session) if not one.ok] == []


def test_a_second_look_works_on_each_database(either_world):
    ann = either_world.as_("ann")
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", claim()).status_code == 201
    redefine(either_world)
    made = ask(either_world).json["id"]
    assert keep(either_world, "ann", made, 1).status_code == 200
    assert look(either_world, "man", made)["progress"]["kept"] == 1


def test_a_relation_is_kept_and_changed_by_whoever_drew_it(world):
    ann, link = world.as_("ann"), {"type": "rebuts", "from": uid(2), "to": uid(1)}
    for number, body in ((1, claim()), (2, rebuttal())):
        assert ann.put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201
    assert ann.put(f"/articles/a1/relations/{uid(9)}", link).status_code == 201
    redefine(world)
    made = ask(world, "relation:rebuts").json["id"]
    [item] = look(world, "ann", made)["items"]
    assert (item["annotation"], item["relation"], item["state"]) == (uid(2), uid(9), "open")
    assert item["words"] == f"Critics called the figure misleading → {LONG}"
    assert ann.delete(f"/articles/a1/relations/{uid(9)}").status_code == 204
    assert [one["state"] for one in look(world, "ann", made)["items"]] == ["changed"]
    with world.writing() as session:
        assert [one.wrong for one in checking.check(session) if not one.ok] == []
