"""Whatever call of the database fails: done and acknowledged, or refused; and the same again is harmless."""

from __future__ import annotations

from itertools import count

import pytest

from tests.bodies import TEXT, claim, entity, rebuttal, source, uid
from tests.functional.api.failing import failing_writes
from tests.functional.api.test_adjudication import RULING, cases, work
from tests.functional.db.folding import broken, rows, told

CLAIM, REBUTTAL, LINK = (
    f"/articles/a1/{what}/{uid(n)}" for n, what in enumerate(("annotations",) * 2 + ("relations",), 1)
)
REBUTS = {"type": "rebuts", "from": uid(2), "to": uid(1)}
STEPS = (
    ("PUT", CLAIM, claim(), None),
    ("PUT", REBUTTAL, rebuttal(), None),
    ("PUT", LINK, REBUTS, None),
    ("PUT", CLAIM, claim(note="Changed."), 1),
    ("DELETE", CLAIM, None, None),
    ("PUT", CLAIM, claim(), 3),
    ("DELETE", LINK, None, None),
    ("DELETE", REBUTTAL, None, None),
    ("PUT", "/articles/a1/submission", {}, None),
    ("DELETE", "/articles/a1/submission", None, None),
)
"""What an annotator does with one article, from the first mark to the reopening."""


CHECK = f"/projects/news/fact-checks/{uid(13)}"
CHECKED = {"claim": "Exports rose.", "mentions": [], "evidence": [], "verdict": "not_checked"}
OTHERS = (
    ("man", "PUT", f"/projects/news/entities/{uid(11)}", entity("One"), None),
    ("man", "PUT", f"/projects/news/sources/{uid(12)}", source("One", "https://one.example/"), None),
    ("rev", "PUT", CHECK, CHECKED, None),
    ("rev", "PUT", CHECK, {**CHECKED, "claim": "Exports rose by 12 percent."}, 1),
    ("man", "POST", "/projects/news/assignments", {"article": "a2", "annotator": "ann"}, None),
    ("ann", "PUT", f"/articles/a2/comments/{uid(14)}", {"text": "Unclear.", "kind": "unsuitable"}, None),
    ("man", "PUT", f"/articles/a2/comments/{uid(14)}/settlement", None, None),
)
"""What the others do; who reviews decides after that."""

AFTER = pytest.mark.parametrize("after", [False, True], ids=["before it is done", "after it is done"])


@pytest.mark.slow
@AFTER
def test_each_call_may_fail(either_world, monkeypatch, after):
    with failing_writes(either_world.store, monkeypatch) as fault:
        for step in STEPS:
            sweep(either_world, fault, ("ann", *step), after=after)


@pytest.mark.slow
@AFTER
def test_each_call_may_fail_of_those_who_manage_and_review(either_world, monkeypatch, after):
    either_world.add_article("a2", f"{TEXT} More.")
    work(
        either_world, ann=[claim("exports rose by 12 percent in 2023")], ben=[claim("exports rose by 12 percent")]
    )
    (case,) = cases(either_world)
    ruling = {**RULING, "case_version": case["case_version"], "chosen": case["members"][0]["annotation"]}
    decision = ("rev", "PUT", f"/cases/{case['id']}/decision", ruling, None)
    with failing_writes(either_world.store, monkeypatch) as fault:
        for step in (*OTHERS, decision):
            sweep(either_world, fault, step, after=after)


def sweep(world, fault, step, *, after: bool) -> None:
    """Do the step until no call is left that could fail."""
    name, method, path, body, version = step
    client, before = world.as_(name), stands(world)
    for at in count(1):
        fault.plan(at, after=after)
        answer = client.call(method, path, body, if_match=version)
        made, fault.at = fault.calls, 0
        if made < at:
            break
        refused(answer, world, before, committed=after)
        if stands(world) != before:
            again = client.call(method, path, body, if_match=version)
            assert again.status_code in {200, 204} or (method, again.status_code) == ("POST", 201), again.json
            break
    assert answer.status_code in {200, 201, 204} or after, answer.json
    assert stands(world) != before


def refused(answer, world, before, *, committed: bool) -> None:
    assert (answer.status_code, answer.json["code"], answer.json["saved"]) == (503, "busy", False)
    assert stands(world) == before or committed


def stands(world):
    """Return all that the project holds; fails unless its history says the same and its chain is whole."""
    with world.reading() as session:
        project = world.project(session)
        assert not broken(session, project)
        found = rows(session, project)
        assert found == told(session, project)
    return found
