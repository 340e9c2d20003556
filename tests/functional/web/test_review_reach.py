"""What the review desk says of its cases: one over much of the article stands as a list, duplicates count once."""

from __future__ import annotations

from itertools import count

import pytest

from tests.bodies import claim, uid
from tests.visitors import words

TEXT = "word " * 400
SENTENCE = "These readings reach over"


def hand_in(world, article: str, text: str, **ends: list[int]) -> None:
    """Let people mark claims from the beginning of the article to these ends, and hand in."""
    numbers = count(1)
    world.add_article(article, text)
    world.assign(article, *ends)
    for name, marks in ends.items():
        for end in marks:
            segment = {"start": 0, "end": end, "exact": text[:end]}
            body = {**claim(), "anchor": {"kind": "span", "segments": [segment]}}
            answer = world.as_(name).put(f"/articles/{article}/annotations/{uid(next(numbers))}", body)
            assert answer.status_code == 201, answer.text
        assert world.as_(name).put(f"/articles/{article}/submission").status_code == 200


def desk(world, visit, article: str) -> str:
    [case] = [
        one for one in world.as_("rev").get("/projects/news/cases").json["items"] if one["article"] == article
    ]
    return visit("rev").get(f"/articles/{article}/review?case={case['id']}").text


@pytest.mark.parametrize(
    ("text", "end", "share"),
    [
        (TEXT, 904, 45),
        (TEXT, 624, 31),
        (TEXT, 604, None),  # 30 per cent and no more
        (TEXT[:600] + "End.", 504, None),  # much of a short article, and read at a glance
    ],
)
def test_a_case_over_thirty_percent_of_the_article_is_a_list(world, visit, text, end, share):
    hand_in(world, "long", text, ann=[end], ben=[end - 5])
    page = desk(world, visit, "long")
    if share is None:
        assert SENTENCE not in page and "data-context" in page
    else:
        assert f"{SENTENCE} {share} % of the article, so they stand as a list." in page
        assert "data-context" not in page and page.count('class="lane') >= 2


def test_what_one_reader_marked_twice_is_said_and_counts_once(world, visit):
    hand_in(world, "twice", TEXT, ann=[99, 99], ben=[94])
    page = desk(world, visit, "twice")
    assert "One reader marked the same twice here; it counts once." in page
    assert page.count('name="choice"') - page.count('value="reject"') >= 2
    [case] = [
        one for one in world.as_("rev").get("/projects/news/cases").json["items"] if one["article"] == "twice"
    ]
    assert [member["role"] for member in case["members"]].count("duplicate") == 1
    found = world.as_("man").get("/projects/news/agreement?bootstrap=0").json["confusion"]
    assert sum(map(sum, found["counts"])) == 1


def test_without_duplicates_nothing_is_said(world, visit):
    hand_in(world, "once", TEXT, ann=[99], ben=[94])
    assert "marked the same twice" not in words(visit("rev").get("/articles/once/review"))
