"""What is on a rating scale, and the words for what is not."""

from __future__ import annotations

import pytest

from annotator.domain.schemes.scales import off_scale

SCALES = {
    "house": {"entries": [{"id": "yes", "order": 3}, {"id": "no", "order": 1}, {"id": "partly", "order": 2}]}
}
ENDS = "from no (1) to yes (3)."


@pytest.mark.parametrize("label", ["no", "partly", "yes"])
def test_what_is_on_the_scale_is_a_rating(label):
    assert off_scale("house", label, SCALES) is None


@pytest.mark.parametrize("label, hint", [("maybe", ""), ("partley", " Did you mean 'partly'?")])
def test_what_is_off_it_is_told_the_scale_and_its_ends(label, hint):
    assert off_scale("house", label, SCALES) == f"'{label}' is not on the scale house, {ENDS}{hint}"


@pytest.mark.parametrize("scales, known", [(SCALES, "house"), ({}, "none")])
def test_the_scales_there_are_are_named(scales, known):
    assert off_scale("home", "yes", scales) == f"There is no rating scale 'home' here; there is {known}."
