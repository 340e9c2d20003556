"""γ, γ-cat and γ-k (Mathet, Widlöcher and Métivier 2015): boundaries and tags together, beyond chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import ceil

import numpy as np

from annotator.domain.agreement.gamma_alignment import Alignment, best_alignment
from annotator.domain.agreement.gamma_samples import SAMPLER, shuffled
from annotator.domain.agreement.gamma_tuples import TooManyGroups
from annotator.domain.agreement.gamma_units import Config, Units
from annotator.domain.agreement.ratings import Ints
from annotator.domain.agreement.reasons import (
    NO_PAIRABLE_VALUES,
    NO_VARIATION,
    TOO_MANY_CANDIDATES,
    Figure,
    beyond_chance,
)

FEWEST_SAMPLES = 30
MOST_SAMPLES = 1_000
PRECISION = 0.05

CAT = "cat"

Drawn = tuple[Units, Alignment]
Pair = tuple[float | None, float | None]


@dataclass(frozen=True)
class Gamma:
    """The values with all that they depend on: γ is compared only within one configuration.

    `n_undefined` counts random texts without any unit; they stand in no mean. `disorders` are observed and
    expected ones, of `gamma`, `cat` and each tag; weighted by `weight`, the units a person has in the mean,
    those of several texts add up.
    """

    gamma: Figure
    cat: Figure
    per_tag: dict[str, Figure]
    disorders: dict[str, Pair]
    weight: float
    disorder: float | None
    expected: float | None
    samples: tuple[float, ...]
    n_undefined: int
    config: Config
    sampler: str
    seed: int | None


def gamma(
    units: Units,
    config: Config | None = None,
    *,
    seed: int = 0,
    precision: float = PRECISION,
    bounds: tuple[float, float] | None = None,
) -> Gamma:
    """Return γ of one text against random ones, as many as the precision asks for, at least 30."""
    settings = config or Config()
    random = np.random.default_rng(seed)
    try:
        observed = best_alignment(units, settings)
        if observed.disorder is None:
            return _nothing(units, settings, seed)
        texts = (shuffled(units, random, bounds) for _ in range(MOST_SAMPLES))
        drawn = _enough(((text, best_alignment(text, settings)) for text in texts), precision)
    except TooManyGroups:
        return _nothing(units, settings, seed, TOO_MANY_CANDIDATES)
    return _result((units, observed), drawn, settings, SAMPLER, seed)


def gamma_replay(units: Units, texts: Iterable[Units], config: Config | None = None) -> Gamma:
    """Return γ of one text against given ones."""
    settings = config or Config()
    observed = best_alignment(units, settings)
    if observed.disorder is None:
        return _nothing(units, settings, None)
    drawn = [(text, best_alignment(text, settings)) for text in texts]
    return _result((units, observed), drawn, settings, "given", None)


def cat_disorder(units: Units, alignment: Alignment, config: Config, tag: str | None = None) -> float | None:
    """Return the mean distance of tags over the pairs of people, those who stand in one place weighing most.

    A unit against nobody counts in full, as in the reference implementation: agreeing on the tags of half of
    what was found is no full agreement. With a tag, only pairs in which one has that tag; None without any.
    """
    if tag is not None and tag not in units.tags:
        return None
    code = None if tag is None else units.tags.index(tag)
    size = np.ones(len(units))
    size[alignment.members[alignment.members >= 0]] = alignment.sizes[np.nonzero(alignment.members >= 0)[0]]
    alone = units.people - size if code is None else (units.people - size)[units.code == code]
    weights = distances = float(alone.sum())
    for one, other in combinations(alignment.members.T, 2):
        mine, theirs = _with_tag(units, one, other, code)
        weight = np.maximum(0, 1 - config.alpha * units.positional(mine, theirs))
        weights += float(weight.sum())
        distances += float((weight * units.categorical(mine, theirs)).sum())
    return distances / weights if weights else None


def _with_tag(units: Units, ones: Ints, others: Ints, code: int | None) -> tuple[Ints, Ints]:
    """Return the pairs of units that are both there, one of them with the tag if there is one asked for."""
    chosen = (ones >= 0) & (others >= 0)
    if code is not None:
        chosen &= (units.code[ones] == code) | (units.code[others] == code)
    return ones[chosen], others[chosen]


def _enough(drawn: Iterator[Drawn], precision: float) -> list[Drawn]:
    """Draw until the mean is as sure as asked for: its spread says after 30 how many are needed."""
    found = list(islice(drawn, FEWEST_SAMPLES))
    known = np.array([one.disorder for _, one in found if one.disorder is not None])
    if len(known) > 1 and known.mean() > 0:
        needed = ceil((known.std(ddof=1) / known.mean() * 1.96 / precision) ** 2)
        found += islice(drawn, max(0, needed - len(found)))
    return found


def _result(observed: Drawn, drawn: Sequence[Drawn], config: Config, sampler: str, seed: int | None) -> Gamma:
    units, alignment = observed
    known = tuple(one.disorder for _, one in drawn if one.disorder is not None)
    pairs: dict[str, Pair] = {"gamma": (alignment.disorder, _mean(known)), CAT: _tags(observed, drawn, config)}
    pairs |= {f"k {tag}": _tags(observed, drawn, config, tag) for tag in units.tags}
    return Gamma(
        gamma=against(*pairs["gamma"]),
        cat=against(*pairs[CAT]),
        per_tag={tag: against(*pairs[f"k {tag}"]) for tag in units.tags},
        disorders=pairs,
        weight=len(units) / units.people,
        disorder=alignment.disorder,
        expected=_mean(known),
        samples=known,
        n_undefined=len(drawn) - len(known),
        config=config,
        sampler=sampler,
        seed=seed,
    )


def _tags(observed: Drawn, drawn: Sequence[Drawn], config: Config, tag: str | None = None) -> Pair:
    found = (cat_disorder(units, alignment, config, tag) for units, alignment in drawn)
    return cat_disorder(*observed, config, tag), _mean([value for value in found if value is not None])


def _mean(samples: Sequence[float]) -> float | None:
    return sum(samples) / len(samples) if samples else None


def against(observed: float | None, expected: float | None) -> Figure:
    """Return one minus the observed over the expected disorder; undefined where there is neither."""
    if observed is None or expected is None:
        return Figure(None, NO_PAIRABLE_VALUES)
    return beyond_chance(observed, expected)


def _nothing(units: Units, config: Config, seed: int | None, reason: str | None = None) -> Gamma:
    nothing = Figure(None, reason or (NO_VARIATION if units.people > 1 else NO_PAIRABLE_VALUES))
    return Gamma(nothing, nothing, {}, {}, 0.0, None, None, (), 0, config, SAMPLER, seed)
