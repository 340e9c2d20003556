"""Counts of a corpus: the same as scoring each pair of layers by itself."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.articles import Article, of_tag
from annotator.domain.agreement.span_counts import span_counts
from annotator.domain.agreement.span_f1 import span_f1
from tests.unit.domain.agreement.making import span

TAGS = ["a", "b"]
ONE = st.builds(lambda s, n, t: span(s, s + n, t), st.integers(0, 25), st.integers(0, 12), st.sampled_from(TAGS))
TWO = st.builds(lambda s, t: span(s, s + 4, t, (s + 8, s + 12)), st.integers(0, 20), st.sampled_from(TAGS))
LAYERS = st.dictionaries(st.sampled_from("xyz"), st.lists(ONE | TWO, max_size=5), max_size=3)


@given(st.lists(st.builds(lambda layers: Article("n", 60, layers), LAYERS), max_size=3))
def test_it_is_the_score_of_each_pair(articles: list[Article]) -> None:
    found = span_counts(articles, TAGS)
    for row, article in enumerate(articles):
        for number, tag in enumerate(TAGS):
            layers = [of_tag(layer, tag) for layer in article.layers.values()]
            for one, other in combinations(range(len(layers)), 2):
                place = list(combinations(range(found.size.shape[2]), 2)).index((one, other))
                size = len(layers[one]) + len(layers[other])
                score = span_f1(layers[one], layers[other])
                assert found.size[row, number, one] == len(layers[one])
                if size:
                    counts = (found.exact, found.relaxed, found.shared)
                    expected = (score.exact, score.relaxed, score.iou_weighted)
                    for count, figure in zip(counts, expected, strict=True):
                        assert 2 * count[row, number, place] / size == pytest.approx(figure.value, abs=1e-9)


def test_nothing_to_count() -> None:
    assert span_counts([], TAGS).size.shape == (0, 2, 0)
    assert span_counts([Article("n", 9, {"x": []})], TAGS).shared.shape == (1, 2, 0)
