"""The family of unitizing α (Krippendorff, Mathet, Bouvry and Widlöcher 2016): boundary or tag trouble."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.continuum import GAP, Continuum, codes_of, divide, shared
from annotator.domain.agreement.ratings import Floats, tally
from annotator.domain.agreement.reasons import (
    NO_PAIRABLE_VALUES,
    NOTHING_MARKED,
    OVERLAPPING_UNITS,
    Figure,
    beyond_chance,
)
from annotator.domain.cases.readings import Reading


class UAlpha(NamedTuple):
    """The family: boundaries and tags, boundaries only, tags where units meet, each tag and its coverage."""

    u: Figure
    binary: Figure
    cu: Figure
    per_value: dict[str, Figure]
    coverage: dict[str, Figure]

    @property
    def reason(self) -> str | None:
        """Return why the first that is undefined is so."""
        return next((figure.reason for figure in (self.u, self.binary, self.cu) if figure.reason), None)


@dataclass(frozen=True)
class _Table:
    """Observed and expected coincidences of values, with the margins of the observed."""

    observed: Floats
    expected: Floats

    def alpha(self) -> Figure:
        off = ~np.eye(len(self.observed), dtype=bool)
        return beyond_chance(float(self.observed[off].sum()), float(self.expected[off].sum()))

    def of_value(self, code: int) -> Figure:
        margin, by_chance = self.observed.sum(axis=0)[code], self.expected.sum(axis=0)[code]
        if not margin:
            return Figure(None, NO_PAIRABLE_VALUES)
        missed = by_chance / margin * (margin - self.observed[code, code])
        return beyond_chance(float(missed), float(by_chance - self.expected[code, code]))


@dataclass(frozen=True)
class Sums:
    """Observed coincidences of values, and what each value has with itself; texts add up."""

    observed: Floats
    own: Floats

    def plus(self, other: Sums) -> Sums:
        """Return both together."""
        return Sums(self.observed + other.observed, self.own + other.own)

    def table(self) -> _Table:
        """Return them with what is expected by chance."""
        return _Table(self.observed, _expected(self.observed, self.own))


@dataclass(frozen=True)
class Counts:
    """What the family is made of: all sections by value, marked or not, and where units meet."""

    whole: Sums
    binary: Sums
    joint: Sums

    def plus(self, other: Counts) -> Counts:
        """Return what two texts make together, as if one stood behind the other."""
        return Counts(self.whole.plus(other.whole), self.binary.plus(other.binary), self.joint.plus(other.joint))


def u_alpha(layers: Mapping[str, Sequence[Reading]], length: int) -> UAlpha:
    """Return the family for the layers of one text; who marked nothing has an empty layer."""
    codes = codes_of(reading for readings in layers.values() for reading in readings)
    found = count_units(layers, length, codes)
    return _undefined(codes, found) if isinstance(found, str) else family(found, codes)


def count_units(layers: Mapping[str, Sequence[Reading]], length: int, codes: Mapping[str, int]) -> Counts | str:
    """Return what one text adds for these values (from 1 on), or the reason why it adds nothing."""
    divided = [divide(readings, codes, 0, length) for readings in layers.values()]
    if len(divided) < 2 or not length:
        return NO_PAIRABLE_VALUES
    if any(continuum.overlapping for continuum in divided):
        return OVERLAPPING_UNITS
    binary = _whole([_one_valued(continuum) for continuum in divided], 2)
    return Counts(_whole(divided, len(codes) + 1), binary, _joint(divided, len(codes)))


def family(found: Counts, codes: Mapping[str, int]) -> UAlpha:
    """Return the figures of counts; a value that nobody gave has no coverage."""
    whole, joint = found.whole.table(), found.joint.table()
    marked = bool(whole.observed[1:, 1:].sum() + whole.observed[GAP, 1:].sum())
    return UAlpha(
        whole.alpha(),
        found.binary.table().alpha(),
        joint.alpha() if joint.observed.sum() else _nothing_joint(marked, whole),
        {tag: joint.of_value(code - 1) for tag, code in codes.items()},
        {tag: _coverage(joint, whole, code) for tag, code in codes.items()},
    )


def _undefined(codes: Mapping[str, int], reason: str) -> UAlpha:
    nothing = Figure(None, reason)
    each = dict.fromkeys(codes, nothing)
    return UAlpha(nothing, nothing, nothing, each, dict(each))


def _nothing_joint(marked: bool, whole: _Table) -> Figure:
    return Figure(None, NO_PAIRABLE_VALUES) if marked else whole.alpha()


def _coverage(joint: _Table, whole: _Table, code: int) -> Figure:
    marked = float(whole.observed[:, code].sum())
    return Figure(float(joint.observed[:, code - 1].sum()) / marked) if marked else Figure(None, NOTHING_MARKED)


def _one_valued(continuum: Continuum) -> Continuum:
    return Continuum(continuum.start, continuum.end, np.minimum(continuum.code, 1))


def _whole(divided: Sequence[Continuum], size: int) -> Sums:
    """Return the coincidences of all sections, gaps included."""
    observed, own = np.zeros((size, size)), np.zeros(size)
    for one, other in permutations(divided, 2):
        observed += _counted(one, other, shared(one, other), size) / (len(divided) - 1)
    for continuum in divided:
        # A unit cannot be paired with itself as a whole, of a gap each character cannot.
        units, gaps = continuum.units(), continuum.gaps()
        own += tally(units.code, units.length.astype(float) ** 2, size)
        own[GAP] += gaps.length.sum()
    return Sums(observed, own)


def _joint(divided: Sequence[Continuum], size: int) -> Sums:
    """Return the coincidences where units of several people meet."""
    others = len(divided) - 1
    units = [_from_zero(continuum.units()) for continuum in divided]
    observed, own = np.zeros((size, size)), np.zeros(size)
    for number, one in enumerate(units):
        met = np.zeros(len(one.code))
        for other in (*units[:number], *units[number + 1 :]):
            common = shared(one, other)
            observed += _counted(one, other, common, size) / others
            met += common.sum(axis=1) / others
        own += tally(one.code, met**2, size)
    return Sums(observed, own)


def _from_zero(units: Continuum) -> Continuum:
    return Continuum(units.start, units.end, units.code - 1)


def _counted(one: Continuum, other: Continuum, common: Floats, size: int) -> Floats:
    cells = (one.code[:, None] * size + other.code[None, :]).ravel()
    return tally(cells, common.ravel(), size * size).reshape(size, size)


def _expected(observed: Floats, own: Floats) -> Floats:
    total, free = observed.sum(), observed.sum() ** 2 - own.sum()
    margins = observed.sum(axis=1)
    products = np.outer(margins, observed.sum(axis=0)) - np.diag(own)
    return total * products / free if free > 0 else np.zeros_like(products)
