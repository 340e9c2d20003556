"""Fact-checks by their pages: begun, proved, questioned, decided, decided again, decided blind."""

from __future__ import annotations

import re
from io import BytesIO

import pytest

from tests.bodies import ENTITY, SOURCE, claim, rebuttal, uid
from tests.visitors import hidden, words

HERE = "/projects/news/fact-checks"
VERDICT = {"verdict": "refuted", "justification": "The table says so.", "seen": "2"}
EVIDENCE = {"source": SOURCE, "stance": "refutes", "quote": "exports fell", "evidence_locator": "p. 3"}


@pytest.fixture
def rev(world, visit):
    world.add_person("rob", "reviewer")
    return visit("rev")


@pytest.fixture
def path(rev) -> str:
    made = rev.send(HERE, page=HERE, claim="Exports rose by 12 percent in 2023.", claim_date="2023")
    return made.headers["Location"]


def test_it_is_begun_proved_and_decided(rev, path):
    assert rev.send(f"{path}/evidence", page=path, **EVIDENCE).status_code == 303
    assert rev.send(f"{path}/verdict", page=path, **VERDICT, missing_context="y").status_code == 303
    shown = words(rev.get(path))
    assert "Refuted · misses context" in shown
    assert "exports fell" in shown and "in force" in shown
    assert "Refuted" in words(rev.get(f"{HERE}?verdict=refuted"))
    assert "No fact-check is like that." in words(rev.get(f"{HERE}?verdict=supported"))


def test_a_bare_verdict_is_refused_and_what_was_typed_stays(rev, path):
    answer = rev.send(f"{path}/verdict", page=path, **(VERDICT | {"seen": "1"}))
    assert answer.status_code == 422
    assert "needs at least one source" in words(answer) and "The table says so." in answer.text


