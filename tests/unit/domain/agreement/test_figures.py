"""What is shown for each tag: pooled over articles and pairs, undefined with a reason, with what it rests on."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.characters import char_alpha, characters
from annotator.domain.agreement.figures import (
    each_article,
    figures,
    jackknife,
    pairwise,
    tag_figures,
    without_each,
)
from annotator.domain.agreement.pair_rows import pair_rows
from annotator.domain.agreement.reasons import NO_COMMON_ARTICLE, NOTHING_MARKED
from annotator.domain.agreement.span_f1 import span_f1
from tests.unit.domain.agreement.making import span

LAYERS = {"a": [span(0, 10)], "b": [span(2, 12)], "c": [span(0, 10), span(50, 60)]}
ARTICLES = [
    Article("x", 100, LAYERS),
    Article("y", 100, {"a": [], "b": []}),
    Article("z", 50, {"a": [span(0, 5)]}),
]
ROWS = pair_rows(ARTICLES, ["claim"])


def test_one_pair_is_the_score_of_the_two() -> None:
    article = Article("x", 100, {who: LAYERS[who] for who in "ab"})
    found, score = figures([article], ["claim"])[0], span_f1(LAYERS["a"], LAYERS["b"])
    expected = {"exact": score.exact, "relaxed": score.relaxed, "iou_weighted": score.iou_weighted}
    assert {name: found.f1[name].value for name in found.f1} == pytest.approx(
        {name: figure.value for name, figure in (expected | {"char": score.char}).items()}
    )


def test_every_pair_of_an_article_counts() -> None:
    found = figures(ARTICLES, ["claim"])[0]
    assert found.f1["exact"].value == pytest.approx(2 * 1 / 8)
    assert found.f1["relaxed"].value == pytest.approx(2 * 3 / 8)
    assert (found.articles, found.annotations, found.pairs) == (2, 4, 3)
    assert found.intervals["alpha"].few_articles and found.alpha.articles_used == 2


def test_alpha_from_pairs_is_alpha_from_people() -> None:
    assert tag_figures(ROWS, "claim").alpha == pytest.approx(char_alpha(characters(ARTICLES, ["claim"]), "claim"))


def test_a_tag_that_nobody_used_is_undefined_everywhere() -> None:
    found = figures(ARTICLES, ["framing"])[0]
    assert {figure.reason for figure in found.f1.values()} == {NOTHING_MARKED}
    assert (found.alpha.alpha, found.intervals["alpha"].point, found.alpha.observed_agreement) == (None, None, 1.0)
    assert found.intervals["exact"].n_undefined == found.intervals["exact"].n_resamples > 0


def test_nobody_shares_an_article() -> None:
    found = figures([Article("x", 9, {"a": [span(0, 3)]}), Article("y", 9, {"b": [span(0, 3)]})], ["claim"])[0]
    assert {found.f1["exact"].reason, found.alpha.reason} == {NO_COMMON_ARTICLE}
    assert (found.articles, found.pairs) == (0, 0)


def test_each_two_and_all_but_one() -> None:
    both = pairwise(ROWS)
    assert set(both) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert tag_figures(without_each(ROWS)["c"], "claim") == tag_figures(both["a", "b"], "claim")
    assert tag_figures(both["b", "c"], "claim").articles == 1


def test_an_article_by_itself() -> None:
    found = each_article(ROWS, "claim")
    assert found["y"] == dict.fromkeys(("alpha", "exact", "relaxed", "iou_weighted", "char"))
    assert found["x"]["exact"] == pytest.approx(0.25) and set(found) == {"x", "y"}


def test_leaving_each_person_out_tells_how_much_hangs_on_one() -> None:
    same = Article("x", 100, {who: [span(0, 10)] for who in "abcd"})
    assert jackknife(pair_rows([same], ["claim"]), "claim") == (0.0, 1.0, 1.0)
    assert jackknife(ROWS, "claim") is None
