"""What rests on a definition: imported gold stands for itself, gold that a case made is its case's."""

from __future__ import annotations

from annotator.domain.schemes.redefined import Part
from annotator.services.review.resting import resting_on
from tests.bodies import SOURCE, claim, rebuttal, uid
from tests.functional.api.test_adjudication import ANN, cases, decide, work
from tests.unit.services.agreement.test_qualifying import settle

NEVER = 10**9


def found(world, *parts: Part):
    with world.reading() as session:
        return resting_on(session, world.project(session), list(parts), NEVER)


def test_annotations_stand_for_themselves_until_review_begins(world):
    work(world, ann=[claim()], ben=[claim("exports rose")])
    assert [one.case_id for one in found(world, Part("claim"))] == [None, None]
    decide(world, cases(world, "open")[0], chosen=ANN)
    [one] = found(world, Part("claim"))
    assert one.case_id is not None and one.annotation is None


def test_each_item_says_on_which_definitions_it_rests(world):
    work(world, ann=[claim()], ben=[])
    wanted = Part("claim"), Part("claim", "voice", "direct_quote"), Part("claim", "voice")
    [one] = found(world, *wanted)
    assert one.parts == {Part("claim"), Part("claim", "voice")}


def test_gold_that_came_with_an_article_stands_for_itself(world):
    settle(world, "t", None)
    [one] = found(world, Part("claim"))
    assert one.case_id is None and one.annotation is not None


def test_what_changed_after_the_event_is_left_out(world):
    settle(world, "t", None)
    with world.reading() as session:
        assert resting_on(session, world.project(session), [Part("claim")], 1) == []


def test_a_stance_asks_about_what_cites_a_source_so(world):
    link = {"source": SOURCE, "stance": "refutes", "quote": "fell", "paraphrase": None, "locator": None}
    work(world, ann=[claim(), {**claim("exports rose"), "sources": [link]}], ben=[])
    [one] = found(world, Part("stance:refutes"))
    assert (one.annotation, one.parts) == (uid(2), {Part("stance:refutes")})
    assert found(world, Part("stance:supports")) == []


def test_a_relation_stands_for_itself_until_review_begins_and_then_as_gold(world):
    for name, base in (("ann", 1), ("ben", 101)):
        client = world.as_(name)
        assert client.put(f"/articles/a1/annotations/{uid(base)}", claim()).status_code == 201
        assert client.put(f"/articles/a1/annotations/{uid(base + 1)}", rebuttal()).status_code == 201
        link = {"type": "rebuts", "from": uid(base + 1), "to": uid(base)}
        assert client.put(f"/articles/a1/relations/{uid(base + 9)}", link).status_code == 201
    assert {one.annotation for one in found(world, Part("relation:rebuts"))} == {uid(10), uid(110)}
    assert found(world, Part("relation:supports")) == []
    for name in ("ann", "ben"):
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
    [gold] = [one for one in found(world, Part("relation:rebuts")) if one.annotation not in {uid(10), uid(110)}]
    assert gold.layer_id is not None and gold.case_id is None


def test_a_relation_that_a_case_decided_is_looked_at_once(world):
    for name, base in (("ann", 1), ("ben", 101)):
        client = world.as_(name)
        assert client.put(f"/articles/a1/annotations/{uid(base)}", claim()).status_code == 201
        assert client.put(f"/articles/a1/annotations/{uid(base + 1)}", claim("exports rose")).status_code == 201
    link = {"type": "duplicates", "from": uid(2), "to": uid(1)}
    assert world.as_("ann").put(f"/articles/a1/relations/{uid(10)}", link).status_code == 201
    for name in ("ann", "ben"):
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
    [case] = cases(world, "open")
    assert case["primary"] == "relation"
    assert decide(world, case, chosen={"annotation": uid(10)}).status_code == 200
    assert len(world.as_("rev").get("/articles/a1/layers/gold").json["relations"]) == 1
    [one] = found(world, Part("relation:duplicates"))
    assert one.case_id is not None
