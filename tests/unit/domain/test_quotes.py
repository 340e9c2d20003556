"""A quotation is found as it is, after normalising, nearly, or not at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.quotes import MOST_NEARLY, Found, Search, _original, normalised

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
        ("that the builder had been paid in adv", "and that the builder was paid in ad-\nvance."),
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


STRETCHES = st.lists(
    st.tuples(st.text("ab", min_size=1, max_size=4), st.sampled_from([" ", "\n", " \n\t", " \u00ad "])), min_size=1
)


@given(STRETCHES, st.data())
def test_a_stretch_of_the_normalised_text_is_told_to_the_letter_or_in_whole_words(written, data):
    text, words = "".join(word + space for word, space in written), [word for word, _ in written]
    plain = " ".join(words)
    start = data.draw(st.integers(0, len(plain) - 1))
    end = data.draw(st.integers(start + 1, len(plain)))
    ends = [at for at, letter in enumerate(plain + " ") if letter == " "]
    touched = [word for word, at in zip(words, ends, strict=True) if start < at and at - len(word) < end]
    for whole, wanted in ((False, plain[start:end].split()), (True, touched)):
        first, stop = _original(text, start, end, whole=whole)
        assert text[first:stop] == text[first:stop].strip() and normalised(text[first:stop]).split() == wanted
        assert first < stop if wanted else first == stop == 0


def test_letters_of_a_word_are_told_where_only_they_are_quoted():
    assert Search().find("OUNCIL'S REP", TEXT).words == "ouncil’s rep"


LONG_TEXT = " ".join(f"q{number:03}" for number in range(300))


@pytest.mark.parametrize("at", range(0, len(LONG_TEXT), 70))
def test_a_near_passage_is_found_wherever_it_stands(at):
    text = f"{LONG_TEXT[:at]} that the builder was paid in advance {LONG_TEXT[at:]}"
    found = Search().find("that the builder wes peid in advence", text)
    assert (found.check, found.score, found.words) == ("fuzzy", 91, "that the builder was paid in advance")


def test_a_passage_is_as_near_wherever_it_stands():
    quote, near = "rain or sun and more xxxxxxxxxx", "rain or sun and more yyyyyyyyyy"
    texts = [f"{LONG_TEXT[:at]} {near} {LONG_TEXT[at:]}" for at in range(400)]
    assert {Search().find(quote, text).score for text in texts} == {67}


def test_a_text_that_is_a_part_of_the_quotation_is_as_near_as_it_is_long():
    assert Search().find("Nobody asked why the bridge was so dear.", "Nobody asked why").check == "absent"
    assert Search().find("Nobody asked why.", "Nobody asked why").score == 94


def test_a_near_passage_in_writing_without_spaces_is_found_behind_much_of_it():
    before = "".join(map(chr, range(0x5000, 0x5800)))
    assert (
        Search().find("议会的报告在五月份这样写过", before + "议会的报告在五月份这样写道" + before).check
        == "fuzzy"
    )


def test_a_near_passage_is_told_in_whole_words_where_parts_are_quoted():
    assert Search().find("ncil's repxrt of Ma", TEXT).words == "council’s report of May"


def test_of_passages_that_are_as_near_the_first_is_told():
    text = " ".join(["First:", "was paid in advance", LONG_TEXT, "then:", "was paid in advance"])
    assert Search().find("was paid in advence", text).before == "First: "


def test_three_letters_of_four_are_near_and_fewer_are_not():
    three = Search().find("rain or sun xxxx", "There was rain or sun yyyy on that day.")
    assert (three.check, three.score) == ("fuzzy", 75)
    fewer = Search().find("rain or sun xxxx", "There was rain or snn yyyy on that day.")
    assert (fewer.check, fewer.score, fewer.words) == ("absent", 68, "")


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


@pytest.mark.parametrize("more, check", [(0, "fuzzy"), (1, "absent")])
def test_a_quotation_of_the_most_code_points_is_still_looked_for_nearly(more, check):
    quote = LONG_TEXT[: MOST_NEARLY - 1 + more] + "x"
    assert Search().find(quote, LONG_TEXT).check == check


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


@pytest.mark.parametrize("number", [1, 9, 10])
def test_all_words_before_it_are_told_near_the_beginning(number):
    words = [f"w{at:03}!" for at in range(400)]
    assert Search().find(words[number], " ".join(words)).before == " ".join(words[:number]) + " "


def test_writing_without_spaces_is_told_around_a_quotation_too():
    found = Search().find("建筑商拿到了钱", "议会的报告这样写道" * 20 + "建筑商拿到了钱" + "没有人问过为什么" * 20)
    assert "议会的报告这样写道".endswith(found.before[-9:]) and found.after.startswith("没有人问过为什么" * 2)


def test_a_program_gets_the_words_with_those_around_them():
    record = Search().find("was paid in advance", TEXT).to_record()
    assert (record["check"], record["score"]) == ("normalised", 100)
    assert "was paid in ad-\nvance. Nobody asked why." in record["passage"] and record["passage"] in TEXT


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
