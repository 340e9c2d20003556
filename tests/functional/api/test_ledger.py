"""Entities, sources and fact-checks: made under the client's id, offered to whom they may be."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.bodies import ENTITY, SOURCE, TEXT, claim, entity, source, uid
from tests.functional.api.test_adjudication import BEN, cases, decide, work

CHECK = f"/projects/news/fact-checks/{uid(1)}"
CHECKED = {"claim": "Exports rose.", "mentions": [], "evidence": [], "verdict": "not_checked"}
KINDS = {"entities": entity("One"), "sources": source("One", "https://one.example/")}
CHANGED = {"entities": entity("Two"), "sources": source("Two", "https://one.example/")}


@pytest.fixture
def ann(world):
    return world.as_("ann")


def code(response) -> tuple[int, str]:
    return response.status_code, response.json["code"]


def ids(response) -> set[str]:
    return {item["id"] for item in response.json["items"]}


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_is_stored_under_the_id_of_the_client(ann, kind):
    path = f"/projects/news/{kind}/{uid(1)}"
    made = ann.put(path, KINDS[kind])
    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    assert made.json == {"id": uid(1), **KINDS[kind], "version": 1}
    assert ann.get(path).json == made.json


@pytest.mark.parametrize("kind", KINDS)
def test_saving_follows_the_rules_of_versions(ann, kind):
    path = f"/projects/news/{kind}/{uid(1)}"
    ann.put(path, KINDS[kind])
    assert ann.put(path, KINDS[kind], if_match=9).status_code == 200
    assert code(ann.put(path, CHANGED[kind])) == (428, "version_required")
    stale = ann.put(path, CHANGED[kind], if_match=9)
    assert code(stale) == (412, "version_conflict")
    assert stale.json["current"]["version"] == 1
    assert ann.put(path, CHANGED[kind], if_match=1).json["version"] == 2


@pytest.mark.parametrize("kind", KINDS)
def test_annotators_are_offered_their_own_and_the_managers(world, ann, kind):
    common = {"entities": ENTITY, "sources": SOURCE}[kind]
    for number, name in enumerate(("ann", "ben", "man"), 1):
        assert world.as_(name).put(f"/projects/news/{kind}/{uid(number)}", KINDS[kind]).status_code == 201
    assert ids(ann.get(f"/projects/news/{kind}")) == {common, uid(1), uid(3)}
    assert ids(world.as_("rev").get(f"/projects/news/{kind}")) == {common, *map(uid, (1, 2, 3))}


@pytest.mark.parametrize("kind", KINDS)
def test_what_another_annotator_made_is_not_there(world, ann, kind):
    path = f"/projects/news/{kind}/{uid(2)}"
    world.as_("ben").put(path, KINDS[kind])
    assert code(ann.get(path)) == (404, "not_found")
    assert code(ann.put(path, CHANGED[kind], if_match=1)) == (404, "not_found")


def test_what_another_annotator_made_cannot_be_named(world, ann):
    world.as_("ben").put(f"/projects/news/entities/{uid(2)}", entity())
    answer = ann.put(f"/articles/a1/annotations/{uid(9)}", claim(speaker=uid(2)))
    assert code(answer) == (422, "unknown_value")


def test_two_people_may_hold_a_source_of_one_address(world, ann):
    for number, name in enumerate(("ann", "ben"), 1):
        body = source("Same", "https://same.example/x")
        assert world.as_(name).put(f"/projects/news/sources/{uid(number)}", body).status_code == 201
    assert ids(ann.get("/projects/news/sources?url=https://same.example/x")) == {uid(1)}


@pytest.mark.parametrize(
    "typed", ["HTTPS://Same.example/x?utm_source=a", " http://www.same.example/x/", " a REPORT "]
)
def test_a_source_is_found_again_however_it_is_typed(ann, typed):
    ann.put(f"/projects/news/sources/{uid(1)}", source("A report", "https://same.example/x"))
    found = ann.get(f"/projects/news/sources?q={quote(typed)}").json["items"]
    assert [one["title"] for one in found] == ["A report"]


def test_ids_of_one_project_are_free_in_another(world):
    world.add_project("other")
    world.add_person("man", "manager", slug="other")
    man = world.as_("man")
    for slug in ("news", "other"):
        assert man.put(f"/projects/{slug}/entities/{uid(1)}", entity(slug)).status_code == 201
    assert man.get(f"/projects/other/entities/{uid(1)}").json["name"] == "other"


def test_a_fact_check_is_stored(world):
    rev = world.as_("rev")
    made = rev.put(CHECK, CHECKED)
    assert made.status_code == 201, made.json
    assert ids(rev.get("/projects/news/fact-checks")) == {uid(1)}


def evidence(stance: str) -> dict[str, object]:
    return {"source": SOURCE, "stance": stance, "quote": "x", "paraphrase": None, "locator": None}


VERDICTS = {
    "refuted without evidence": ("refuted", [], "evidence_required"),
    "supported by context": ("supported", ["context"], "evidence_required"),
    "refuted without a word": ("refuted", ["refutes"], "incomplete"),
    "an unknown verdict": ("pants on fire", ["refutes"], "unknown_value"),
}


@pytest.mark.parametrize("verdict, stances, wanted", VERDICTS.values(), ids=VERDICTS)
def test_a_verdict_stands_on_evidence(world, verdict, stances, wanted):
    words = None if wanted == "incomplete" else "The table says so."
    body = {**CHECKED, "verdict": verdict, "evidence": list(map(evidence, stances)), "justification": words}
    answer = world.as_("rev").put(CHECK, body)
    assert code(answer) == (422, wanted)
    assert world.as_("rev").get(CHECK).status_code == 404


@pytest.mark.parametrize("verdict, stance", [("refuted", "refutes"), ("supported", "supports")])
def test_a_verdict_with_evidence_is_taken(world, verdict, stance):
    body = {**CHECKED, "verdict": verdict, "evidence": [evidence(stance)], "justification": "The table says so."}
    answer = world.as_("rev").put(CHECK, body)
    assert answer.status_code == 201, answer.json
    assert answer.json["verdict"] == verdict


NOWHERE = {
    "a source": ({"evidence": [{"source": uid(77), "stance": "refutes"}]}, "/evidence/0/source"),
    "an annotation": ({"mentions": [uid(77)]}, "/mentions/0"),
    "a speaker": ({"speakers": [ENTITY, uid(77)]}, "/speakers/1"),
    "the source of an answer": (
        {
            "questions": [
                {"question": "x", "answers": [{"text": "x", "answer_type": "boolean", "source": uid(77)}]}
            ]
        },
        "/questions/0/answers/0/source",
    ),
}


@pytest.mark.parametrize("named, pointer", NOWHERE.values(), ids=NOWHERE)
def test_a_fact_check_names_what_is_there(world, named, pointer):
    """A line of the corpus carries whole what it names, so nothing may be named that is nowhere."""
    answer = world.as_("rev").put(CHECK, {**CHECKED, **named})
    assert (code(answer), answer.json["pointer"]) == ((422, "unknown_value"), pointer)


@pytest.mark.parametrize("name", ["ann", "ben", "out"])
def test_annotators_do_not_see_fact_checks(world, name):
    world.as_("rev").put(CHECK, CHECKED)
    assert world.as_(name).get(CHECK).status_code == 404
    assert uid(1).encode() not in world.as_(name).get("/projects/news/fact-checks").data


def test_the_ledger_is_the_same_on_both_databases(either_world):
    ann = either_world.as_("ann")
    path = f"/projects/news/entities/{uid(1)}"
    assert [ann.put(path, entity("Ä % _ 🎉")).status_code for _ in range(2)] == [201, 200]
    assert ids(ann.get("/projects/news/entities?q=%25%20_")) == {uid(1)}
    assert ids(ann.get("/projects/news/entities?q=%F0%9F%8E%89")) == {uid(1)}
    assert len(ann.get("/projects/news/entities?limit=1").json["items"]) == 1


def test_a_source_is_found_again_by_any_form_of_its_address(world):
    pasted = "http://www.budget.example/2023/?utm_source=x#top"
    answer = world.as_("ann").get("/projects/news/sources", query_string={"q": pasted})
    assert [item["id"] for item in answer.json["items"]] == [SOURCE]


@pytest.mark.parametrize("form, kind", [("csl-json", list), ("schema.org", dict)])
def test_sources_leave_as_citations(world, form, kind):
    answer = world.as_("res").get("/projects/news/citations", query_string={"format": form})
    assert answer.status_code == 200 and isinstance(answer.json, kind)
    assert world.as_("res").get("/projects/news/citations?format=bibtex").status_code == 400


def test_what_opened_gold_names_is_offered(world):
    """Who annotated the article may name what its gold names, once it is open to them; not before."""
    assert world.as_("ben").put(f"/projects/news/entities/{uid(70)}", entity("The mayor")).status_code == 201
    work(world, ann=[claim()], ben=[claim(speaker=uid(70))])
    (case,) = cases(world)
    assert decide(world, case, chosen=BEN).status_code == 200
    path = f"/projects/news/entities/{uid(70)}"
    assert world.as_("ann").get(path).status_code == 404
    assert world.as_("man").put("/articles/a1/opening").status_code == 204
    assert world.as_("ann").get(path).status_code == 200
    assert uid(70) in [one["id"] for one in world.as_("ann").get("/projects/news/entities").json["items"]]
    world.add_article("a2", TEXT + " Again.")
    world.assign("a2", "ann")
    answer = world.as_("ann").put(f"/articles/a2/annotations/{uid(71)}", claim(speaker=uid(70)))
    assert answer.status_code == 201


def test_entities_that_are_one_leave_and_come_back_as_such(world, ann):
    man, adm = world.as_("man"), world.as_("adm")
    for number, name in ((50, "Ministry"), (51, "The ministry")):
        man.put(f"/projects/news/entities/{uid(number)}", entity(name))
    ann.put(f"/articles/a1/annotations/{uid(1)}", claim(speaker=uid(50)))
    assert ann.put("/articles/a1/submission").status_code == 200
    assert man.put(f"/projects/news/entities/{uid(50)}/merge", {"into": uid(51)}).status_code == 200
    assert adm.post("/projects", {"slug": "two", "title": "Two"}).status_code == 201
    assert adm.post("/projects/two/articles", line_of(man, "news")).status_code == 201
    left, back = (line_of(client, slug) for client, slug in ((man, "news"), (adm, "two")))
    own = ("id", "project", "history")
    assert {k: v for k, v in left.items() if k not in own} == {k: v for k, v in back.items() if k not in own}
    assert [one.get("joined_into") for one in back["entities"]] == [uid(51), None]


def line_of(client, slug):
    return json.loads(client.get(f"/projects/{slug}/export?format=jsonl&layers=all").data)
