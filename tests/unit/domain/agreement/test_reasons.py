"""Reasons: every one has words, and nothing undefined becomes a number."""

from __future__ import annotations

from annotator.domain.agreement import reasons
from annotator.domain.agreement.reasons import WORDS, above_chance, beyond_chance, share


def test_every_reason_has_words() -> None:
    names = {value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)}
    assert names == set(WORDS)


def test_no_expected_disagreement_is_no_variation() -> None:
    assert beyond_chance(0.0, 0.0) == (None, reasons.NO_VARIATION)
    assert above_chance(1.0, 1.0) == (None, reasons.NO_VARIATION)


def test_a_share_of_nothing_is_undefined() -> None:
    assert share(0, 0) == (None, reasons.NOTHING_MARKED)
    assert share(1, 2) == (0.5, None)
