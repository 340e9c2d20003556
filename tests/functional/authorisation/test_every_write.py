"""Blind at every address that is written to: what B sends is answered the same, whether A has worked or not."""

from __future__ import annotations

import re
from typing import Any

from tests.bodies import ENTITY, claim, entity, omission, uid
from tests.functional.authorisation.asking import BODIES, routes
from tests.functional.authorisation.setting import ENTITY_OF_ANN, SOURCE_OF_ANN
from tests.functional.authorisation.test_blindness import SOURCE, told
from tests.functional.authorisation.test_every_address import AWAY, filled, twins  # noqa: F401
from tests.visitors import Visitor, hidden

ENDS = re.compile(r"/(logout|end|withdraw|password|factor|erase|disable|link|login|import|pages|opening)\b")
"""What ends B's log-in, the project, or that B is blind; imports have no part of A's in them."""

NEW = re.compile(r"20\d\d-\d\d-\d\dT[\d:.+]+Z?|\d\d:\d\d|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}")
"""Moments, and the ids that the server makes."""

URL = {"url": "https://secret.example/", "accessed": "2023-01-01"}
OWN = [uid(301), uid(302)]
"""Ids of B's own: one that somebody holds already is random, and nobody but the holder can know it."""

MORE: dict[str, list[Any]] = {
    "PUT /api/v1/articles/<article_id>/annotations/<uuid>": [
        omission(), claim(speaker=ENTITY_OF_ANN),
        claim() | {"sources": [{"source": SOURCE_OF_ANN, "stance": "supports"}]},
    ],
    "PUT /api/v1/articles/<article_id>/comments/<uuid>": [
        {"text": "x", "annotation": uid(1)}, {"text": "x", "layer": "LAYER"}, {"text": "x", "answers": uid(9)},
    ],
    "PUT /api/v1/articles/<article_id>/relations/<uuid>": [{"type": "rebuts", "from": uid(2), "to": uid(1)}],
    "PUT /api/v1/projects/<slug>/entities/<uuid>": [entity("Paper of ann")],
    "PUT /api/v1/projects/<slug>/sources/<uuid>": [SOURCE | URL],
    "PUT /api/v1/projects/<slug>/entities/<uuid>/merge": [{"into": ENTITY_OF_ANN}, {"into": ENTITY}],
    "PUT /api/v1/projects/<slug>/fact-checks/<uuid>": [{"claim": "x", "mentions": [uid(1)], "evidence": []}],
}  # fmt: skip
FIELDS = {
    "name": "Paper of ann", "kind": "person", "text": "x", "annotation": uid(1), "article": "a1",
    "into": ENTITY_OF_ANN, "layer": "LAYER", "claim": "x", "annotator": "ann", "role": "annotator",
    "title": "A paper", "publisher": "x", "tier": "primary", "genre": "document", **URL,
}  # fmt: skip


def requests_of(world, layer: str) -> list[tuple[str, str, Any]]:
    """Return method, address and body of all that may be sent, each part and body with all that fits."""
    made: list[tuple[str, str, Any]] = []
    for row in routes(world):
        method, rule = row.split(" ", 1)
        if method == "GET" or AWAY.match(rule) or ENDS.search(rule):
            continue
        api = rule.startswith("/api")
        bodies = [*MORE.get(row, ()), BODIES.get(row)] if api else [FIELDS]
        for address in filled(rule, layer, uuid=OWN, case_id=[uid(999)]):
            made += [(method, address, _with(body, layer)) for body in bodies]
    return made


def _with(body: Any, layer: str) -> Any:
    return {k: layer if v == "LAYER" else v for k, v in body.items()} if isinstance(body, dict) else body


def heard(world, sent: list[tuple[str, str, Any]]) -> list[Any]:
    """Send it all as B, in one order."""
    program, reader = world.as_("ben"), Visitor(world, "ben")
    tokens = hidden(reader.get("/help").text)
    answers: list[Any] = []
    for method, address, body in sent:
        if address.startswith("/api/v1"):
            answers.append(timeless(program.call(method, address.removeprefix("/api/v1"), body)))
        else:
            answers.append(timeless(reader.client.open(address, method=method, data={**tokens, **body})))
    return answers


def timeless(response) -> tuple[int, dict[str, str], str]:
    """Return the answer without the moments and ids that are new in each."""
    status, headers, body = told(response)
    headers = {name: NEW.sub("", value) for name, value in headers.items() if name != "Content-Length"}
    return status, headers, NEW.sub("", body.decode())


def test_no_answer_to_a_write_tells_what_others_do(twins):  # noqa: F811
    still, busy = twins
    layer = busy.as_("ann").get("/articles/a1/layers/mine").json["layer"]
    sent = requests_of(still, layer)
    assert len(sent) > 120
    silent, loud = heard(still, sent), heard(busy, sent)
    assert [(one, a, b) for one, a, b in zip(sent, silent, loud, strict=True) if a != b] == []
    assert sum(status in range(200, 304) for status, *_ in loud) > 10
