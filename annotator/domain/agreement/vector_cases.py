"""Cases of a vector: by the rules that we work with, or by other weights and bounds that a vector names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np

from annotator.domain.agreement.gamma_alignment import best_alignment, choose
from annotator.domain.agreement.gamma_tuples import Tuples, candidates
from annotator.domain.agreement.gamma_units import Config, read_layers
from annotator.domain.agreement.ratings import Ints
from annotator.domain.agreement.vector_inputs import Given, readings
from annotator.domain.cases import KINDS, find_cases
from annotator.domain.cases.alignment import align, cost
from annotator.domain.cases.components import components
from annotator.domain.cases.readings import ADMISSIBLE_COVER, ADMISSIBLE_IOU, Reading, common, iou

Answer = dict[str, Any]


@dataclass(frozen=True)
class Rules:
    """When two annotations may be one, and what place, tag and standing alone weigh."""

    config: Config = field(default_factory=Config)
    least_iou: float = ADMISSIBLE_IOU
    least_cover: float = ADMISSIBLE_COVER

    @classmethod
    def of(cls, params: Given) -> Rules:
        """Return the rules that a vector names."""
        return cls(
            config_of(params),
            params.get("admissible_iou_min", ADMISSIBLE_IOU),
            params.get("admissible_containment_min", ADMISSIBLE_COVER),
        )

    def admit(self, one: Reading, other: Reading) -> bool:
        """Say whether both can be in one group."""
        shared = common(one.segments, other.segments)
        covers = shared > 0 and shared >= self.least_cover * min(one.length, other.length)
        return covers or (shared > 0 and iou(one.segments, other.segments) >= self.least_iou)


def config_of(params: Given) -> Config:
    """Return the weights that a vector names."""
    return Config(params.get("alpha", 1.0), params.get("beta", 1.0), params.get("delta_empty", 1.0))


def answer_cases(given: Given, params: Given) -> Answer:
    """Return components, groups and what they cost, the kind that matters most, and the free alignment."""
    people, found, rules = given["assigned"], readings(given["spans"]), Rules.of(params)
    boundaries = given.get("boundaries") or ()
    parts = components(found, boundaries)
    if rules == Rules():
        groups = [list(group) for part in parts for group in align(part, len(people), boundaries)[0]]
        costs = sum(cost(tuple(group), len(people)) for group in groups)
    else:
        by_rules = [_grouped(part, people, rules) for part in parts]
        groups = [group for found_groups, _ in by_rules for group in found_groups]
        costs = sum(cost_of for _, cost_of in by_rules)
    kinds = [one.primary for one in find_cases(found, people, text=given.get("text"), boundaries=boundaries)]
    return {
        "components": [[one.id for one in part] for part in parts],
        "groups": [[one.id for one in group] for group in groups],
        "groups_cost": costs,
        "kind": min(kinds, key=KINDS.index, default=None),
        "best_alignment_disorder": best_alignment(read_layers(_layers(found, people)), rules.config).disorder,
    }


def _layers(found: Sequence[Reading], people: Sequence[str]) -> Mapping[str, list[Reading]]:
    return {name: [one for one in found if one.layer == name] for name in people}


def _grouped(part: Sequence[Reading], people: Sequence[str], rules: Rules) -> tuple[list[list[Reading]], float]:
    """Return the cheapest partition of a component into admissible groups, and what it costs."""
    layers = _layers(part, people)
    inside = [one for name in people for one in layers[name]]
    units = read_layers(layers)
    if len(people) < 2 or not len(units):
        return [[one] for one in inside], 0.0
    found = candidates(units, rules.config)
    kept = np.array([_admissible(members, inside, rules) for members in found.members], bool)
    possible = Tuples(found.members[kept], found.savings[kept])
    chosen = choose(possible, len(units))
    groups = [[inside[number] for number in _there(possible.members[at])] for at in chosen.tolist()]
    taken = {one.id for group in groups for one in group}
    saved = float(possible.savings[chosen].sum())
    alone = [[one] for one in inside if one.id not in taken]
    return [*groups, *alone], len(units) * rules.config.empty - saved


def _admissible(members: Ints, inside: Sequence[Reading], rules: Rules) -> bool:
    return all(rules.admit(inside[one], inside[other]) for one, other in combinations(_there(members), 2))


def _there(members: Ints) -> Iterator[int]:
    return (number for number in members.tolist() if number >= 0)
