"""Agreement as it is asked for: right sums over what is finished, nothing of what one is blind on, no guess."""

from __future__ import annotations

import pytest

from tests.bodies import claim, uid
from tests.corpora import bring_in, line

AGREEMENT = "/projects/news/agreement?bootstrap=200"


def figures(world, name: str = "res", more: str = "") -> dict:
    answer = world.as_(name).get(AGREEMENT + more)
    assert answer.status_code == 200, answer.json
    return answer.json


def put(world, name: str, number: int, body) -> None:
    assert world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201


def hand_in(world, *names: str) -> None:
    for name in names:
        assert world.as_(name).put("/articles/a1/submission").status_code == 200


def alpha(units: list[tuple[int, int]]) -> float:
    """Return the binary α of two people, by its formula."""
    values = [value for unit in units for value in unit]
    ones, count = sum(values), len(values)
    apart = 2 * sum(a != b for a, b in units) / count
    return 1 - apart / (2 * ones * (count - ones) / (count * (count - 1)))


def test_imported_layers_are_measured(world):
    bring_in(world, line("x", {"p": [("claim", 0, 20)], "q": [("claim", 6, 20)]}))
    found = figures(world)
    length = len(line("x", {})["text"])
    units = [(int(at < 20), int(6 <= at < 20)) for at in range(length)]
    assert found["tags"]["claim"]["alpha"] == pytest.approx(alpha(units), abs=1e-9)
    assert found["tags"]["claim"]["f1"] == pytest.approx(
        {"exact": 0.0, "relaxed": 1.0, "iou_weighted": 0.7, "char": 28 / 34}
    )
    assert (found["articles"], found["annotators"], found["pairs"]) == (1, ["p", "q"], 1)


def test_only_what_is_handed_in_is_data(world):
    put(world, "ann", 1, claim())
    hand_in(world, "ann")
    assert figures(world)["tags"]["claim"]["reasons"]["alpha"] == "no_pairable_values"
    hand_in(world, "ben")
    found = figures(world)["tags"]["claim"]
    assert (found["articles"], found["annotations"], found["f1"]["exact"]) == (1, 1, 0.0)


def test_nothing_on_both_sides_is_undefined_with_its_reason(world):
    hand_in(world, "ann", "ben")
    found = figures(world)["tags"]["framing"]
    assert (found["alpha"], found["f1"]["exact"]) == (None, None)
    assert (found["reasons"]["alpha"], found["reasons"]["f1.exact"]) == ("no_variation", "nothing_marked")
    assert found["observed_agreement"] == 1.0 and found["intervals"]["alpha"]["undefined"] == 200


def test_articles_that_only_one_finished_add_nothing(world):
    both = line("x", {"p": [("claim", 0, 20)], "q": [("claim", 0, 20), ("claim", 30, 50)]})
    bring_in(world, both)
    before = figures(world)["tags"]
    bring_in(world, line("y", {"p": [("claim", 0, 5)]}), line("z", {}))
    assert figures(world)["tags"] == before


def test_people_on_different_articles_have_no_agreement(world):
    bring_in(world, line("x", {"p": [("claim", 0, 5)]}), line("y", {"q": [("claim", 0, 5)]}))
    found = figures(world)
    assert found["tags"]["claim"]["reasons"]["alpha"] == "no_common_article"
    assert found["pairwise"] == []


def test_boilerplate_is_left_out(world):
    layers = {"p": [("claim", 60, 80)], "q": [("claim", 66, 80)]}
    text = line("x", {})["text"]
    bring_in(world, line("x", layers, regions=[{"role": "boilerplate", "start": 0, "end": 30}]))
    units = [(int(60 <= at < 80), int(66 <= at < 80)) for at in range(30, len(text))]
    found = figures(world)["tags"]["claim"]
    assert found["alpha"] == pytest.approx(alpha(units), abs=1e-9)
    assert found["n_pairable"] == 2 * (len(text) - 30)


