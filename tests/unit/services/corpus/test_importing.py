"""Importing: checked line by line, stored in one act, all or nothing."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select

from annotator.errors import Conflict, Invalid, Refused
from annotator.models import Article, Event, Original
from annotator.permissions import OPERATOR
from annotator.services.corpus import importing


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def take(world, data: bytes, **options):
    with world.writing() as session:
        return importing.import_lines(session, OPERATOR, world.project(session), data, **options)


def count(world, table) -> int:
    with world.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_many_articles_are_one_event(world):
    before = count(world, Event)
    report = take(world, lines({"text": "One."}, {"text": "Two."}, {"text": "Three."}))
    assert (report.to_record()["stored"], count(world, Event) - before) == (3, 1)


def test_one_bad_line_keeps_all_out_and_every_bad_line_is_named(world):
    with pytest.raises(importing.ImportRefused) as refused:
        take(world, lines({"text": "One."}, {"text": 2}) + b"{no json\n")
    assert [str(line).split(": ")[0] for line in refused.value.report.lines] == ["body:2", "body:3"]
    assert count(world, Article) == 1


def test_the_good_lines_can_be_stored_alone(world):
    report = take(world, lines({"text": "One."}, {"text": "   "}), skip_bad=True)
    assert [line.error.code for line in report.refused] == ["empty_text"]
    assert count(world, Article) == 2


def test_a_text_stands_in_a_project_once(world):
    with pytest.raises(importing.ImportRefused) as refused:
        take(world, lines({"text": "One.\r\n"}, {"text": "One.\n"}))
    assert refused.value.report.lines[0].error.code == "duplicate"
    with world.writing() as session, pytest.raises(Conflict):
        project = world.project(session)
        importing.import_one(session, OPERATOR, project, {"text": "Two."})
        importing.import_one(session, OPERATOR, project, {"text": "Two."})


def test_the_bytes_as_they_came_are_kept(world):
    take(world, lines({"text": "One.\r\nTwo."}))
    with world.reading() as session:
        article = session.scalars(select(Article).where(Article.text == "One.\nTwo.")).one()
        assert session.get(Original, article.original_id).data == b"One.\r\nTwo."


def test_an_id_is_kept_unless_it_is_taken(world):
    report = take(world, lines({"text": "One.", "id": "kept"}, {"text": "Two.", "id": "a1"}))
    first, second = (line.id for line in report.lines)
    assert first == "kept"
    assert second != "a1"


def test_the_report_says_what_is_kept_and_what_is_marked(world):
    with world.writing() as session:
        body = {"text": "Kept words.\n\nMenu", "regions": [{"role": "boilerplate", "start": 13, "end": 17}]}
        _, report = importing.import_one(session, OPERATOR, world.project(session), body)
    assert (report["kept"], report["boilerplate"]) == (13, 4)


def test_only_a_manager_imports(world):
    with world.writing() as session, pytest.raises(Refused):
        importing.import_one(session, world.actor(session, "res"), world.project(session), {"text": "One."})


def test_offsets_in_another_unit_are_told(world):
    text = "🎉 Exports rose."
    wrong = {"kind": "span", "segments": [{"start": 3, "end": 10, "exact": "Exports"}]}
    layer = {"layer": "gold", "annotations": [{"id": "c", "tag": "claim", "anchor": wrong}]}
    with world.writing() as session, pytest.raises(Invalid) as refused:
        importing.import_one(session, OPERATOR, world.project(session), {"text": text, "layers": [layer]})
    assert refused.value.code == "offsets_do_not_fit"
    assert "UTF-16" in refused.value.detail
