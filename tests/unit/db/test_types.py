from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from annotator.db.types import Flag, Json, Moment, stamp
from annotator.models import Account

ENGINES = [sqlite.dialect(), postgresql.dialect()]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def there_and_back(kind, value):
    dialect = ENGINES[0]
    return kind.process_result_value(kind.process_bind_param(value, dialect), dialect)


@given(JSON.filter(lambda value: value is not None))
def test_json_comes_back_equal(value):
    assert there_and_back(Json(), value) == value


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_json_keeps_its_order(value):
    assert list(there_and_back(Json(), value)) == list(value)


def test_another_order_of_keys_is_another_value():
    assert Json().compare_values({"a": 1, "b": 2}, {"a": 1, "b": 2})
    assert not Json().compare_values({"a": 1, "b": 2}, {"b": 2, "a": 1})


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9999, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_moments_come_back_equal(value):
    assert there_and_back(Moment(), value) == value


@given(st.lists(st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)), min_size=2))  # noqa: DTZ001
def test_moments_sort_as_their_text(moments):
    assert sorted(moments) == sorted(moments, key=stamp)


def test_a_moment_elsewhere_is_stored_in_utc():
    there = datetime(2026, 1, 1, 2, tzinfo=timezone(timedelta(hours=3)))
    assert stamp(there) == "2025-12-31T23:00:00.000000Z"


@pytest.mark.parametrize("value", [True, False, None])
def test_flags_come_back(value):
    assert there_and_back(Flag(), value) is value


@pytest.mark.parametrize("dialect", ENGINES, ids=["sqlite", "postgresql"])
@pytest.mark.parametrize("wanted", [True, False])
def test_flags_are_compared_as_numbers(dialect, wanted):
    for condition in (Account.admin.is_(wanted), Account.admin == wanted):
        words = str(select(Account.id).where(condition).compile(dialect=dialect))
        assert "IS" not in words.split("WHERE")[1]
        assert "account.admin = " in words
