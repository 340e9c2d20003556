"""Each act is one event that commits to what it changed and to the event before it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from annotator.domain.history import check_chain, commitment
from annotator.errors import Invalid
from annotator.models import Change, Event
from annotator.permissions import OPERATOR
from annotator.queries import events
from annotator.services.project import projects
from annotator.services.proof import history
from tests.bodies import claim, uid


def chain(world) -> list[tuple[Event, list[Change]]]:
    with world.reading() as session:
        return list(events.of_chain(session, world.project(session)))


def test_the_chain_follows_from_its_beginning(world):
    found = [event for event, _ in chain(world)]
    assert check_chain(map(events.event_record, found), [event.hash for event in found]) is None
    assert [event.seq for event in found] == list(range(1, len(found) + 1))


def test_a_save_is_one_event_with_the_annotation_as_it_is_now(world):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    event, (change,) = chain(world)[-1]
    assert event.action == "annotation:put"
    assert change.object.endswith(uid(1))
    assert '"tag":"claim"' in change.body


def test_an_event_commits_to_its_changes_with_salt(world):
    for event, changes in chain(world):
        pairs = [(change.object, commitment(change.salt, change.body)) for change in changes]
        assert history.payload_commitment(pairs) == event.commitment
    assert len({change.salt for _, changes in chain(world) for change in changes}) > 10


def test_a_person_bears_one_pseudonym_and_never_the_name(world):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    with world.reading() as session:
        name = session.scalars(select(Event.actor).order_by(Event.id.desc())).first()
    assert name == world.as_("ann").get("/articles/a1/layers/mine").json["layer"]
    assert name.startswith("a-")


def test_an_act_that_is_undone_leaves_no_event(world):
    before = len(chain(world))
    try:
        with world.writing() as session:
            projects.publish_guideline(session, OPERATOR, world.project(session), "New.")
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert len(chain(world)) == before


def test_an_article_counts_the_events_that_changed_it(world):
    with world.reading() as session:
        before = world.article(session).events
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    with world.reading() as session:
        article = world.article(session)
        assert article.events == before + 1
        assert article.head == events.of_article(session, article)[-1]["hash"]


@pytest.mark.parametrize("bad", ["\x07", "\f", "\ud800", "\ufffe"])
def test_what_is_no_text_enters_no_history_by_whatever_door(bad):
    with pytest.raises(Invalid) as refused:
        history.committed_row(None, "source/1", {"title": "ok", "note": f"a{bad}"})
    assert (refused.value.code, refused.value.pointer) == ("bad_character", "/note")


def test_what_only_looks_so_in_canonical_json_does():
    written = {"note": "\\b \\f \\u0007 \t\n\r é 🙂"}
    assert json.loads(history.committed_row(None, "source/1", written)["body"]) == written
