"""Partial dates (a year, a month, a day) and country codes."""

from __future__ import annotations

import re
from datetime import date

import schemas

_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
_COUNTRY = re.compile(r"([A-Z]{2})(?:-[A-Z0-9]{1,3})?", re.ASCII)


def is_date(text: str) -> bool:
    """Say whether the text is a year, a month or a day of the calendar."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def is_country(text: str) -> bool:
    """Say whether the text is an ISO 3166 code: a country, or a part of one such as US-TX."""
    match = _COUNTRY.fullmatch(text)
    return match is not None and match[1] in schemas.countries()


def is_later(one: str, other: str) -> bool:
    """Say whether one date is later than the other, compared at the coarser precision; equal is not later."""
    width = min(len(one), len(other))
    return one[:width] > other[:width]


def is_partial(text: str) -> bool:
    """Say whether the day is missing."""
    return len(text) < len("2000-01-01")
