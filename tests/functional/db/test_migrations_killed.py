"""A migration from every version: killed on its way it leaves all as it was, ended every row of every table."""

from __future__ import annotations

import pytest

from annotator.db.guards import GUARDS
from annotator.migrations import newest
from tests.migrating import LINE, Files, Server, between, interrupted, lost, state

STRIDE = 37
"""Spreads the point of each version over its statements; `make soak` tries twenty of each."""


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def versions(request, tmp_path_factory):
    """Where databases are copied, and one of each version, with two rows in every table."""
    if request.param == "sqlite":
        place = Files(tmp_path_factory.mktemp("versions"))
    else:
        place = Server(request.getfixturevalue("cluster"))
    made = dict(place.versions())
    yield place, made
    for url in made.values():
        place.drop(url)


@pytest.mark.slow
@pytest.mark.parametrize("revision", LINE[:-1])
def test_it_is_the_old_or_the_new_and_never_between(versions, revision):
    place, made = versions
    old, whole = state(made[revision]), place.copy(made[revision])
    assert old.version == revision and all(len(rows) == 2 for rows in old.tables.values())
    ended, count = interrupted(whole)
    new = state(whole)
    place.drop(whole)
    assert (ended, new.version, lost(old, new)) == (0, newest(), [])
    assert new.triggers == GUARDS[place.kind]
    assert between(made[revision], old, [1 + int(revision) * STRIDE % count]) == []


def test_a_row_that_is_lost_or_changed_would_be_found(tmp_path):
    place = Files(tmp_path)
    old = state(place.version("0001"))
    for rows in (old.tables["member"][:1], [{**row, "role": "x"} for row in old.tables["member"]]):
        assert lost(old, old._replace(tables={**old.tables, "member": rows})) == ["member"]
    assert lost(old, old._replace(tables={}, columns={})) == list(old.tables)
