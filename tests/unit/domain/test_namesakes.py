"""Entities that are likely one are proposed with the reason."""

from __future__ import annotations

import pytest

from annotator.domain.namesakes import Named, pairs

MINISTRY = Named("1", "Ministry of Labour", "government_body", ("MoL",))


@pytest.mark.parametrize(
    "other, score, why",
    [
        (Named("2", "ministry of  LABOUR", "government_body"), 100, "both are called “Ministry of Labour”"),
        (Named("2", "mol", "government_body"), 100, "both are called “MoL”"),
        (Named("2", "MoL", "ngo"), 95, "both are called “MoL”, but one is government body and the other ngo"),
        (
            Named("2", "Labour Ministry of", "government_body"),
            100,
            "“Ministry of Labour” and “Labour Ministry of”",
        ),
        (Named("2", "Ministry of Labor", "government_body"), 97, "are 97 % alike"),
    ],
)
def test_likely_ones_are_proposed(other, score, why):
    [pair] = pairs([MINISTRY, other])
    assert (pair.one, pair.other, pair.score) == ("1", "2", score)
    assert why in pair.why


@pytest.mark.parametrize("name, kind", [("Ministry of Health", "government_body"), ("Ministry of Labor", "ngo")])
def test_others_are_not(name, kind):
    assert pairs([MINISTRY, Named("2", name, kind)]) == []
