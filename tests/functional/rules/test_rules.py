"""Each rule of the model is broken through the page, the API and an import: one code, the same words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.bodies import ENTITY, SOURCE, TEXT, entity, source, uid
from tests.functional.rules.table import RULES, Broken
from tests.visitors import TOKEN, Visitor

Answer = tuple[str, str]
LINK = 500


@pytest.fixture
def place(world):
    """The world, and a fresh article for ann with what a rule wants of it."""

    def make(article: dict[str, Any]) -> str:
        if not article:
            return "a1"
        world.add_article("a9", TEXT + " Again.", **article)
        world.assign("a9", "ann")
        return "a9"

    return make


@pytest.fixture
def api(world):
    """PUT with a token."""
    return world.as_("ann").put


@pytest.fixture
def page(world):
    """PUT as the desk does: by the log-in, with the token that its page bears."""
    visitor = Visitor(world, "ann")
    token = TOKEN.search(visitor.get("/articles/a1").text)[1]

    def put(path: str, body: Any = None) -> Any:
        return visitor.client.put(f"/api/v1{path}", json=body, headers={"X-CSRFToken": token})

    return put


def refused(put: Callable[..., Any], article: str, broken: Broken) -> list[Answer]:
    """Store what breaks the rule and return what the last request was refused with."""
    answers = [
        put(f"/articles/{article}/annotations/{uid(n)}", body) for n, body in enumerate(broken.annotations, 1)
    ]
    for number, (kind, start, end) in enumerate(broken.relations, LINK):
        body = {"type": kind, "from": uid(start), "to": uid(end)}
        answers.append(put(f"/articles/{article}/relations/{uid(number)}", body))
    if broken.handed_in:
        answers.append(put(f"/articles/{article}/submission", {}))
    assert all(answer.status_code == 201 for answer in answers[:-1]), answers
    assert answers[-1].status_code == 422, answers[-1].json
    return told(answers[-1].json)


def told(problem: dict[str, Any]) -> list[Answer]:
    """Return the code and the words of everything that a problem document tells."""
    return [(one["code"], one["detail"]) for one in problem.get("errors") or [problem]]


def line(broken: Broken) -> dict[str, Any]:
    """Return the article with the layer as a corpus brings it."""
    annotations = [{"id": uid(n), **body} for n, body in enumerate(broken.annotations, 1)]
    relations = [
        {"id": uid(number), "type": kind, "from": uid(start), "to": uid(end)}
        for number, (kind, start, end) in enumerate(broken.relations, LINK)
    ]
    state = "submitted" if broken.handed_in else "open"
    layer = {"layer": "a", "state": state, "annotations": annotations, "relations": relations}
    named = {"entities": [{"id": ENTITY, **entity()}], "sources": [{"id": SOURCE, **source()}]}
    return {"text": TEXT, "regions": [], **broken.article, "layers": [layer], **named}


@pytest.mark.parametrize("broken", RULES, ids=lambda broken: broken.rule.replace(" ", "-"))
def test_a_rule_holds_at_every_door(world, place, api, page, broken):
    article = place(broken.article)
    by_api = refused(api, article, broken)
    assert any(code == broken.code and broken.words in words for code, words in by_api), by_api
    if broken.handed_in:
        again = page(f"/articles/{article}/submission", {})
        assert told(again.json) == by_api
    else:
        number = len(broken.annotations)
        path, body = f"/annotations/{uid(number)}", broken.annotations[-1]
        if broken.relations:
            kind, start, end = broken.relations[-1]
            path, body = f"/relations/{uid(LINK + 9)}", {"type": kind, "from": uid(start), "to": uid(end)}
        assert told(page(f"/articles/{article}{path}", body).json) == by_api
    came = world.as_("man").post("/projects/news/articles", line(broken))
    assert came.status_code == 422
    if broken.coming:
        assert told(came.json)[0][0] == broken.coming
    else:
        assert told(came.json) == by_api
