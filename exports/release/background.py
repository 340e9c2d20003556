"""What annotators chose to say of themselves, in bands, and never of fewer than five people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

AGES = {
    "under-20": "under 20", "20-29": "20–29", "30-39": "30–39", "40-49": "40–49",
    "50-59": "50–59", "60-69": "60–69", "70-on": "70 or older",
}  # fmt: skip
EDUCATIONS = {
    "school": "school", "vocational": "vocational training", "bachelor": "bachelor or the like",
    "master": "master or the like", "doctorate": "doctorate",
}  # fmt: skip
CONSENT = 1
"""The version of the words under which it is asked for; other words need a new number, and new consent."""
LEAST = 5
"""A combination that fewer people share is not told."""


def banded(people: int, said: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return how many people share each combination of age and education, and of how many nothing is told.

    Who said nothing and who shares what they said with fewer than five are counted together; where these are fewer
    than five themselves, the smallest group goes with them.
    """
    counts = Counter(said)
    told = {pair: count for pair, count in counts.items() if count >= LEAST}
    while told and 0 < people - sum(told.values()) < LEAST:
        del told[min(told, key=lambda pair: (told[pair], pair))]
    groups = [
        {"age": age, "education": education, "people": told[age, education]}
        for age in AGES
        for education in EDUCATIONS
        if (age, education) in told
    ]
    return {"consent": CONSENT, "least": LEAST, "groups": groups, "not_told": people - sum(told.values())}


def words(background: dict[str, Any]) -> str:
    """Return the sentence of the card; nothing where nobody can be told of."""
    groups = background.get("groups", [])
    if not groups:
        return ""
    parts = [f"{g['people']} aged {AGES[g['age']]} with {EDUCATIONS[g['education']]}" for g in groups]
    rest = f"; of {background['not_told']} nothing is told" if background["not_told"] else ""
    return (
        f"Annotators chose to say of themselves: {', '.join(parts)}{rest}. Fewer than {LEAST} are never told of."
    )
