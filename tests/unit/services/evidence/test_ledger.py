"""Entities, sources and fact-checks: stored under the client's id, by the one rule of saving."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid, Missing, Stale, VersionRequired
from annotator.services.evidence import ledger
from tests.bodies import SOURCE, entity, source, uid

CHECK = {"claim": "Exports rose.", "mentions": [], "evidence": [], "verdict": "not_checked"}


def put(world, what: str, body, *, name: str = "man", number: int = 1, if_match: int | None = None):
    with world.writing() as session:
        store = getattr(ledger, f"put_{what}")
        return store(
            session, world.actor(session, name), world.project(session), uid(number), body, if_match=if_match
        )


def test_the_same_again_changes_nothing(world):
    assert put(world, "entity", entity()).created
    again = put(world, "entity", entity())
    assert (again.created, again.row.version) == (False, 1)


def test_a_change_names_the_version_it_changes(world):
    put(world, "entity", entity())
    with pytest.raises(VersionRequired):
        put(world, "entity", entity("Another"))
    with pytest.raises(Stale) as refused:
        put(world, "entity", entity("Another"), if_match=4)
    assert refused.value.extra["current"]["name"] == "The ministry"
    assert put(world, "entity", entity("Another"), if_match=1).row.version == 2


def test_what_another_annotator_made_is_missing(world):
    put(world, "entity", entity(), name="ann")
    with pytest.raises(Missing):
        put(world, "entity", entity(), name="ben")


@pytest.mark.parametrize("field", ["title", "publisher", "tier", "genre", "accessed"])
def test_a_source_bears_what_a_reader_needs(world, field):
    body = {key: value for key, value in source().items() if key != field}
    with pytest.raises(Invalid) as refused:
        put(world, "source", body)
    assert refused.value.problems[0].pointer == f"/{field}"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.example/", "//x.example", "https://"])
def test_a_source_has_a_web_address(world, url):
    with pytest.raises(Invalid) as refused:
        put(world, "source", source(url=url))
    assert refused.value.code == "url_scheme"


def test_a_verdict_needs_its_justification_and_evidence(world):
    with pytest.raises(Invalid) as refused:
        put(world, "fact_check", CHECK | {"verdict": "supported"})
    assert refused.value.pointer == "/justification"
    bare = CHECK | {"verdict": "supported", "justification": "The report says so."}
    with pytest.raises(Invalid) as refused:
        put(world, "fact_check", bare)
    assert refused.value.code == "evidence_required"
    link = {"source": SOURCE, "stance": "supports", "quote": None, "paraphrase": None, "locator": None}
    assert put(world, "fact_check", bare | {"evidence": [link]}).created
