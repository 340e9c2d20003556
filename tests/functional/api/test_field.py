"""What other tools get wrong, through our doors: disjoint, one-sided, nested and stacked spans."""

from __future__ import annotations

import pytest

from tests.bodies import claim, framing, rebuttal, span, uid
from tests.functional.api.test_adjudication import cases, gold, work

OURS = ("exports rose", "re-exports were counted twice", "what the new roads cost")
THEIRS = ("in 2023", "kept silent", "the paper says little")
SAID = "Critics called the figure misleading"


def of_tag(world, tag: str) -> dict:
    return world.as_("res").get("/projects/news/agreement").json["tags"][tag]


def kinds(world) -> list[tuple[str, int]]:
    return [(case["kinds"][0], len({m["annotation"] for m in case["members"]} - {None})) for case in cases(world)]


def test_three_against_three_disjoint_spans_are_six_cases_and_no_agreement(world):
    work(world, ann=[claim(words) for words in OURS], ben=[claim(words) for words in THEIRS])
    assert kinds(world) == [("missing", 1)] * 6
    figures = of_tag(world, "claim")
    assert figures["alpha"] <= 0
    assert {figures["f1"][name] for name in ("exact", "relaxed", "iou_weighted", "char")} == {0.0}


@pytest.mark.parametrize("many", [1, 3])
def test_something_against_nothing_is_defined_and_every_piece_a_case(world, many):
    work(world, ann=[claim(words) for words in OURS[:many]], ben=[])
    assert kinds(world) == [("missing", 1)] * many
    figures = of_tag(world, "claim")
    assert figures["alpha"] is not None and figures["alpha"] <= 0
    assert figures["f1"]["exact"] == figures["f1"]["relaxed"] == 0.0


def test_a_framing_nested_in_a_claim_is_seen_as_both(world):
    bodies = [claim("The so-called reformers 🎉 kept silent about the debt"), framing()]
    work(world, ann=bodies, ben=bodies)
    assert kinds(world) == [("agree", 2)] * 2
    assert {tag: of_tag(world, tag)["alpha"] for tag in ("claim", "framing")} == {"claim": 1.0, "framing": 1.0}
    assert {one["tag"] for one in gold(world)["annotations"]} == {"claim", "framing"}


def stacked(world, name: str, base: int, targets: tuple[int, ...]) -> None:
    """Mark two claims, and one rebuttal on the same words for each target, and hand in."""
    client = world.as_(name)
    bodies = [claim(OURS[0]), claim(OURS[1]), *({**rebuttal(), "anchor": span(SAID)} for _ in targets)]
    for number, body in enumerate(bodies, base):
        assert client.put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201
    for number, target in enumerate(targets):
        link = {"type": "rebuts", "from": uid(base + 2 + number), "to": uid(base + target)}
        assert client.put(f"/articles/a1/relations/{uid(base + 50 + number)}", link).status_code == 201


def hand_in(world) -> None:
    for name in ("ann", "ben"):
        assert world.as_(name).put("/articles/a1/submission").status_code == 200


def test_stacked_spans_with_different_links_stay_two_and_find_their_partners(world):
    stacked(world, "ann", 1, (0, 1))
    stacked(world, "ben", 101, (1, 0))
    hand_in(world)
    assert kinds(world) == [("agree", 2)] * 4
    made = gold(world)
    ends = {one["id"]: one["anchor"]["segments"][0]["exact"] for one in made["annotations"]}
    links = sorted((ends[one["from"]], ends[one["to"]]) for one in made["relations"])
    assert links == [(SAID, OURS[0]), (SAID, OURS[1])]
    assert len({one["from"] for one in made["relations"]}) == 2


def test_one_of_two_stacked_spans_missing_is_one_case_on_the_one_that_bears_the_link(world):
    stacked(world, "ann", 1, (0, 1))
    stacked(world, "ben", 101, (0,))
    hand_in(world)
    [case] = [one for one in cases(world) if one["kinds"] != ["agree"]]
    assert (case["kinds"], {m["annotation"] for m in case["members"]} - {None}) == (["missing"], {uid(4)})
