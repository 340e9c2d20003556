"""One request has one deadline."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid
from annotator.services.evidence.fetching.asking import Deadline


def test_a_deadline_passes():
    assert 0 < Deadline(5).left() <= 5
    with pytest.raises(Invalid) as refused:
        Deadline(0).left()
    assert refused.value.code == "fetch_timeout"
