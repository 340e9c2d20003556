"""Sentences that share rare words stand together; the same article never twice in one group."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.stories import Sentence, align

LEAD = "the ministry found lead in old pipes of karsh district"
FILTER = "families in karsh were given filters last month"


def story(*articles):
    return [
        Sentence(number, at * 100, at * 100 + 99, tuple(words.split()))
        for number, told in enumerate(articles)
        for at, words in enumerate(told)
    ]


def test_what_two_report_is_one_fact():
    other = "lead was found in old pipes of the karsh district"
    found = align(story([LEAD, FILTER], [other], ["it rained a lot today"]))
    assert [(fact.articles, fact.sentences[0].start) for fact in found] == [({0, 1}, 0)]


def test_what_most_report_comes_first():
    found = align(story([FILTER, LEAD], [LEAD], [FILTER, LEAD]))
    assert [len(fact.sentences) for fact in found] == [3, 2]
    assert found[0].nearness > 0.99


def test_common_words_alone_bring_nothing_together():
    assert align(story(["they said that it was what they had said"], ["who said that it was so long ago"])) == []


WORDS = st.lists(
    st.sampled_from("lead pipe karsh water report minister filter crown vote port".split()), max_size=8
)


@given(st.lists(st.lists(WORDS.map(" ".join), max_size=5), max_size=5))
def test_no_article_tells_a_fact_twice_and_no_sentence_tells_two(articles):
    facts = align(story(*articles))
    told = [sentence for fact in facts for sentence in fact.sentences]
    assert len({(one.article, one.start) for one in told}) == len(told)
    assert all(len(fact.articles) == len(fact.sentences) >= 2 for fact in facts)
