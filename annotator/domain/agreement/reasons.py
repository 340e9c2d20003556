"""Why a figure is undefined: a value that cannot be computed is never 0, 1 or left out in silence."""

from __future__ import annotations

from typing import NamedTuple

NO_VARIATION = "no_variation"
NO_PAIRABLE_VALUES = "no_pairable_values"
NO_COMMON_ARTICLE = "no_common_article"
NOTHING_MARKED = "nothing_marked"
NOT_ADJUDICATED = "not_adjudicated"
NOT_COMPUTED = "not_computed"
UNEQUAL_RATERS = "unequal_raters"
OVERLAPPING_UNITS = "overlapping_units"
UNEQUAL_LENGTHS = "unequal_lengths"
TOO_MANY_CANDIDATES = "too_many_candidates"

WORDS = {
    NO_VARIATION: "Only one value was used, so there is nothing that chance could be told from.",
    NO_PAIRABLE_VALUES: "Nothing was judged by two people.",
    NO_COMMON_ARTICLE: "No article was finished by two of these people.",
    NOTHING_MARKED: "Neither side marked anything: they agree on nothing being there.",
    NOT_ADJUDICATED: "It is known only when the reviewers have decided the article.",
    NOT_COMPUTED: "It takes long and was not asked for yet.",
    UNEQUAL_RATERS: "This measure needs the same number of people on every unit.",
    OVERLAPPING_UNITS: "Units of one person overlap; this measure is computed for one tag at a time.",
    TOO_MANY_CANDIDATES: "So much is marked in one place that the best alignment cannot be searched for.",
    UNEQUAL_LENGTHS: "The two segmentations are not of the same text.",
}
"""What each reason says to a person."""


class Figure(NamedTuple):
    """A value, or None with the reason; `value` has no unit and is at most 1."""

    value: float | None
    reason: str | None = None


def beyond_chance(observed: float, expected: float) -> Figure:
    """Return one minus the observed over the expected disagreement; undefined where chance would not disagree."""
    if not expected > 0:
        return Figure(None, NO_VARIATION)
    return Figure(1 - observed / expected)


def above_chance(observed: float, expected: float) -> Figure:
    """Return what is observed above the expected agreement, as a share of what could be."""
    return beyond_chance(1 - observed, 1 - expected)


def share(part: float, of: float, reason: str = NOTHING_MARKED) -> Figure:
    """Return a part of a whole; undefined with the reason where the whole is nothing."""
    return Figure(part / of) if of > 0 else Figure(None, reason)
