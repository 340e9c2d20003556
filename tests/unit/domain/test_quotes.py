"""A quotation is found as it is, after normalising, nearly, or not at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.quotes import Found, Search, _original, normalised

TEXT = (
    "The council’s report of May says that the “new bridge” cost twelve million – not ten –\n"
    "and that the builder was paid in ad-\nvance. Nobody asked why. " + "Other matters filled the page. " * 50
)


@pytest.mark.parametrize(
    "quote, check",
    [
        ("cost twelve million", "exact"),
        ('the "new bridge" cost twelve million - not ten - and', "normalised"),
        ("THE COUNCIL'S report", "normalised"),
        ("was paid in advance", "normalised"),
        ("that the builder had been paid in advance", "fuzzy"),
        ("the harbour was closed by order of the king in winter", "absent"),
        ("", "absent"),
        ("   ", "absent"),
    ],
)
def test_found(quote, check):
    assert Search().find(quote, TEXT).check == check


def test_a_near_passage_comes_with_its_likeness_and_its_words():
    found = Search().find("that the builder had been paid in advance", TEXT)
    assert 75 <= found.score < 100
    assert "builder was paid" in found.words and "ten" in found.before


@pytest.mark.parametrize(
    "quote, words",
    [
        ('the "new bridge" cost twelve million - not', "the “new bridge” cost twelve million – not"),
        ("THE COUNCIL'S report", "The council’s report"),
        ("was paid in advance", "was paid in ad-\nvance."),
        ("that the builder had been paid in adv", "that the builder was paid in ad-\nvance."),
    ],
)
def test_the_passage_is_told_in_the_words_of_the_capture(quote, words):
    assert Search().find(quote, TEXT).words == words


def test_writing_without_spaces_is_told_to_the_letter():
    text = "议会的报告在五月份这样写道，而且说建筑商早就提前拿到了全部的钱，没有人问过为什么，也没有人回答。"
    assert Search().find("建筑商早就提前拿走了全部的钱", text).words == "建筑商早就提前拿到了全部的钱"


@given(st.text(max_size=200))
def test_a_place_in_the_normalised_text_is_one_in_the_text(text):
    plain = normalised(text)
    first, stop = _original(text, 0, len(plain))
    assert normalised(text[first:stop]) == plain


@pytest.mark.parametrize("quote", ["\ufdfa" * 1000, "x y " * 700])
def test_what_is_too_long_is_not_looked_for_nearly(quote):
    began = time.thread_time()
    found = Search().find(quote, TEXT + "x z " * 10_000)
    assert (found.check, found.score) == ("absent", None)
    assert time.thread_time() - began < 0.5


def test_the_longest_quotation_of_a_link_is_found_nearly():
    text = "".join(f"Word {number} of many; " for number in range(100))[:1000]
    found = Search().find(text.replace("9", "…"), "Before. " * 100 + text + " After." * 100)
    assert found.check == "fuzzy"


def test_many_are_looked_for_only_so_long():
    search = Search(seconds=0.0)
    assert search.find("Nobody asked why.", TEXT).check == "exact"
    assert search.find("was paid in advance", TEXT) == Found("absent", None)
    assert Search().find("was paid in advance", TEXT).check == "normalised"


@pytest.mark.parametrize("number, all_after", [(200, False), (389, True), (388, False)])
def test_whole_words_stand_around_it_and_all_of_them_near_an_end(number, all_after):
    words = [f"w{at:03}!" for at in range(400)]
    found = Search().find(words[number], " ".join(words))
    before, after = " ".join(words[:number]) + " ", " " + " ".join(words[number + 1 :])
    assert before.endswith(found.before) and found.before == " ".join(words[number - 9 : number]) + " "
    assert found.after == (after if all_after else " " + " ".join(words[number + 1 : number + 10]))


def test_an_exact_passage_is_the_quotation_itself():
    found = Search().find("Nobody asked why.", TEXT)
    assert (found.words, found.score) == ("Nobody asked why.", 100)


@given(st.text(min_size=1, max_size=60), st.text(max_size=200), st.text(max_size=200))
def test_what_is_inside_is_found_exactly(quote, before, after):
    wanted = "absent" if not quote.strip() else "exact"
    assert Search().find(quote, before + quote + after).check == wanted


@given(st.text(max_size=300))
def test_normalising_twice_is_normalising_once(text):
    assert normalised(normalised(text)) == normalised(text)
