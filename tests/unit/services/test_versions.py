"""The one rule of saving."""

from __future__ import annotations

import pytest

from annotator.errors import Stale, VersionRequired
from annotator.services.versions import require_version


def test_the_version_that_is_stored_may_be_changed():
    require_version(3, 3, {})


def test_a_change_without_a_version_is_told_which_one_to_send():
    with pytest.raises(VersionRequired) as refused:
        require_version(None, 3, {})
    assert 'If-Match: "3"' in refused.value.detail


@pytest.mark.parametrize("sent", [2, 4])
def test_another_version_brings_the_stored_copy(sent):
    with pytest.raises(Stale) as refused:
        require_version(sent, 3, {"id": "x"})
    assert refused.value.extra["current"] == {"id": "x"}
