"""How each row of the matrix is asked: which address, which body, by token or by log-in."""

from __future__ import annotations

import re
from typing import Any

from tests.bodies import claim, entity, uid
from tests.functional.authorisation.setting import (
    CHECK,
    CLAIM,
    ENTITY_OF_ANN,
    LINK,
    NEW,
    REBUTTAL,
    SAID,
    SOURCE_OF_ANN,
)
from tests.visitors import Visitor
from tests.world import World

SOURCE = {"title": "New", "publisher": "x", "tier": "primary", "genre": "document"}
CHECKED = {"claim": "Imports fell.", "mentions": [], "evidence": [], "verdict": "not_checked"}
BODIES: dict[str, Any] = {
    "PUT /api/v1/articles/<article_id>/annotations/<uuid>": claim("re-exports"),
    "PUT /api/v1/articles/<article_id>/comments/<uuid>": {"text": "Where does it end?"},
    "PUT /api/v1/articles/<article_id>/regions": {"regions": []},
    "PUT /api/v1/articles/<article_id>/relations/<uuid>": {"type": "part_of", "from": REBUTTAL, "to": CLAIM},
    "PUT /api/v1/cases/<case_id>/decision": {
        "case_version": 1, "outcome": "reject", "reason": "slip", "rationale": "No.", "confidence": 1,
    },
    "PUT /api/v1/cases/<case_id>/blind": {
        "case_version": 1, "outcome": "reject", "reason": "slip", "rationale": "No.", "confidence": 1,
    },
    "POST /api/v1/projects": {"slug": "fresh"},
    "POST /api/v1/projects/<slug>/articles": {"text": "A new text."},
    "POST /api/v1/projects/<slug>/assignments": {"article": "a2", "annotator": "idle"},
    "PUT /api/v1/projects/<slug>/entities/<uuid>": entity("New"),
    "PUT /api/v1/projects/<slug>/entities/<uuid>/merge": {"into": NEW},
    "PUT /api/v1/projects/<slug>/calibration": {"open": True},
    "PUT /api/v1/projects/<slug>/quality": {"pass_mark": 80},
    "PUT /api/v1/articles/<article_id>/purpose": {"purpose": None},
    "POST /api/v1/projects/<slug>/imported-layers": {"layers": {}},
    "POST /api/v1/projects/<slug>/rechecks": {"basis": "guideline", "version": 2, "parts": ["claim"]},
    "PUT /api/v1/projects/<slug>/rechecks/<recheck_id>/closing": {"closed": True},
    "PUT /api/v1/projects/<slug>/card": {"biases": "Many."},
    "POST /api/v1/projects/<slug>/releases": {"version": "1.0.0"},
    "PUT /api/v1/projects/<slug>/sources/<uuid>": SOURCE,
    "PUT /api/v1/projects/<slug>/fact-checks/<uuid>": CHECKED,
    "PUT /api/v1/projects/<slug>/fact-checks/<uuid>/blind": {"verdict": "not_checked"},
    "PUT /api/v1/projects/<slug>/fact-checks/<uuid>/verdict": {"verdict": "not_checked"},
    "PUT /api/v1/projects/<slug>/scales/<scale>": {},
}  # fmt: skip
PLACES = {
    "slug": "news",
    "article_id": "a2",
    "uuid": NEW,
    "story_id": "news:s",
    "name": "gold",
    "filename": "x.css",
    "source_id": SOURCE_OF_ANN,
    "check_id": CHECK,
    "annotation": NEW,
    "scale": "ifcn",
    "kind": "tags",
    "entity_id": ENTITY_OF_ANN,
    "part": "claim",
    "inner": "voice",
    "item": "1",
}
ELSEWHERE: dict[str, dict[str, str]] = {
    "DELETE /api/v1/articles/<article_id>/annotations/<uuid>": {"uuid": CLAIM},
    "DELETE /api/v1/articles/<article_id>/comments/<uuid>/settlement": {"uuid": SAID},
    "PUT /api/v1/articles/<article_id>/comments/<uuid>/settlement": {"uuid": SAID},
    "POST /articles/<article_id>/comments/<uuid>/settle": {"uuid": SAID},
    "DELETE /api/v1/articles/<article_id>/relations/<uuid>": {"uuid": LINK},
    "DELETE /api/v1/articles/<article_id>/submission": {"article_id": "a1"},
    "GET /api/v1/articles/<article_id>/layers/<name>": {"article_id": "a1", "name": "layer"},
    "DELETE /api/v1/articles/<article_id>/layers/<name>/submission": {"article_id": "a1", "name": "layer"},
    "GET /projects/<slug>/export/examples/<name>": {"name": "jsonl"},
    "GET /projects/<slug>/export/formats/<format_name>": {"format_name": "jsonl"},
    "POST /articles/<article_id>/review/<case_id>": {"article_id": "a1"},
    "POST /articles/<article_id>/review/<case_id>/undo": {"article_id": "a1"},
    "GET /api/v1/projects/<slug>/entities/<uuid>": {"uuid": ENTITY_OF_ANN},
    "DELETE /api/v1/projects/<slug>/entities/<uuid>/merge": {"uuid": ENTITY_OF_ANN},
    "PUT /api/v1/projects/<slug>/entities/<uuid>/merge": {"uuid": ENTITY_OF_ANN},
    "GET /api/v1/projects/<slug>/sources/<uuid>": {"uuid": SOURCE_OF_ANN},
    "GET /api/v1/projects/<slug>/sources/<uuid>/capture": {"uuid": SOURCE_OF_ANN},
    "PUT /api/v1/projects/<slug>/sources/<uuid>/capture": {"uuid": SOURCE_OF_ANN},
    "GET /api/v1/projects/<slug>/sources/<uuid>/quote-check": {"uuid": SOURCE_OF_ANN},
    "GET /api/v1/projects/<slug>/fact-checks/<uuid>": {"uuid": CHECK},
    "GET /api/v1/projects/<slug>/fact-checks/<uuid>/blind": {"uuid": CHECK},
    "PUT /api/v1/projects/<slug>/fact-checks/<uuid>/blind": {"uuid": CHECK},
    "GET /api/v1/projects/<slug>/fact-checks/<uuid>/likely": {"uuid": CHECK},
    "PUT /api/v1/projects/<slug>/fact-checks/<uuid>/mentions/<annotation>": {"uuid": CHECK},
    "PUT /api/v1/projects/<slug>/fact-checks/<uuid>/verdict": {"uuid": CHECK},
    "GET /api/v1/projects/<slug>/fact-checks/<uuid>/verdicts": {"uuid": CHECK},
}
"""Where a row does not ask at the usual place: what is there to be seen, or to be taken back."""


def ask(world: World, name: str, row: str, ids: dict[str, str], **body: Any) -> int:
    """Send the request of the row as the person, with its body or another, and return the status of the answer."""
    method, rule = row.split(" ", 1)
    places = {**PLACES, **ids, **ELSEWHERE.get(row, {})}
    places["name"] = ids["layer"] if places["name"] == "layer" else places["name"]
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: places.get(part[1], uid(999)), rule)
    who = None if name == "nobody" else name
    if rule.startswith(("/api", "/healthz", "/readyz", "/metrics")):
        away = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.9"}}
        address = path.removeprefix("/api/v1") if path.startswith("/api") else path[1:]
        sent = body or {"body": BODIES.get(row)}
        return world.as_(who).call(method, address, **sent, **away).status_code
    visitor = Visitor(world, who)
    return (visitor.get(path) if method == "GET" else visitor.send(path)).status_code


def routes(world: World) -> list[str]:
    """Return every method and rule that the application serves."""
    return sorted(
        f"{method} {rule.rule}"
        for rule in world.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    )
