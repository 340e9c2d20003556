"""User names that are taken, and those that could deceive."""

from __future__ import annotations

import pytest

from annotator.domain.names import check_name, name_key
from annotator.errors import Invalid


@pytest.mark.parametrize(
    "name", ["ann", "Ann-Marie O'Neil", "ann@example.org", "សុខា", "Олена", "田中さん", "M\u0301ara"]
)
def test_names_of_one_script_are_taken(name):
    assert check_name(f"  {name} ") == name


@pytest.mark.parametrize("name", ["", "   ", "a" * 65, None])
def test_empty_and_long_names_are_refused(name):
    with pytest.raises(Invalid) as refused:
        check_name(name)
    assert (refused.value.code, refused.value.pointer) == ("bad_name", "/name")


@pytest.mark.parametrize("name", ["ann\u202e", "an\u200bn", "an\u0000n", "аnn", "pаypal", "ann/admin"])
def test_names_that_could_deceive_are_refused(name):
    with pytest.raises(Invalid) as refused:
        check_name(name)
    assert refused.value.code == "name_confusable"


def test_refusal_names_the_character():
    with pytest.raises(Invalid, match=r"Character 3 of the name \(U\+200B\)"):
        check_name("an\u200bn")


def test_names_that_look_alike_have_one_key():
    assert name_key("Ann") == name_key("ANN") == name_key("ａｎｎ")
