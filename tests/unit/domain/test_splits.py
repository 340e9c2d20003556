"""Splits: nothing crosses, nobody moves, parts are as even as groups allow, and leaks are found."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.near import FEW, shingles
from annotator.domain.splits import (
    Item,
    Near,
    Plan,
    Sketches,
    crossings,
    divide,
    later_evidence,
    near_pairs,
)
from annotator.domain.splits.groups import groups
from annotator.domain.splits.items import shared_keys, total
from annotator.domain.splits.shares import folds, read_shares
from annotator.errors import Invalid

PLAN = Plan({"train": 800, "dev": 100, "test": 100}, seed=1)
few = st.sampled_from("abcdef")
item = st.builds(
    Item,
    id=st.uuids().map(str),
    story=st.none() | few,
    outlet=st.none() | few,
    published=st.none() | st.dates().map(str),
    claims=st.frozensets(few, max_size=2),
    sources=st.frozensets(few, max_size=1),
    tags=st.dictionaries(st.sampled_from(["claim", "framing"]), st.integers(0, 9)),
)
corpus = st.lists(item, max_size=12, unique_by=lambda one: one.id)
plans = st.builds(
    Plan,
    st.sampled_from([PLAN.shares, {"a": 500, "b": 500}]),
    st.integers(0, 3),
    st.sampled_from(["story", "outlet", "time"]),
    st.frozensets(few, max_size=1),
)


def near_among(items, seed):
    """Some pairs of items that are near duplicates, and some that are only near."""
    draw = random.Random(seed)
    pairs = [draw.sample(items, 2) for _ in range(len(items) // 4)]
    return [Near(*sorted((one.id, other.id)), draw.randrange(129), draw.random() < 0.5) for one, other in pairs]


@settings(max_examples=40)
@given(corpus, plans, st.integers(0, 9))
def test_no_group_stands_in_two_parts_and_every_article_in_one(items, plan, seed):
    near = near_among(items, seed)
    split = divide(items, near, plan, {})
    assert crossings(items, split.of_article, near) == []
    assert set(split.of_article) == {one.id for one in items}
    assert set(split.of_article.values()) <= set(plan.shares)
    if plan.mode == "outlet":
        parts = {(one.outlet, split.of_article[one.id]) for one in items if one.outlet}
        assert len(parts) == len({outlet for outlet, _ in parts})


@settings(max_examples=40)
@given(corpus, corpus, plans)
def test_whoever_had_a_part_keeps_it_when_articles_are_added(items, more, plan):
    before = divide(items, [], plan, {}).of_article
    added = [one for one in more if one.id not in before]
    after = divide([*items, *added], [], plan, before)
    moved = {article for article, _, _ in after.moved}
    assert {one.id for one in items if after.of_article[one.id] != before[one.id]} == moved
    joined = [
        group
        for group in after.groups
        if len({before.get(one.id) for one in group.items} - {None}) > 1
        or plan.held_out & {one.outlet for one in group.items}
    ]
    assert moved <= {one.id for group in joined for one in group.items}


@settings(max_examples=40)
@given(corpus, plans, st.randoms())
def test_the_order_in_which_articles_come_decides_nothing(items, plan, draw):
    shuffled = draw.sample(items, len(items))
    assert divide(items, [], plan, {}).of_article == divide(shuffled, [], plan, {}).of_article


@settings(max_examples=40)
@given(corpus)
def test_a_part_is_empty_only_where_there_are_fewer_groups_than_parts(items):
    split = divide(items, [], PLAN, {})
    filled = set(split.of_article.values())
    assert len(filled) == min(len(split.groups), len(PLAN.shares))


def test_parts_are_near_their_shares_in_articles_tags_and_outlets():
    draw = random.Random(3)
    items = [
        Item(f"a{n}", f"s{n // 2}", draw.choice("xyz"), tags={"claim": draw.randrange(5), "framing": n % 2})
        for n in range(300)
    ]
    split = divide(items, [], PLAN, {})
    whole = total(items)
    for part, share in PLAN.shares.items():
        held = total(one for one in items if split.of_article[one.id] == part)
        for key, count in whole.items():
            assert abs(Fraction(held.get(key, 0), count) - Fraction(share, 1000)) < Fraction(5, 100), (part, key)


def test_another_seed_divides_otherwise():
    items = [Item(f"a{n}", f"s{n}") for n in range(40)]
    ones, others = (divide(items, [], Plan(PLAN.shares, seed), {}).of_article for seed in (1, 2))
    assert ones != others


def test_by_time_the_earliest_are_in_the_first_part():
    items = [Item(f"a{n}", published=f"2024-01-{n + 1:02}") for n in range(20)]
    split = divide(items, [], Plan({"train": 500, "test": 500}, mode="time"), {})
    assert {split.of_article[f"a{n}"] for n in range(10)} == {"train"}
    assert {split.of_article[f"a{n}"] for n in range(10, 20)} == {"test"}


def test_an_outlet_that_is_held_out_stands_in_the_last_part_alone():
    items = [Item(f"a{n}", outlet="xyz"[n % 3]) for n in range(30)]
    plan = Plan(PLAN.shares, held_out=frozenset({"z"}))
    split = divide(items, [], plan, {})
    assert {split.of_article[one.id] for one in items if one.outlet == "z"} == {"test"}


def test_every_group_says_what_joins_it():
    items = [
        Item("a", "s"),
        Item("b", "s", claims=frozenset({"c"})),
        Item("d", claims=frozenset({"c"})),
        Item("e"),
    ]
    (group,) = [one for one in groups(items, [Near("d", "e", 128, True)], seed=0) if len(one.items) > 1]
    assert [key for key, _ in group.reasons] == [("story", "s"), ("claim", "c"), ("near_duplicate", "d e")]
    assert [one.id for one in group.items] == ["a", "b", "d", "e"]


def test_what_crosses_is_found_in_the_articles_themselves():
    items = [Item("a", "s", sources=frozenset({"u"})), Item("b", "s"), Item("c", sources=frozenset({"u"}))]
    found = crossings(items, {"a": "train", "b": "test", "c": "test"}, [Near("a", "c", 90, True)])
    assert [one.kind for one in found] == ["near_duplicate", "source", "story"]
    assert shared_keys(items) == {("story", "s"): [0, 1], ("source", "u"): [0, 2]}


def sketched(texts):
    sketches = Sketches()
    for name, text in texts.items():
        sketches.add(name, text)
    return sketches


def test_the_nearest_pair_across_parts_is_named():
    tale = " ".join(f"w{n}" for n in range(60))
    texts = {
        "a": tale,
        "b": tale + " more",
        "c": tale[:90] + " of other things that nobody told",
        "d": "quite new",
    }
    found = sketched(texts).nearest({"a": "train", "b": "train", "c": "test", "d": "test"})
    assert (found.one, found.other) == ("a", "c") and found.shared > 0
    assert sketched(texts).nearest(dict.fromkeys("abcd", "train")) is None


def test_where_no_run_is_shared_the_nearest_share_the_most_words():
    texts = {"a": "rain fell on the harbour all night", "b": "harbour night rain", "c": "nobody voted"}
    found = sketched(texts).nearest({"a": "train", "b": "test", "c": "dev"})
    assert (found.one, found.other, found.shared) == ("a", "b", 0) and found.words > 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text("abcd ", max_size=40), st.sampled_from("xyz")), min_size=2, max_size=12))
def test_no_pair_across_parts_is_nearer_than_the_nearest(made):
    texts = {f"t{n:02}": text for n, (text, _) in enumerate(made)}
    parts = {f"t{n:02}": part for n, (_, part) in enumerate(made)}
    found = sketched(texts).nearest(parts)
    apart = [pair.shared for pair in near_pairs(texts) if parts[pair.one] != parts[pair.other]]
    assert (found and found.shared) == max(apart, default=None)
    again = sketched(dict(reversed(texts.items()))).nearest(parts)
    assert again == found


def test_in_a_large_corpus_the_nearest_is_found_that_no_band_brings_together():
    texts = {f"a{n:03}": f"word{n} alone{n} here{n} and{n} there{n}" for n in range(FEW + 50)}
    texts["a007"] = "harbour of the north"
    texts["a300"] = "the harbour lies to the north of it"
    found = sketched(texts).nearest({name: "test" if name > "a299" else "train" for name in texts})
    assert (found.one, found.other, found.shared) == ("a007", "a300", 0)


def test_evidence_later_than_the_article_is_told():
    late, early = {"s1": "2024-02-01"}, {"s2": "2024"}
    items = [Item("a", published="2024-01-31", evidence={**late, **early}), Item("b", evidence=late)]
    assert later_evidence(items) == [("a", "2024-01-31", "s1", "2024-02-01")]


TEXT = "The ministry said on Monday that exports rose by twelve percent, and nobody at the port could say why."


@pytest.mark.parametrize(
    "other, duplicate",
    [
        (TEXT, True),
        (TEXT.replace("Monday", "Tuesday"), True),
        (TEXT.upper(), True),
        (TEXT + " " + " ".join(f"Word{n} follows." for n in range(9)), True),
        ("An observer said on Monday that every polling station closed early and the count went on.", False),
    ],
    ids=["same", "one word", "case", "longer", "other"],
)
def test_near_duplicates(other, duplicate):
    (pair,) = near_pairs({"a": TEXT, "b": other})
    assert pair.duplicate is duplicate


@pytest.mark.parametrize(
    "text",
    [
        "រដ្ឋមន្ត្រីបាននិយាយថាការនាំចេញកើនឡើងដប់ពីរភាគរយនៅក្នុងឆ្នាំនេះ",
        "部长星期一表示今年出口增长百分之十二但港口没有人能说出原因",
    ],
    ids=["Khmer", "Chinese"],
)
def test_scripts_without_spaces_have_shingles_too(text):
    assert len(shingles(text)) > 10
    (pair,) = near_pairs({"a": text, "b": text + text[:4]})
    assert pair.duplicate


def test_in_a_large_corpus_hashing_finds_the_pairs():
    draw = random.Random(1)
    words = [f"w{n}" for n in range(2000)]
    sketches = Sketches()
    texts = [" ".join(draw.choices(words, k=120)) for _ in range(FEW + 50)]
    for number, text in enumerate([*texts, texts[7].replace("w1 ", "other ")]):
        sketches.add(f"a{number:04}", text)
    assert [(pair.one, pair.other) for pair in sketches.pairs() if pair.duplicate] == [
        ("a0007", f"a{FEW + 50:04}")
    ]


@settings(max_examples=50)
@given(st.integers(2, 50))
def test_folds_are_equal_and_whole(number):
    shares = folds(number)
    assert sum(shares.values()) == 1000
    assert max(shares.values()) - min(shares.values()) < number


def test_shares_are_read_as_people_write_them():
    assert read_shares("train=.8,dev=.1,test=.1") == {"train": 800, "dev": 100, "test": 100}
    assert read_shares("a=60%, b=40%") == {"a": 600, "b": 400}
    assert read_shares("a=.333,b=.333,c=.333") == {"a": 334, "b": 333, "c": 333}


@pytest.mark.parametrize(
    "text", ["", "train", "train=1", "a=.5,a=.5", "a=.5,b=.6", "gold=.5,b=.5", "a=0,b=1", "A=.5,b=.5"]
)
def test_a_split_that_is_none_is_refused(text):
    with pytest.raises(Invalid, match="no split"):
        read_shares(text, {"gold"})


@pytest.mark.parametrize("number", [1, 51])
def test_folds_are_two_to_fifty(number):
    with pytest.raises(Invalid):
        folds(number)


def test_counts_of_parts_add_up():
    items = [Item(f"a{n}", f"s{n % 7}") for n in range(50)]
    assert Counter(divide(items, [], PLAN, {}).of_article.values()).total() == 50
