"""Rows of pairs: whatever is chosen of them, the sums are those of the articles and people that are left."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.articles import Article, of_people
from annotator.domain.agreement.figures import tag_figures
from annotator.domain.agreement.pair_rows import joined, pair_rows, per_article, without
from tests.unit.domain.agreement.making import span

TAGS = ["claim", "framing"]
ONE = st.builds(lambda s, n, t: span(s, s + n, t), st.integers(0, 25), st.integers(0, 9), st.sampled_from(TAGS))
LAYERS = st.dictionaries(st.sampled_from("vwxyz"), st.lists(ONE, max_size=4), max_size=4)
CORPUS = st.lists(LAYERS, max_size=4).map(
    lambda found: [Article(str(number), 40, layers) for number, layers in enumerate(found)]
)


@given(CORPUS, st.sets(st.sampled_from("vwxyz")))
def test_rows_between_people_are_those_of_their_layers(articles: list[Article], people: set[str]) -> None:
    chosen, alone = pair_rows(articles, TAGS).between(people), pair_rows(of_people(articles, people), TAGS)
    for tag in TAGS:
        assert per_article(chosen, tag)[1] == pytest.approx(per_article(alone, tag)[1], abs=1e-9)


@given(CORPUS, CORPUS)
def test_what_is_counted_apart_adds_up(ones: list[Article], others: list[Article]) -> None:
    others = [Article(f"more {one.id}", one.length, one.layers) for one in others]
    whole = pair_rows([*ones, *others], TAGS)
    parts = joined([pair_rows(ones, TAGS), pair_rows(others, TAGS)])
    assert per_article(parts, "claim")[1] == pytest.approx(per_article(whole, "claim")[1], abs=1e-9)
    mine, theirs = (tag_figures(rows, "claim", draws=50).intervals["alpha"] for rows in (parts, whole))
    assert mine == pytest.approx(theirs, abs=1e-9)


@given(CORPUS)
def test_an_article_can_be_taken_out_and_put_back(articles: list[Article]) -> None:
    whole, name = pair_rows(articles, TAGS), "0"
    again = joined([without(whole, [name]), pair_rows([one for one in articles if one.id == name], TAGS)])
    assert sorted(again.articles) == sorted(whole.articles)
    first, second = per_article(again, "claim")[1], per_article(whole, "claim")[1]
    assert first.sum(axis=0) == pytest.approx(second.sum(axis=0), abs=1e-9)


def test_rows_of_articles() -> None:
    rows = pair_rows([Article(name, 9, {"a": [span(0, 3)], "b": []}) for name in "xyz"], TAGS)
    assert np.array_equal(rows.of_articles(["z", "x"]).article, [0, 2])
    assert len(rows.of_articles([]).one) == len(pair_rows([], TAGS).of_articles(["x"]).one) == 0


@given(CORPUS)
def test_pairs_are_those_who_share_an_article(articles: list[Article]) -> None:
    shared = {pair for one in articles for pair in combinations(sorted(one.layers), 2)}
    rows = pair_rows(articles, TAGS)
    assert rows.pairs == len(shared)
    for name, people in zip(rows.groups.found.tolist(), rows.groups.people.tolist(), strict=True):
        assert people == len(articles[name].layers)
    assert rows.groups.found.tolist() == [at for at, one in enumerate(articles) if len(one.layers) > 1]
