"""The fields that forms are made of, and errors of the services at their field."""

from __future__ import annotations

from typing import ClassVar

from werkzeug.datastructures import MultiDict

from annotator.errors import Invalid, Problem
from annotator.web.forms.fields import PageForm, line, text


class Sample(PageForm):
    places: ClassVar = {"users_name": "name"}
    name = line("Name", most=5)
    note = text("Note", needed=False)


def sent(**fields):
    return Sample(MultiDict(fields))


def test_a_line_loses_the_space_at_its_ends():
    form = sent(name="  ann ")
    assert form.validate()
    assert form.name.data == "ann"


def test_line_ends_become_lf():
    form = sent(name="ann", note="one\r\ntwo\rthree")
    assert form.validate()
    assert form.note.data == "one\ntwo\nthree"


def test_what_cannot_be_shown_or_is_long_or_missing_is_refused():
    assert not sent(name="a\x00b").validate()
    assert not sent(name="abcdef").validate()
    assert not sent(name="   ").validate()


def test_a_refusal_stands_at_the_field_it_points_to():
    form = sent(name="ann")
    form.validate()
    form.refuse(Invalid("bad_name", "Too plain.", pointer="/users_name"))
    assert form.errors == {"name": ["Too plain."]}


def test_a_refusal_of_nothing_in_the_form_stands_above_it():
    form = sent(name="ann")
    form.validate()
    form.refuse(Invalid.many([Problem("a", "First.", "/elsewhere/0"), Problem("b", "Second.", None)]))
    assert form.form_errors == ["First.", "Second."]
