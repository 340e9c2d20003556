"""On aligned groups: who has which value, what stands against what, how far boundaries lie apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.agreement.aligned import (
    NONE,
    Aligned,
    align_article,
    attribute_alphas,
    boundary_moves,
    confusion,
    link_counts,
    source_alpha,
)
from annotator.domain.agreement.articles import Article
from annotator.domain.cases.readings import Link, Reading
from annotator.domain.schemes.parts import Attribute
from annotator.domain.segments import Segment

VOICE = {"voice": Attribute("voice", "id", "voice"), "note": Attribute("note", "text")}


def reading(layer: str, start: int, end: int, tag: str = "claim", **attributes: object) -> Reading:
    return Reading(f"{layer}{start}", layer, tag, "span", (Segment(start, end),), attributes)


def aligned(*links: Link, **layers: list[Reading]) -> Aligned:
    return Aligned(Article("x", 100, layers), align_article(layers), links)


def test_values_are_compared_within_groups_of_the_tag() -> None:
    part = aligned(
        a=[reading("a", 0, 10, voice="x"), reading("a", 40, 50, voice="y")],
        b=[reading("b", 1, 10, voice="x"), reading("b", 40, 50, voice="x"), reading("b", 80, 90)],
    )
    found = attribute_alphas([part], "claim", VOICE)
    assert list(found) == ["voice"]
    assert (found["voice"].aligned, found["voice"].annotations) == (4, 5)
    assert found["voice"].alpha.observed_agreement == 0.5


def test_another_tag_in_the_group_has_no_say() -> None:
    part = aligned(a=[reading("a", 0, 10, voice="x")], b=[reading("b", 0, 10, "rebuttal", voice="x")])
    assert attribute_alphas([part], "claim", VOICE)["voice"].alpha.reason == "no_pairable_values"
    assert confusion([part]) == {("claim", "rebuttal"): 1, ("rebuttal", "claim"): 1}


def test_who_finished_with_nothing_stands_against_every_tag() -> None:
    part = aligned(a=[reading("a", 0, 10)], b=[reading("b", 0, 10)], c=[])
    assert confusion([part]) == {("claim", "claim"): 1, ("claim", NONE): 2, (NONE, "claim"): 2}


def test_sources_are_sets_of_address_and_stance() -> None:
    cited = [replace(reading(who, 0, 10), sources=[{"source": "u", "stance": "supports"}]) for who in "ab"]
    assert source_alpha([aligned(a=cited[:1], b=cited[1:])], "claim").alpha.observed_agreement == 1.0
    other = replace(cited[1], sources=[{"source": "u", "stance": "refutes"}])
    assert source_alpha([aligned(a=cited[:1], b=[other])], "claim").alpha.observed_agreement == 0.0


def test_boundaries_are_told_from_each_side() -> None:
    found = boundary_moves([aligned(a=[reading("a", 0, 10)], b=[reading("b", 2, 9)])])
    assert (found["a"], found["b"]) == (([-2], [1]), ([2], [-1]))


@pytest.mark.parametrize("ends, score", [(("b2", "b40"), 1.0), (("b40", "b2"), 0.0)])
def test_links_lead_through_the_groups(ends: tuple[str, str], score: float) -> None:
    links = Link("1", "a", "rebuts", "a0", "a40"), Link("2", "b", "rebuts", *ends)
    part = aligned(
        *links,
        a=[reading("a", 0, 10), reading("a", 40, 50)],
        b=[reading("b", 2, 9), reading("b", 40, 50)],
    )
    assert link_counts([part]).scores().labelled.value == score


def test_the_same_thing_twice_is_in_one_group_once() -> None:
    twice = [reading("a", 0, 10), replace(reading("a", 0, 10), id="again")]
    assert [len(group) for group in align_article({"a": twice, "b": [reading("b", 0, 10)]})] == [2]
