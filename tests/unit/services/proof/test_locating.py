"""What is damaged is found and named: a value that cannot be read, a state that is not that of its history."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from annotator.errors import Busy, Conflict, Missing
from annotator.services.proof.locating import find, may_be_damage, naming_damage
from tests.bodies import claim, uid


@pytest.fixture
def marked(either_world):
    """Three claims by ann."""
    for number in (1, 2, 3):
        body = claim(("exports rose", "by 12 percent", "in 2023")[number - 1])
        assert either_world.as_("ann").put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201
    return either_world


def change(world, value: str, table: str = "annotation", where: str = f"uuid = '{uid(2)}'") -> None:
    with world.writing() as session:
        session.execute(text(f"UPDATE {table} SET {value} WHERE {where}"))


def test_where_all_is_as_written_nothing_is_found(marked):
    assert find(marked.store) is None


def test_a_value_that_cannot_be_read_is_named(marked):
    change(marked, "anchor = '{', sources = '!'")
    assert find(marked.store) == (
        f"annotation {uid(2)} of article a1: its anchor and sources cannot be read as written"
    )


@pytest.mark.parametrize(
    ("table", "value", "said"),
    [("article", "created = 'yesterday'", "article a1"), ("project", "created = ''", "project news")],
)
def test_what_lies_in_no_article_is_named_too(marked, table, value, said):
    change(marked, value, table, "id = 1")
    assert find(marked.store) == f"{said}: its created cannot be read as written"


def test_a_state_that_can_be_read_is_held_against_its_history(marked):
    change(marked, "note = 'Mine.'")
    assert find(marked.store).endswith(f"/{uid(2)} is not what its history says")


def test_an_error_that_damage_explains_says_so(marked):
    change(marked, "anchor = '{'")
    with pytest.raises(Busy, match=f"{uid(2)}.*restore the last backup") as caught, naming_damage(marked.store):
        raise KeyError("segments")
    assert caught.value.code == "record_damaged"


@pytest.mark.parametrize("error", [KeyError("x"), Missing(), ZeroDivisionError()])
def test_any_other_error_stays_what_it_is(marked, error):
    with pytest.raises(type(error)), naming_damage(marked.store):
        raise error


def test_a_record_that_may_not_leave_may_be_damaged():
    holes = [{"check": "card"}, {"check": "record"}]
    assert may_be_damage(Conflict("not_ready", "x", holes=holes))
    assert not may_be_damage(Conflict("not_ready", "x", holes=holes[:1]))
