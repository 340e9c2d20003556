"""A migration from every version: killed on its way it leaves all as it was, ended every row of every table."""

from __future__ import annotations

import pytest

from annotator.db.guards import GUARDS
from annotator.migrations import newest
from tests.migrating import LINE, Files, Place, Server, between, interrupted, lost, state

STRIDE = 37
"""Spreads the point of each version over its statements; `make soak` tries twenty of each."""


EVERY = 6
"""On PostgreSQL so many versions come at once here; `make soak` begins from each."""
SOME = sorted({*LINE[:-1:EVERY], LINE[-2]})


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Where databases are copied, and one of each version, with two rows in every table."""
    place = Files(tmp_path_factory.mktemp("versions"))
    return place, dict(place.versions())


@pytest.fixture(scope="module")
def served(cluster):
    """The same of some versions on PostgreSQL."""
    place = Server(cluster)
    made = dict(place.versions(SOME))
    yield place, made
    for url in made.values():
        place.drop(url)


@pytest.mark.slow
@pytest.mark.parametrize("revision", LINE[:-1])
def test_it_is_the_old_or_the_new_and_never_between(files, revision):
    begins_with(*files, revision)


@pytest.mark.slow
@pytest.mark.parametrize("revision", SOME)
def test_so_it_is_on_postgresql(served, revision):
    begins_with(*served, revision)


def begins_with(place: Place, made: dict[str, str], revision: str) -> None:
    """Migrate the version whole, and once more, killed on the way."""
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
