"""Regions of made-up articles in several languages, and of hostile texts."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.regions import explain, find
from tests.seed import seed_path

LEAD = "RIVERTON: The council voted on Monday to close the old bridge, which carries two thousand cars a day."
NEXT = "Residents said they had not been asked. “Nobody came to our door,” said one of them after the vote."


def roles(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(r["role"], text[r["start"] : r["end"]]) for r in find(text, given_title=title)]


def kinds(text: str, title: str | None = None) -> list[str]:
    return [role for role, _ in roles(text, title)]


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def test_the_seed_article_is_divided_as_its_gold_says() -> None:
    gold = json.loads(seed_path("seed/gold.json").read_text("utf-8"))
    assert find(gold["text"]) == gold["regions"]
    assert find(gold["text"], given_title=gold["title"]) == gold["regions"]


def test_title_and_paragraphs() -> None:
    text = page("Council closes old bridge", LEAD, NEXT)
    assert roles(text) == [("title", "Council closes old bridge"), ("body", LEAD), ("body", NEXT)]


def test_single_newlines_divide_where_no_blank_lines_do() -> None:
    text = f"Council closes old bridge\n{LEAD}\n{NEXT}\nShare\n"
    assert kinds(text) == ["title", "body", "body", "boilerplate"]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    wrapped = "The council voted on Monday to close the old\nbridge, which carries two thousand cars\nat least."
    assert roles(page("Bridge closes", wrapped, NEXT))[1] == ("body", wrapped)


def test_a_text_without_title_has_none() -> None:
    assert kinds(page(LEAD, NEXT)) == ["body", "body"]


def test_one_paragraph_is_body() -> None:
    assert roles(LEAD) == [("body", LEAD)]
    assert roles("Short note") == [("body", "Short note")]


def test_a_question_may_be_a_title() -> None:
    assert roles(page("Who closed the bridge?", LEAD))[0] == ("title", "Who closed the bridge?")


def test_menus_before_and_headlines_after_are_boilerplate() -> None:
    menu = ["Home", "World", "Politics", "Sport"]
    links = ["More stories", "Mayor opens a garden", "Team wins at last", "© 2024 The Herald"]
    text = page(*menu, "Council closes old bridge after vote", LEAD, NEXT, *links)
    assert kinds(text) == ["boilerplate"] * 4 + ["title", "body", "body"] + ["boilerplate"] * 4


def test_a_phrase_in_the_midst_is_boilerplate_and_the_body_goes_on() -> None:
    text = page("Council closes old bridge", LEAD, "Advertisement", NEXT, "Read more: Mayor opens a garden", LEAD)
    assert kinds(text) == [
        "title",
        "body",
        "boilerplate",
        "body",
        "boilerplate",
        "body",
    ]


def test_a_table_in_the_midst_stays_body() -> None:
    assert ("body", "Year | Cars | Lorries") in roles(page("Traffic", LEAD, "Year | Cars | Lorries", NEXT))


def test_a_subheading_and_a_closing_list_stay_body() -> None:
    text = page("Council closes old bridge", LEAD, "What comes next", NEXT, "- a ferry", "- a detour", "- a toll")
    assert {role for role, _ in roles(text)[1:]} == {"body"}


def test_repeated_buttons_around_the_article_are_boilerplate() -> None:
    text = page("Jaa tämä", "Jaa tämä", "Council closes old bridge", LEAD, NEXT, "Jaa tämä")
    assert kinds(text) == ["boilerplate"] * 2 + ["title", "body", "body", "boilerplate"]


def test_captions_and_set_off_quotations_say_so() -> None:
    text = page("Bridge closes", "Photo: The bridge in May. Anna Lind", LEAD, "> They never asked us.\n> Never.")
    assert kinds(text) == ["title", "caption", "body", "quote_block", "quote_block"]


def test_the_known_title_wins_over_the_first_short_line() -> None:
    text = page("Local affairs", "Council  closes old Bridge", LEAD)
    assert roles(text, "Council closes old bridge")[1] == ("title", "Council  closes old Bridge")
    assert roles(text, "Something else")[0] == ("title", "Local affairs")


def test_the_known_title_is_taken_out_of_wrapped_lines() -> None:
    text = "Council closes the old bridge for good\nbut the mayor says that it may open again\nnext year."
    assert kinds(page(text, LEAD), "Council closes the old bridge for good")[0] == "title"


FOREIGN = [
    (
        "المجلس يغلق الجسر القديم",
        "صوّت المجلس يوم الاثنين على إغلاق الجسر القديم الذي تعبره آلاف السيارات كل يوم.",
        "اقرأ أيضا",
    ),
    (
        "ក្រុមប្រឹក្សាបិទស្ពានចាស់",
        "កាលពីថ្ងៃចន្ទ ក្រុមប្រឹក្សាបានបោះឆ្នោតបិទស្ពានចាស់ ដែលមានរថយន្តឆ្លងកាត់ពីរពាន់គ្រឿងក្នុងមួយថ្ងៃ។",
        "ព័ត៌មានទាក់ទង",
    ),
    (
        "市议会关闭旧桥",
        "市议会周一投票决定关闭旧桥，该桥每天有两千辆汽车通过。居民表示没有人征求过他们的意见。",
        "相关新闻",
    ),
    (
        "สภาปิดสะพานเก่า",
        "เมื่อวันจันทร์ สภาลงมติปิดสะพานเก่าซึ่งมีรถยนต์ผ่านสองพันคันต่อวัน ชาวบ้านกล่าวว่าไม่มีใครถามความเห็น",
        "ข่าวที่เกี่ยวข้อง",
    ),
    (
        "Совет закрывает старый мост",
        "В понедельник совет проголосовал за закрытие старого моста, по которому ездят тысячи машин.",
        "Читайте также",
    ),
    (
        "Le conseil ferme le vieux pont",
        "Le conseil a voté lundi la fermeture du vieux pont, que deux mille voitures empruntent.",
        "À lire aussi :",
    ),
]


@pytest.mark.parametrize(("title", "body", "menu"), FOREIGN)
def test_articles_in_other_languages(title: str, body: str, menu: str) -> None:
    assert roles(page(title, body, menu)) == [("title", title), ("body", body), ("boilerplate", menu)]


def test_a_text_of_nothing_but_menus_is_all_body() -> None:
    assert {role for role, _ in roles("Home\n\nShare\n\nRead more")} == {"body"}


def test_every_region_says_which_rule_made_it() -> None:
    assert [r.reason for r in explain(page("A | B | C", "Bridge closes", LEAD, "Share"))] == [
        "list of headlines",
        "headline before the body",
        "running text",
        "menu phrase",
    ]


lines = st.sampled_from(
    [LEAD, NEXT, "Share", "Home", "A | B | C", "", " ", "\u3000x", "> q", "Photo: x", "។", "U.S."]
)
texts = st.lists(st.one_of(lines, st.text(max_size=20)), max_size=14).map("\n".join)


@given(texts, st.one_of(st.none(), lines))
def test_regions_are_in_order_apart_and_cover_all_that_is_not_white_space(text: str, title: str | None) -> None:
    found = find(text, given_title=title)
    end = 0
    for region in found:
        piece = text[region["start"] : region["end"]]
        assert region["start"] >= end
        assert not text[end : region["start"]].strip()
        assert piece == piece.strip() != ""
        end = region["end"]
    assert not text[end:].strip()


HOSTILE = {
    "one line": "a" * 1_000_000,
    "stops": ". " * 500_000,
    "separators": "a | " * 250_000,
    "brackets": ")" * 1_000_000,
    "credits": "(photo by " * 100_000,
    "blank lines": "\n" * 999_999 + "a",
    "many lines": "ab cd ef\n" * 111_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_million_characters_take_seconds_at_most(name: str) -> None:
    begun = time.process_time()
    assert find(HOSTILE[name])
    assert time.process_time() - begun < 8
