from __future__ import annotations

import pytest
from flask import Flask

from annotator.api import parameters
from annotator.errors import Malformed

APP = Flask("test")


def asked(query: str):
    return APP.test_request_context(f"/?{query}")


@parameters.takes("limit", "q")
def view() -> None:
    """A view."""


@pytest.mark.parametrize("query", ["", "limit=5", "q=a&limit=1", "q=%C3%A4"])
def test_parameters_that_are_taken(query):
    with asked(query):
        parameters.check(view)


@pytest.mark.parametrize("query", ["sort=x", "limit=1&limit=2", "Limit=1", "limit[]=1"])
def test_parameters_that_are_not(query):
    with asked(query), pytest.raises(Malformed) as caught:
        parameters.check(view)
    assert caught.value.code == "bad_parameter"
    assert caught.value.pointer.startswith("?")


@pytest.mark.parametrize("query", ["q=%ff", "q=%C3"])
def test_bytes_that_are_no_utf8(query):
    with asked(query), pytest.raises(Malformed) as caught:
        parameters.check(view)
    assert caught.value.code == "bad_encoding"


@pytest.mark.parametrize("query, wanted", [("", 7), ("n=1", 1), ("n=10", 10), ("n=007", 7)])
def test_numbers_in_their_range(query, wanted):
    with asked(query):
        assert parameters.number("n", 7, 1, 10) == wanted


@pytest.mark.parametrize("given", ["0", "11", "-1", "1e3", "1.0", "", "%D9%A1", "9999999999", "+1"])
def test_numbers_that_are_none(given):
    with asked(f"n={given}"), pytest.raises(Malformed, match="from 1 to 10"):
        parameters.number("n", 7, 1, 10)


@pytest.mark.parametrize(
    "given, wanted", [("true", True), ("1", True), ("false", False), ("0", False), ("TRUE", True)]
)
def test_yes_and_no(given, wanted):
    with asked(f"y={given}"):
        assert parameters.yes("y") is wanted
    with asked("y=perhaps"), pytest.raises(Malformed):
        parameters.yes("y")


def test_a_choice_names_what_there_is():
    with asked("c=x"), pytest.raises(Malformed, match="one of a, b"):
        parameters.choice("c", "a", ("a", "b"))
    with asked(""):
        assert parameters.choice("c", "a", ("a", "b")) == "a"


@pytest.mark.parametrize(
    "prefer, wanted",
    [
        ([], False),
        (["respond-async"], True),
        (["wait=10, Respond-Async; x=1"], True),
        (["return=minimal", "respond-async"], True),
        (["respond-async-never"], False),
    ],
)
def test_who_would_rather_not_wait(prefer, wanted):
    with APP.test_request_context("/", headers=[("Prefer", value) for value in prefer]):
        assert parameters.prefers_async() == wanted
