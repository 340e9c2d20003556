"""The page of statistics: a sentence, pictures with their numbers, and the same to be taken along."""

from __future__ import annotations

import csv
import io

import pytest

from tests.released import ready
from tests.visitors import Visitor, words

HERE = "/projects/news/statistics"


@pytest.fixture
def res(world):
    ready(world)
    return Visitor(world, "res")


def test_the_page_leads_with_a_sentence(res):
    page = res.get(HERE)
    assert "2 annotations by readers of 1 article; 1 in gold." in words(page)
    assert page.text.count("<svg") > 3


def test_agreement_is_drawn_beside_its_numbers(world, res):
    page = res.get(HERE)
    assert "Agreement between readers" in words(page)
    assert page.text.count('class="plot"') == 1
    assert "agreement,claim,alpha,1.0" in res.get(HERE + "/file").text


def test_an_empty_project_says_what_will_be_here(world):
    assert "once a layer is handed in" in words(Visitor(world, "res").get(HERE))


def test_the_table_and_the_counts_are_the_same(res):
    found = res.get(HERE + "/file?format=json").json
    table = list(csv.DictReader(io.StringIO(res.get(HERE + "/file").text)))
    claims = [row for row in table if (row["layers"], row["table"], row["what"]) == ("readings", "tags", "claim")]
    assert [int(row["count"]) for row in claims] == [found["readings"]["tags"]["claim"]["count"]]


def test_no_cell_is_a_formula(world, res):
    world.add_article("x1", "A text without readers.", outlet="=cmd()")
    with world.writing() as session:
        world.article(session, "b1").outlet = "=cmd()"
    assert "\n=cmd" not in res.get(HERE + "/file").text
    assert "'=cmd()" in res.get(HERE + "/file").text


def test_another_format_is_refused(res):
    assert res.get(HERE + "/file?format=xml").status_code == 400


def test_the_api_says_the_same(world, res):
    found = world.as_("res").get("/projects/news/statistics").json
    assert found == res.get(HERE + "/file?format=json").json
