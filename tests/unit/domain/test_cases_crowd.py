"""Votes weighed by who gives them: a majority at first, then one coin a person, then a table."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.dawid_skene import SMOOTHING, dawid_skene
from annotator.domain.cases.crowd import Crowd, crowd_of


def rounds(count: int, careless: str = "z") -> dict[str, dict[str, str | None]]:
    """Groups in which x and y are right, and the careless one says claim whatever it is."""
    truth = ["claim", "framing", "rebuttal"]
    return {str(n): {"x": t, "y": t, careless: "claim"} for n in range(count) for t in [truth[n % 3]]}


@pytest.mark.parametrize(
    ("count", "method"),
    [(0, "majority"), (9, "majority"), (10, "one_coin"), (49, "one_coin"), (50, "dawid_skene")],
)
def test_the_method_follows_the_groups_a_person_has(count: int, method: str) -> None:
    assert crowd_of(rounds(count)).method == method


def test_without_a_crowd_votes_count_alike() -> None:
    votes = {"a": "claim", "b": "claim", "c": "framing", "d": None}
    assert Crowd().tag(votes) == pytest.approx({"claim": 2 / 3, "framing": 1 / 3})
    assert Crowd().is_there(votes) == pytest.approx(4 / 6)


def test_who_is_always_right_outweighs_two_who_guess() -> None:
    groups = {
        str(n): {"x": t, "y": t, "z": "claim", "w": "claim"}
        for n in range(60)
        for t in [["claim", "framing", "rebuttal"][n % 3]]
    }
    assert crowd_of(groups).tag({"x": "framing", "z": "claim", "w": "claim"})["framing"] > 0.9


def test_a_stranger_counts_as_the_mean_of_the_others() -> None:
    crowd = crowd_of(rounds(60))
    shares = [crowd.tag({name: "framing", "y": "rebuttal"})["framing"] for name in ("z", "stranger", "x")]
    assert shares == sorted(shares)


def test_presence_is_judged_for_each_tag_apart() -> None:
    groups: dict[str, dict[str, str | None]] = {}
    for n in range(60):
        groups[f"c{n}"] = {"x": "claim", "y": "claim", "z": None if n % 2 else "claim"}
        groups[f"f{n}"] = {"x": "framing", "y": None if n % 3 else "framing", "z": None if n % 4 else "framing"}
    crowd = crowd_of(groups)
    lone = crowd.is_there({"x": "claim", "y": "claim", "z": None})
    assert lone > crowd.is_there({"x": "framing", "y": None, "z": None})


def test_a_tag_that_the_crowd_never_saw_is_put_to_the_vote() -> None:
    assert crowd_of(rounds(60)).tag({"x": "new", "y": "new", "z": "claim"})["new"] == pytest.approx(2 / 3)


def test_what_is_kept_comes_back_the_same() -> None:
    crowd = crowd_of(rounds(60))
    assert Crowd.of(json.loads(json.dumps(crowd.to_record()))) == crowd


@pytest.mark.slow
@given(st.lists(st.fixed_dictionaries({name: st.sampled_from("ab") for name in "xyz"}), min_size=50, max_size=60))
def test_a_group_that_was_counted_is_judged_as_it_was_counted(drawn: list[dict[str, str]]) -> None:
    votes = {str(number): given for number, given in enumerate(drawn)}
    crowd = crowd_of(votes)
    if crowd.tags.prior:
        found = dawid_skene(votes, sorted({v for given in drawn for v in given.values()}), smoothing=SMOOTHING)
        for number, given_ in votes.items():
            judged = crowd.tag(given_)
            whole = sum(found.posterior[number][tag] for tag in judged)
            assert judged == pytest.approx({tag: found.posterior[number][tag] / whole for tag in judged}, abs=1e-2)
