"""What readings have in common: held against counting characters and values one by one."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.cases import Reading
from annotator.domain.cases.advice import medoid_of
from annotator.domain.cases.consensus import shared_place, shared_values
from annotator.domain.schemes.parts import Attribute
from annotator.domain.segments import Segment

RULES = {
    "intensity": Attribute("intensity", "int"),
    "materiality": Attribute("materiality", "id", vocabulary="materiality"),
    "voice": Attribute("voice", "id", vocabulary="voice"),
    "claim_type": Attribute("claim_type", "ids", vocabulary="claim_type"),
    "normalized": Attribute("normalized", "text"),
}


def reading(name: str, *pairs: tuple[int, int], **attributes: Any) -> Reading:
    return Reading(name, name, "claim", "span", tuple(Segment(*pair) for pair in pairs), attributes)


def values(*said: Any, name: str, mine: int = 0) -> Any:
    readings = [
        reading(str(number), (0, 9), **({name: v} if v is not None else {})) for number, v in enumerate(said)
    ]
    return shared_values(readings, readings[mine], RULES).get(name)


def test_the_characters_that_most_hold() -> None:
    readings = [reading("a", (0, 10)), reading("b", (2, 14)), reading("c", (4, 20))]
    assert shared_place(readings, readings[1]) == (Segment(2, 14),)


@pytest.mark.parametrize(("mine", "expected"), [(0, (0, 10)), (1, (4, 20))])
def test_a_tie_goes_as_the_medoid_has_it(mine: int, expected: tuple[int, int]) -> None:
    readings = [reading("a", (0, 10)), reading("b", (4, 20))]
    assert shared_place(readings, readings[mine]) == (Segment(*expected),)


def test_broken_quotations_stay_broken() -> None:
    readings = [reading("a", (0, 5), (8, 12)), reading("b", (0, 5), (8, 12)), reading("c", (0, 12))]
    assert shared_place(readings, readings[0]) == (Segment(0, 5), Segment(8, 12))


stretches = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda t: (t[0], t[0] + t[1]))


@given(st.lists(stretches, min_size=1, max_size=6))
def test_every_character_is_counted(drawn: list[tuple[int, int]]) -> None:
    readings = [reading(str(number), pair) for number, pair in enumerate(drawn)]
    medoid = medoid_of(readings)
    votes = Counter(at for start, end in drawn for at in range(start, end))
    own = set(range(medoid.start, medoid.end))
    wanted = {at for at, n in votes.items() if 2 * n > len(drawn) or (2 * n == len(drawn) and at in own)} or own
    found = shared_place(readings, medoid)
    assert {at for segment in found for at in range(segment.start, segment.end)} == wanted
    edges = {edge for pair in drawn for edge in pair}
    assert all(segment.start in edges and segment.end in edges for segment in found)


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        ("intensity", [1, 3, 3], 3),
        ("intensity", [1, 2, 3], 2),
        ("intensity", [1, 3], 1),
        ("materiality", ["minor", "critical", "significant"], "significant"),
        ("voice", ["author_voice", "direct_quote", "direct_quote"], "direct_quote"),
        ("voice", ["author_voice", "direct_quote"], "author_voice"),
        ("claim_type", [["causal"], ["causal", "numerical"], ["numerical", "causal"]], ["causal", "numerical"]),
        ("claim_type", [["causal"], [], []], []),
        ("normalized", ["Mine.", "Theirs.", "Theirs."], "Mine."),
        ("voice", ["author_voice", None, None], "author_voice"),
        ("voice", [None, "direct_quote", "direct_quote"], "direct_quote"),
    ],
)
def test_values_by_their_kind(name: str, said: list[Any], expected: Any) -> None:
    assert values(*said, name=name) == expected


@given(st.lists(st.sets(st.sampled_from("pqrs"), min_size=1), min_size=1, max_size=7))
def test_each_element_of_a_set_is_put_to_the_vote(said: list[set[str]]) -> None:
    found = set(values(*(sorted(one) for one in said), name="claim_type"))
    counts = Counter(element for one in said for element in one)
    assert {e for e, n in counts.items() if 2 * n > len(said)} <= found
    assert found <= {e for e, n in counts.items() if 2 * n >= len(said)} | said[0]
