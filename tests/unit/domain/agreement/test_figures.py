"""What is shown for each tag: pooled over articles and pairs, undefined with a reason, with what it rests on."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.characters import characters
from annotator.domain.agreement.figures import figures, pairwise, without_each
from annotator.domain.agreement.reasons import NO_COMMON_ARTICLE, NOTHING_MARKED
from annotator.domain.agreement.span_f1 import span_f1
from tests.unit.domain.agreement.making import span

LAYERS = {"a": [span(0, 10)], "b": [span(2, 12)], "c": [span(0, 10), span(50, 60)]}
ARTICLES = [
    Article("x", 100, LAYERS),
    Article("y", 100, {"a": [], "b": []}),
    Article("z", 50, {"a": [span(0, 5)]}),
]


def test_one_pair_is_the_score_of_the_two() -> None:
    article = Article("x", 100, {who: LAYERS[who] for who in "ab"})
    found, score = figures([article], ["claim"])[0], span_f1(LAYERS["a"], LAYERS["b"])
    assert (found.iou_f1.value, found.char_f1.value) == (
        pytest.approx(score.iou_weighted.value), pytest.approx(score.char.value),
    )  # fmt: skip


def test_every_pair_of_an_article_counts() -> None:
    found = figures(ARTICLES, ["claim"])[0]
    assert found.exact_f1.value == pytest.approx(2 * 1 / 8)
    assert found.relaxed_f1.value == pytest.approx(2 * 3 / 8)
    assert (found.articles, found.annotations, found.pairs) == (2, 4, 3)
    assert found.interval.few_articles and found.alpha.articles_used == 2


def test_a_tag_that_nobody_used_is_undefined_everywhere() -> None:
    found = figures(ARTICLES, ["framing"])[0]
    assert {found.iou_f1.reason, found.exact_f1.reason, found.char_f1.reason} == {NOTHING_MARKED}
    assert (found.alpha.alpha, found.interval.point, found.alpha.observed_agreement) == (None, None, 1.0)


def test_nobody_shares_an_article() -> None:
    found = figures([Article("x", 9, {"a": [span(0, 3)]}), Article("y", 9, {"b": [span(0, 3)]})], ["claim"])[0]
    assert {found.iou_f1.reason, found.alpha.reason} == {NO_COMMON_ARTICLE}
    assert (found.articles, found.pairs) == (0, 0)


def test_each_two_and_all_but_one() -> None:
    counted = characters(ARTICLES, ["claim"])
    assert set(pairwise(counted, "claim")) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert without_each(counted, "claim")["c"] == pairwise(counted, "claim")["a", "b"]
