"""Many articles on their way in: out of sight until they are published, and gone when they are not."""

from __future__ import annotations

import io
import json

import pytest
from sqlalchemy import func, select

from annotator.db.claims import claimed
from annotator.errors import Refused
from annotator.jobs import intake
from annotator.models import Annotation, Arrival, Article, Change, Entity, Event, Mention, Original
from annotator.permissions import OPERATOR
from annotator.queries import articles, projects
from annotator.records.lines import ImportRefused
from annotator.services.corpus import arrivals, importing
from annotator.services.corpus.exporting import write
from annotator.services.people import accounts
from annotator.services.project import projects as projects_of
from annotator.services.proof.checking import check
from exports.format import Losses
from tests.bodies import TEXT
from tests.unit.services.corpus.test_taking import line

HELD = (Article, Annotation, Arrival, Change, Entity, Event, Mention, Original)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 2)


def given(world, *records, slug="news"):
    data = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    with world.reading() as session:
        return list(
            importing.read_lines(io.BytesIO(data), "f", projects.scheme(session, world.project(session, slug)))
        )


def texts(count, *, start=0):
    return [{"text": f"Article {number}.\r\n"} for number in range(start, start + count)]


def rows(world):
    """Count what the tables hold, seen or not."""
    with world.reading() as session:
        return {t.__tablename__: session.scalar(select(func.count()).select_from(t.__table__)) for t in HELD}


def seen(world):
    with world.reading() as session:
        return session.scalar(select(func.count()).select_from(articles.visible_to(OPERATOR).subquery()))


def take(world, lines, *, slug="news", **options):
    with intake.taking_in(world.store, OPERATOR, slug, lines, **options) as publish, world.writing() as session:
        return publish(session)


def healthy(world):
    with world.reading() as session:
        return [line for finding in check(session) for line in finding.wrong] == []


def test_nobody_sees_anything_before_it_is_published_as_one_event(either_world):
    before, events = seen(either_world), rows(either_world)["event"]
    with intake.taking_in(either_world.store, OPERATOR, "news", given(either_world, *texts(5))) as publish:
        assert (seen(either_world), rows(either_world)["article"]) == (before, before + 5)
        assert healthy(either_world)
        with either_world.writing() as session:
            assert publish(session).stored == 5
    assert (seen(either_world), rows(either_world)["event"]) == (before + 5, events + 1)
    assert rows(either_world)["arrival"] == 0 and healthy(either_world)


def test_what_is_not_published_leaves_nothing(either_world):
    before = rows(either_world)
    lines = given(either_world, *(line(f"{TEXT} {n}", n) for n in range(1, 6)), *texts(3))
    with pytest.raises(KeyboardInterrupt), intake.taking_in(either_world.store, OPERATOR, "news", lines):
        assert rows(either_world)["annotation"] > before["annotation"]
        raise KeyboardInterrupt
    assert rows(either_world) == before


def test_others_write_while_an_import_comes_and_the_chain_holds(either_world):
    with intake.taking_in(either_world.store, OPERATOR, "news", given(either_world, *texts(5))) as publish:
        either_world.add_article("between", "Came between.")
        with either_world.writing() as session:
            publish(session)
    either_world.add_article("after", "Came after.")
    assert healthy(either_world)


def test_what_a_killed_process_left_goes_when_the_next_import_comes(either_world):
    before = rows(either_world)
    with either_world.writing() as session:
        left = arrivals.begin(session, OPERATOR, either_world.project(session))
        arrivals.add(session, left, given(either_world, *texts(3)))
    assert take(either_world, given(either_world, *texts(5))).stored == 5
    assert rows(either_world)["article"] == before["article"] + 5 and rows(either_world)["arrival"] == 0


def test_a_text_that_a_killed_process_left_comes_in_with_a_few_too(either_world):
    with either_world.writing() as session:
        left = arrivals.begin(session, OPERATOR, either_world.project(session))
        arrivals.add(session, left, given(either_world, *texts(3)))
    assert take(either_world, given(either_world, *texts(1))).stored == 1
    assert rows(either_world)["arrival"] == 0


def test_a_text_that_a_killed_process_left_comes_in_by_itself_too(either_world):
    either_world.add_person("boss", "manager")
    with either_world.writing() as session:
        left = arrivals.begin(session, OPERATOR, either_world.project(session))
        arrivals.add(session, left, given(either_world, *texts(3)))
    assert either_world.as_("boss").post("/projects/news/articles", texts(1)[0]).status_code == 201


def test_an_import_that_somebody_is_at_is_left_alone(either_world):
    with either_world.writing() as session:
        arriving = arrivals.begin(session, OPERATOR, either_world.project(session))
    with claimed(either_world.store, arriving.event_id):
        assert intake.clear(either_world.store) == 0
    assert intake.clear(either_world.store) == 1


def test_every_bad_line_is_named_and_a_repeated_text_with_the_line_it_repeats(world):
    lines = given(world, *texts(3), {"text": " "}, *texts(2))
    with pytest.raises(ImportRefused) as refused:
        take(world, lines)
    told = [str(bad) for bad in refused.value.report.lines]
    assert [words.split(": ")[0] for words in told] == ["f:4", "f:5", "f:6"]
    assert told[1].endswith("as line 1.") and told[2].endswith("as line 2.")


def test_the_good_lines_alone(world):
    assert take(world, given(world, *texts(3), {"text": " "}, *texts(3, start=3)), skip_bad=True).stored == 6


def test_layers_staged_leave_as_those_stored_at_once(world):
    lines = [line(f"{TEXT} {n}", n) for n in range(1, 6)]
    world.add_project("once")
    with world.writing() as session:
        importing.store(session, OPERATOR, world.project(session, "once"), given(world, *lines))
    world.add_project("staged")
    with (
        intake.taking_in(world.store, OPERATOR, "staged", given(world, *lines)) as publish,
        world.writing() as session,
    ):
        publish(session)
    assert exported(world, "staged") == exported(world, "once")
    assert healthy(world)


def exported(world, slug):
    with world.reading() as session:
        parts = write(session, OPERATOR, world.project(session, slug), Losses(), chosen="all")
        records = [json.loads(part) for part in parts]
    own = ("id", "project", "history")
    return [{name: value for name, value in record.items() if name not in own} for record in records]


def test_who_is_no_manager_any_more_publishes_nothing(world):
    with world.reading() as session:
        man = world.actor(session, "man")
    before = rows(world)
    with pytest.raises(Refused), intake.taking_in(world.store, man, "news", given(world, *texts(5))) as publish:
        with world.writing() as session:
            projects_of.add_member(
                session, OPERATOR, world.project(session), accounts.find(session, "man"), "annotator"
            )
            projects_of.add_member(
                session, OPERATOR, world.project(session), accounts.find(session, "rev"), "manager"
            )
            projects_of.remove_member(
                session, OPERATOR, world.project(session), accounts.find(session, "man"), "manager"
            )
        with world.writing() as session:
            publish(session)
    assert rows(world)["article"] == before["article"]
