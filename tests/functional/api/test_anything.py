"""A few hundred requests made from the API's own description; `make soak` sends a hundred thousand."""

from __future__ import annotations

import pytest

from tests.anything import ask_anything
from tests.functional.authorisation.setting import set_up

REQUESTS = 400


@pytest.mark.slow
def test_no_request_breaks_the_server_or_the_description(world):
    answers = ask_anything(world, set_up(world), REQUESTS)
    assert sum(answers.values()) >= REQUESTS * 0.7
    assert [status for status in answers if status >= 500] == []
    assert {200, 401, 404, 422} <= set(answers), "requests reach past the first door"