def test_accepted_suggestions_are_told_apart(world):
    taken = {"origin": "suggestion_accepted"}
    layers = {"p": [("claim", 0, 20, taken)], "q": [("claim", 0, 20, taken), ("claim", 30, 50)]}
    bring_in(world, line("x", layers))
    found = figures(world)
    assert found["tags"]["claim"]["f1"]["exact"] == pytest.approx(2 / 3)
    assert found["without_suggested"]["claim"]["f1"]["exact"] == 0.0


def test_one_changed_article_is_counted_again(world):
    bring_in(world, line("x", {"p": [("claim", 0, 20)], "q": [("claim", 0, 20)]}))
    assert figures(world)["tags"]["claim"]["f1"]["exact"] == 1.0
    bring_in(world, line("y", {"p": [("claim", 0, 20)], "r": [("claim", 3, 20)]}))
    found = figures(world)
    assert found["tags"]["claim"]["f1"]["exact"] == 0.5
    assert [(pair["one"], pair["other"], pair["articles"]) for pair in found["pairwise"]] == [
        ("p", "q", 1), ("p", "r", 1), ("q", "r", 0),
    ]  # fmt: skip
    assert found["by_article"][1]["tags"]["claim"]["exact"] == 0.0


def test_tags_and_layers_can_be_chosen(world):
    layers = {"p": [("claim", 0, 20)], "q": [("claim", 0, 20)], "r": [("framing", 0, 5)]}
    bring_in(world, line("x", layers))
    found = figures(world, more="&tag=claim&layers=p,q")
    assert list(found["tags"]) == ["claim"] and found["tags"]["claim"]["f1"]["exact"] == 1.0
    assert found["configuration"]["layers"] == ["p", "q"]


@pytest.mark.parametrize("wrong", ["tag=nothing", "layers=nobody", "bootstrap=x", "bootstrap=100001", "more=1"])
def test_what_is_not_there_is_refused(world, wrong):
    answer = world.as_("res").get(f"/projects/news/agreement?{wrong}")
    assert answer.status_code in {400, 422} and answer.json["detail"]


def test_who_is_blind_on_an_article_learns_nothing_of_it(world):
    world.add_person("ben", "manager")
    put(world, "ann", 1, claim())
    hand_in(world, "ann", "ben")
    found = figures(world, "ben")
    assert (found["articles"], found["annotators"], found["verdicts"]) == (0, [], None)
    assert figures(world, "res")["articles"] == 1


def test_a_withdrawn_assignment_is_no_observation(world):
    hand_in(world, "ann", "ben")
    given = world.as_("man").get("/projects/news/assignments").json["items"]
    of_ben = next(one["id"] for one in given if one["annotator"] == "ben")
    assert world.as_("man").delete(f"/projects/news/assignments/{of_ben}").status_code == 204
    assert figures(world)["articles"] == 0


def test_attributes_are_compared_on_aligned_groups(world):
    put(world, "ann", 1, claim())
    put(world, "ann", 2, claim("re-exports were counted twice", voice="author_voice"))
    put(world, "ben", 3, claim("exports rose by 12 percent", claim_type=["numerical", "causal"]))
    put(world, "ben", 4, claim("re-exports were counted twice", voice="author_voice"))
    hand_in(world, "ann", "ben")
    found = figures(world)["attributes"]["claim"]
    assert (found["voice"]["alpha"], found["voice"]["aligned"], found["voice"]["annotations"]) == (1.0, 4, 4)
    assert (found["claim_type"]["metric"], found["claim_type"]["observed_agreement"]) == ("masi", 0.5)
    assert found["checkworthiness"]["reasons"] == {"alpha": "no_variation"}


def test_figures_are_the_same_on_each_database(either_world):
    layers = {"p": [("claim", 0, 20), ("omission", 30, 30)], "q": [("claim", 6, 20), ("omission", 33, 33)]}
    bring_in(either_world, line("x", layers), line("y", {"p": [], "q": []}))
    found = figures(either_world)
    assert found["tags"]["claim"]["f1"]["iou_weighted"] == pytest.approx(0.7)
    assert found["omissions"]["slots"]["alpha"] == found["omissions"]["event_f1_0"] == 1.0
    assert found == figures(either_world)
