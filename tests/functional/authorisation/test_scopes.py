"""A token does no more than its scope, at every address of the API that changes something, whoever made it."""

from __future__ import annotations

import pytest

from annotator.services.people import accounts, tokens
from tests.functional.authorisation.asking import ask
from tests.functional.authorisation.setting import COLUMNS, set_up
from tests.functional.authorisation.test_matrix import TABLE
from tests.world import copy_world

WRITES = [row for row in TABLE if "/api/" in row and not row.startswith("GET")]
REFUSED_ANYWAY = {401, 404}
WORK = {
    "DELETE /api/v1/articles/<article_id>/comments/<uuid>/settlement",
    "DELETE /api/v1/articles/<article_id>/layers/<name>/submission",
    "DELETE /api/v1/jobs/<job_id>",
    "DELETE /api/v1/projects/<slug>/entities/<uuid>/merge",
    "POST /api/v1/projects/<slug>/agreement/gamma",
    "PUT /api/v1/articles/<article_id>/comments/<uuid>/settlement",
    "PUT /api/v1/cases/<case_id>/blind",
    "PUT /api/v1/cases/<case_id>/decision",
    "PUT /api/v1/projects/<slug>/entities/<uuid>",
    "PUT /api/v1/projects/<slug>/entities/<uuid>/merge",
    "PUT /api/v1/projects/<slug>/fact-checks/<uuid>",
    "PUT /api/v1/projects/<slug>/fact-checks/<uuid>/blind",
    "PUT /api/v1/projects/<slug>/fact-checks/<uuid>/verdict",
    "PUT /api/v1/projects/<slug>/sources/<uuid>",
    "PUT /api/v1/projects/<slug>/sources/<uuid>/capture",
}
"""What a manager does with a token to annotate: the work itself, and figures computed of it."""


@pytest.fixture(scope="module")
def setting(world_template, tmp_path_factory):
    """A world in which everybody is at work, and the ids its paths need."""
    world = copy_world(world_template, tmp_path_factory.mktemp("scopes"))
    yield world, set_up(world)
    world.close()


def scoped(world, scope: str) -> None:
    """Let everybody hold a token of that scope."""
    with world.writing() as session:
        for name in COLUMNS[1:]:
            world.tokens[name] = tokens.create(session, accounts.find(session, name), scope=scope)


def test_a_token_to_read_changes_nothing(setting):
    world, ids = setting
    scoped(world, "read")
    done = {}
    for row in WRITES:
        wanted = dict(zip(COLUMNS, TABLE[row], strict=True))
        for name in (name for name in COLUMNS if wanted[name] not in REFUSED_ANYWAY):
            if (status := ask(world, name, row, ids)) != 403:
                done[row, name] = status
    assert done == {}


def test_a_token_to_annotate_manages_nothing(setting):
    world, ids = setting
    scoped(world, "annotate")
    asked = {row: {ask(world, name, row, ids) for name in ("man", "adm")} for row in WRITES}
    assert {row for row, statuses in asked.items() if statuses - {401, 403, 404}} == WORK
