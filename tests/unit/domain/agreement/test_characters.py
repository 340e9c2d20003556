"""Character α: the α of every character as a unit; who did not finish is no observation, empty layers are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.alpha import alpha
from annotator.domain.agreement.articles import Article, of_people
from annotator.domain.agreement.characters import ac1_of_sums, alphas, char_alpha, characters
from annotator.domain.agreement.reasons import NO_COMMON_ARTICLE, NO_PAIRABLE_VALUES, NO_VARIATION
from annotator.domain.agreement.two_coders import contingency, two_coders
from tests.unit.domain.agreement.making import span

SPANS = st.lists(st.builds(lambda s, n: span(s, s + n), st.integers(0, 10), st.integers(0, 10)), max_size=3)
LAYERS = st.dictionaries(st.sampled_from("abcd"), SPANS, max_size=4)
ARTICLES = st.lists(st.builds(lambda layers: Article("x", 20, layers), LAYERS), max_size=3)


def marks(article: Article) -> list[list[bool | None]]:
    return [
        [
            any(s.start <= place < s.end for s in article.layers[who]) if who in article.layers else None
            for who in "abcd"
        ]
        for place in range(article.length)
    ]


@given(ARTICLES)
def test_it_is_alpha_with_characters_as_units(articles: list[Article]) -> None:
    expected = alpha([unit for article in articles for unit in marks(article)])
    found = char_alpha(characters(articles, ["claim"]), "claim")
    assert found.n_pairable == expected.n_pairable
    for mine, theirs in ((found.alpha, expected.alpha), (found.observed_agreement, expected.observed_agreement)):
        assert mine == (None if theirs is None else pytest.approx(theirs, abs=1e-9))


@given(ARTICLES, st.sets(st.sampled_from("abcd"), min_size=2))
def test_choosing_people_is_leaving_out_the_others(articles: list[Article], people: set[str]) -> None:
    chosen = char_alpha(characters(articles, ["claim"]), "claim", people)
    alone = char_alpha(characters(of_people(articles, people), ["claim"]), "claim")
    assert chosen.alpha == (None if alone.alpha is None else pytest.approx(alone.alpha, abs=1e-9))
    assert (chosen.reason, chosen.n_pairable) == (alone.reason, alone.n_pairable)


def test_two_people_on_different_articles_have_no_agreement() -> None:
    articles = [Article("x", 9, {"a": [span(0, 3)]}), Article("y", 9, {"b": [span(0, 3)]})]
    found = char_alpha(characters(articles, ["claim"]), "claim")
    assert (found.alpha, found.reason, found.articles_used) == (None, NO_COMMON_ARTICLE, 0)


def test_one_person_alone_has_nothing_to_pair() -> None:
    found = char_alpha(characters([Article("x", 9, {"a": [span(0, 3)]})], ["claim"]), "claim")
    assert (found.alpha, found.reason) == (None, NO_PAIRABLE_VALUES)
    assert char_alpha(characters([], ["claim"]), "claim").reason == NO_PAIRABLE_VALUES


def test_nobody_marked_anything_is_no_variation_and_full_agreement() -> None:
    found = char_alpha(characters([Article("x", 9, {"a": [], "b": []})], ["claim"]), "claim")
    assert (found.alpha, found.reason, found.observed_agreement) == (None, NO_VARIATION, 1.0)


def test_points_are_invisible_to_it() -> None:
    layers = {"a": [span(4, 4, "omission")], "b": [span(4, 4, "omission")]}
    assert char_alpha(characters([Article("x", 9, layers)], ["omission"]), "omission").reason == NO_VARIATION


def test_a_framing_nested_in_a_claim_is_seen_by_both_tags() -> None:
    layer = [span(0, 30), span(10, 20, "framing")]
    counted = characters([Article("x", 40, {"a": layer, "b": layer})], ["claim", "framing"])
    assert [char_alpha(counted, tag).alpha for tag in ("claim", "framing")] == [1.0, 1.0]


def test_discontinuous_spans_mark_what_they_hold() -> None:
    layers = {"a": [span(0, 4, "claim", (8, 12))], "b": [span(0, 4), span(8, 12)]}
    assert char_alpha(characters([Article("x", 20, layers)], ["claim"]), "claim").alpha == 1.0


def test_full_agreement_is_one_and_one_who_marked_alone_is_near_nothing() -> None:
    same = Article("x", 100, {"a": [span(0, 9)], "b": [span(0, 9)]})
    alone = Article("x", 100, {"a": [span(0, 9)], "b": []})
    assert char_alpha(characters([same], ["claim"]), "claim").alpha == 1.0
    assert char_alpha(characters([alone], ["claim"]), "claim").alpha == pytest.approx(-0.04, abs=0.02)


def test_rows_without_variation_are_no_numbers() -> None:
    sums = characters([Article("x", 9, {"a": [], "b": []})], ["claim"]).sums("claim")
    assert str(alphas(sums)[0]) == "nan"


@pytest.mark.parametrize("people", [2, 3])
def test_ac1_is_that_of_the_table_of_two_and_counts_characters_of_more(people: int) -> None:
    layers = {str(number): [span(number * 3, 9 + number)] for number in range(people)}
    found = ac1_of_sums(characters([Article("x", 20, layers)], ["claim"]).sums("claim")).value
    marks = [[any(s.start <= at < s.end for s in layer) for layer in layers.values()] for at in range(20)]
    agreed = [
        sum(row[a] == row[b] for a in range(people) for b in range(people) if a != b) / people / (people - 1)
        for row in marks
    ]
    share = sum(sum(row) / people for row in marks) / 20
    chance = 2 * share * (1 - share)
    assert found == pytest.approx((sum(agreed) / 20 - chance) / (1 - chance), abs=1e-9)
    if people == 2:
        assert found == pytest.approx(two_coders(contingency(marks)).ac1.value)