def test_a_later_verdict_supersedes_on_the_page(rev, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    rev.send(f"{path}/verdict", page=path, **VERDICT)
    later = VERDICT | {"verdict": "conflicting_cherrypicking", "seen": "3", "rating": "politifact:half_true"}
    assert rev.send(f"{path}/verdict", page=path, **later).status_code == 303
    shown = words(rev.get(path))
    assert "superseded" in shown and "Half True" in shown and "all of it points one way" in shown


def test_somebody_elses_verdict_is_not_overwritten_unseen(rev, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    rev.send(f"{path}/verdict", page=path, **VERDICT)
    answer = rev.send(f"{path}/verdict", page=path, **VERDICT)
    assert answer.status_code == 412 and "The table says so." in answer.text


def test_questions_are_evidence_too(rev, path):
    asked = {"question": "What does the table say?", "answer": "That they fell.", "answer_type": "abstractive"}
    rev.send(f"{path}/questions", page=path, **asked, answer_source=SOURCE)
    assert "What does the table say? That they fell." in words(rev.get(path))
    rev.send(f"{path}/questions", page=path, drop="0")
    assert "What does the table say?" not in words(rev.get(path))


def test_evidence_that_a_verdict_stands_on_stays(rev, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    rev.send(f"{path}/verdict", page=path, **VERDICT)
    answer = rev.send(f"{path}/evidence", page=path, drop="0")
    assert answer.status_code == 422 and "needs at least one source" in words(answer)


def test_two_verdicts_the_second_blind(rev, visit, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    assert visit("man").send(f"{HERE}/settings", page=HERE, second_verdict="y").status_code == 303
    assert "waits for a second" in words(rev.follow(rev.send(f"{path}/verdict", page=path, **VERDICT)))
    rob = visit("rob")
    assert "Give the second verdict" in words(rob.get(path)) and "The table says so." not in rob.get(path).text
    blind = rob.get(f"{path}/blind")
    assert "exports fell" in words(blind) and "The table says so." not in blind.text
    other = {"verdict": "not_enough_evidence", "justification": "One table is too little."}
    assert "differ" in words(rob.follow(rob.send(f"{path}/blind", page=f"{path}/blind", **other)))
    shown = words(rev.get(path))
    assert "One table is too little." in shown and "Not checked" in shown
    assert rev.get(f"{path}/blind").status_code == 409


def test_a_claim_is_worded_anew(rev, path):
    rev.send(f"{path}/claim", page=path, claim="Exports grew by 12 percent in 2023.", claim_date="")
    assert "Exports grew" in words(rev.get(path))


def test_scales_are_registered(rev, visit, path):
    man = visit("man")
    assert man.send(f"{HERE}/scales", page=f"{HERE}/scales", ours="ifcn").status_code == 303
    own = {"scale": "house", "label": "Ours", "labels": "Wrong\nRather wrong\nRight"}
    assert man.send(f"{HERE}/scales", page=f"{HERE}/scales", **own).status_code == 303
    assert "Ours: Rather wrong" in rev.get(path).text
    assert man.send(f"{HERE}/scales", page=f"{HERE}/scales", scale="x", label="x", labels="One").status_code == 422


def test_what_is_not_there_is_missing(rev, path):
    assert rev.send(f"{path}/mentions", page=path, annotation="nothing").status_code == 404
    assert rev.get(f"{HERE}/nothing").status_code == 404
    assert rev.send(HERE, page=HERE, claim="").status_code == 422


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("evidence", EVIDENCE, "exports fell"),
        (
            "questions",
            {"question": "What?", "answer": "That they fell.", "answer_type": "abstractive"},
            "That they fell.",
        ),
    ],
)
def test_what_was_taken_away_is_put_back(rev, path, name, given, said):
    rev.send(f"{path}/{name}", page=path, **given)
    assert "Put it back" not in words(rev.get(path))
    taken = rev.send(f"{path}/{name}", page=path, drop="0")
    assert taken.headers["Location"] == f"{path}#{name}"
    assert said not in words(rev.get(path)) and "Put it back" in words(rev.get(path))
    assert rev.send(f"{path}/{name}", page=path, back="y", seen="3").status_code == 303
    assert said in words(rev.get(path)) and "Put it back" not in words(rev.get(path))


def test_what_was_taken_away_is_not_put_back_over_a_later_change(rev, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    rev.send(f"{path}/evidence", page=path, drop="0", seen="2")
    rev.send(f"{path}/claim", page=path, claim="Exports grew.", claim_date="")
    assert "Put it back" not in words(rev.get(path))
    for seen in ("3", "4"):
        answer = rev.send(f"{path}/evidence", page=path, back="y", seen=seen)
        assert answer.status_code == 412 and "changed meanwhile" in words(answer)


def test_each_button_that_takes_away_says_what(rev, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    assert "Take it away : Budget report" in words(rev.get(path)).replace("away:", "away :")


def test_a_question_may_have_several_answers(rev, path):
    asked = {"question": "What does the table say?", "answer": "That they fell.", "answer_type": "abstractive"}
    rev.send(f"{path}/questions", page=path, **asked)
    more = {"answers_to": "0", "answer": "Nothing of 2023.", "answer_type": "abstractive"}
    assert rev.send(f"{path}/questions", page=path, **more).status_code == 303
    assert "That they fell. Abstractive Nothing of 2023." in words(rev.get(path))
    assert "Fill this in." in words(rev.send(f"{path}/questions", page=path, answer_type="abstractive"))


def test_who_said_it_where_and_how_it_was_checked(rev, path):
    known = {"location_iso": "KH", "speakers": ENTITY, "strategies": "numerical_comparison"}
    sent = rev.send(f"{path}/claim", page=path, claim="Exports rose.", claim_date="2023", **known)
    assert sent.status_code == 303
    shown = words(rev.get(path))
    assert "KH · by The Gazette" in shown and "Checked by: Comparison of numbers" in shown


@pytest.fixture
def proposing(world):
    """Ann proposes a verdict on her claim, and rebuts it; ben marks the same; both hand in."""
    proposed = {"proposed_verdict": "refuted", "proposed_justification": "The table says so."}
    for name, number, more in (("ann", 1, proposed), ("ben", 11, {"claim_type": ["event_property"]})):
        client = world.as_(name)
        client.put(f"/articles/a1/annotations/{uid(number)}", claim(**more))
        client.put(f"/articles/a1/annotations/{uid(number + 1)}", rebuttal(strategy=["counter_evidence"]))
        link = {"type": "rebuts", "from": uid(number + 1), "to": uid(number)}
        client.put(f"/articles/a1/relations/{uid(number + 2)}", link)
    return world


def test_an_annotator_sees_the_own_proposals_and_a_reviewer_those_handed_in(proposing, visit):
    assert "The table says so." in words(visit("ann").get("/projects/news/proposals"))
    for name in ("ben", "rev"):
        assert "The table says so." not in words(visit(name).get("/projects/news/proposals"))
    for name in ("ann", "ben"):
        assert proposing.as_(name).put("/articles/a1/submission").status_code == 200
    assert "The table says so." in words(visit("rev").get("/projects/news/proposals"))
    (one,) = proposing.as_("rev").get("/projects/news/proposals").json["items"]
    assert (one["verdict"], one["annotation"], one["fact_check"]) == ("refuted", uid(1), None)
    assert proposing.as_("ben").get("/projects/news/proposals").json["items"] == []


def test_a_working_claim_is_a_mention_and_gold_takes_its_place(proposing, rev, path):
    for name in ("ann", "ben"):
        proposing.as_(name).put("/articles/a1/submission")
    assert "Perhaps here too" in words(rev.get(path))
    assert rev.send(f"{path}/mentions", page=path, annotation=uid(1)).status_code == 303
    shown = words(rev.get(path))
    assert "not decided yet Said by The Gazette" in shown and "Counter-evidence" in shown
    assert "Proposed Refuted by" in shown
    client = proposing.as_("rev")
    for case in client.get("/projects/news/cases").json["items"]:
        chosen = [one["annotation"] for one in case["members"] if one["annotation"]][:1]
        ruling = {"case_version": case["case_version"], "outcome": "accept", "chosen": chosen, "reason": "slip"}
        client.put(f"/cases/{case['id']}/decision", ruling | {"confidence": 3, "rationale": "It says so."})
    (check,) = client.get("/projects/news/fact-checks").json["items"]
    assert uid(1) not in check["mentions"] and len(check["mentions"]) == 1
    assert [said["verdict"] for said in check["proposals"]] == ["refuted"]


def seen(page):
    return re.search(r'name="seen"[^>]*value="(\d+)"', page.text)[1]


def test_61_a_verdict_sent_twice_is_one(rev, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    fields = hidden(rev.get(path).text) | VERDICT
    answers = [rev.client.post(f"{path}/verdict", data=fields) for _ in range(2)]
    assert [answer.headers.get("Location") for answer in answers] == [path, path]
    assert words(rev.get(path)).count("on 1 source") == 1


def test_61_a_second_verdict_sent_twice_is_one(rev, visit, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    visit("man").send(f"{HERE}/settings", page=HERE, second_verdict="y")
    rev.send(f"{path}/verdict", page=path, **VERDICT)
    rob = visit("rob")
    fields = hidden(rob.get(f"{path}/blind").text) | {"verdict": "refuted", "justification": "It is."}
    answers = [rob.client.post(f"{path}/blind", data=fields) for _ in range(2)]
    assert [answer.headers.get("Location") for answer in answers] == [path, path]


def test_a_verdict_on_what_changed_can_be_given_after_a_look(rev, visit, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    visit("rob").send(f"{path}/evidence", page=path, **EVIDENCE)
    answer = rev.send(f"{path}/verdict", page=path, **VERDICT)
    assert answer.status_code == 412 and "was changed meanwhile" in words(answer)
    fields = hidden(answer.text) | VERDICT | {"seen": re.findall(r'id="seen"[^>]*value="(\d+)"', answer.text)[0]}
    assert rev.client.post(f"{path}/verdict", data=fields).status_code == 303


@pytest.mark.parametrize("where", ["evidence", "questions"])
def test_what_is_taken_away_is_what_was_seen(rev, visit, path, where):
    asked = {"question": "What does it say?", "answer": "That they fell.", "answer_type": "abstractive"}
    for fields in ({}, {"quote": "exports fell by half", "question": "Who says so?"}):
        rev.send(f"{path}/{where}", page=path, **(EVIDENCE | asked | fields))
    old = rev.get(path)
    visit("rob").send(f"{path}/{where}", page=path, drop="0")
    answer = rev.send(f"{path}/{where}", page=path, drop="0", seen=seen(old))
    assert answer.status_code == 412 and "was changed meanwhile" in words(answer)
    assert ("exports fell by half" if where == "evidence" else "Who says so?") in words(rev.get(path))


def test_a_claim_worded_meanwhile_is_not_overwritten_unseen(rev, visit, path):
    old = rev.get(path)
    visit("rob").send(f"{path}/claim", page=path, claim="Exports grew.", claim_date="")
    answer = rev.send(f"{path}/claim", page=path, claim="Exports fell.", seen=seen(old))
    assert answer.status_code == 412 and 'value="Exports fell."' in answer.text
    again = rev.send(f"{path}/claim", page=path, claim="Exports fell.", seen=seen(answer))
    assert again.status_code == 303


def test_a_day_that_is_none_is_said_in_words(rev, path):
    answer = rev.send(f"{path}/verdict", page=path, **(VERDICT | {"as_of": "yesterday", "seen": "1"}))
    assert answer.status_code == 422 and "As of: “yesterday” does not fit here. A year, a month" in words(answer)


def test_a_quotation_that_is_too_long_is_not_cut(rev, path):
    assert 'name="quote"' in rev.get(path).text and 'maxlength="1000"' not in field(rev.get(path), "quote")
    answer = rev.send(f"{path}/evidence", page=path, **(EVIDENCE | {"quote": "x" * 1001}))
    assert answer.status_code == 422 and "At most 1000 characters." in words(answer)
    assert "x" * 1001 in answer.text


def field(page, name):
    return re.search(rf'<textarea[^>]*name="{name}"[^>]*>', page.text)[0]


def test_evidence_without_a_capture_says_that_nobody_looked(rev, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    assert "No capture here to look the quotation up in." in words(rev.get(path))


def test_a_quotation_too_long_to_be_looked_for_nearly_says_so(rev, path):
    page = f"/projects/news/sources/{SOURCE}"
    rev.send(f"{page}/capture", page=page, file=(BytesIO(b"<p>Exports fell.</p>"), "a.html"), how="upload")
    rev.send(f"{path}/evidence", page=path, **(EVIDENCE | {"quote": "\ufdfa " * 100}))
    shown = words(rev.get(path))
    assert "not found word for word" in shown and "not found in the capture" not in shown
    assert "compare it with the capture yourself" in shown
