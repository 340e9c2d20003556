"""The page of agreement: a sentence first, numbers that lead on, nothing of what one is blind on."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from tests.bodies import claim, framing, omission, rebuttal
from tests.corpora import bring_in, line
from tests.functional.api.test_adjudication import work
from tests.visitors import words

PAGE = "/projects/news/agreement"
LAYERS = {"p": [("claim", 0, 20), ("framing", 30, 44)], "q": [("claim", 3, 20), ("rebuttal", 30, 44)]}


@pytest.fixture
def corpus(world):
    bring_in(world, line("x", LAYERS, title="Exports rose"), line("y", {"p": [], "q": []}), line("z", {"p": []}))
    return world


def test_it_leads_with_a_sentence(corpus, visit):
    shown = words(visit("res").get(PAGE))
    assert "On 2 articles that two or more of 2 annotators finished, agreement is best on “Claim” (α .9" in shown
    assert "Under 10 articles, intervals are uncertain themselves." in shown


def test_a_figure_of_the_sentence_is_one_click_from_its_cases_and_these_one_from_the_desk(world, visit):
    work(world, ann=[claim()], ben=[claim("exports rose by 12 percent")])
    man = visit("man")
    [sentence] = re.findall(r'<p class="lead-sentence">(.*?)</p>', man.get(PAGE).text)
    every, of_claims = (html.unescape(href) for href in re.findall(r'href="([^"]+)"', sentence))
    assert every == "/projects/news/cases?state=all" and of_claims == f"{every}&tag=claim"
    [case] = set(re.findall(r'href="(/articles/a1/review\?case=[^"]+)"', man.get(of_claims).text))
    assert man.get(case).status_code == 200


def test_without_two_who_finished_it_says_what_is_missing(world, visit):
    assert "Nothing to compare yet" in words(visit("res").get(PAGE))


def test_what_is_undefined_says_why(corpus, visit):
    shown = words(visit("res").get(PAGE))
    assert "Only one value was used" in shown and "Neither side marked anything" in shown


@pytest.mark.parametrize(
    "name, behind", [("man", "/cases?state=all&amp;tag=claim"), ("res", "/positions?tag=claim")]
)
def test_a_number_leads_to_what_is_behind_it(corpus, visit, name, behind):
    visitor = visit(name)
    assert behind in visitor.get(PAGE).text
    address = f"/projects/news{'' if name == 'man' else '/agreement'}{behind}".replace("&amp;", "&")
    assert visitor.get(address).status_code == 200


def test_every_position_is_listed_with_what_it_counts_as(corpus, visit):
    shown = words(visit("res").get(f"{PAGE}/positions?tag=claim&article=x"))
    assert "It counts: p, q finished it." in shown
    assert "0 3 aa q" not in shown and "0 3 aa p 3 characters, 1 of 2 say yes" in shown
    assert "p, q 17 characters agreed" in shown


def test_articles_that_do_not_count_say_why(corpus, visit):
    shown = words(visit("res").get(f"{PAGE}/positions"))
    assert "no: only one finished it" in shown and "no: nobody finished it" in shown


def test_who_is_blind_on_an_article_is_not_told_its_positions(world, visit):
    world.add_person("ben", "manager")
    assert visit("ben").get(f"{PAGE}/positions?article=a1").status_code == 404
    assert visit("man").get(f"{PAGE}/positions?article=a1").status_code == 200


def test_files_hold_what_the_page_shows(corpus, visit):
    found = json.loads(visit("res").get(f"{PAGE}/file").data)
    rows = list(csv.DictReader(io.StringIO(visit("res").get(f"{PAGE}/file?format=csv").text)))
    [alpha] = [r for r in rows if (r["scope"], r["tag"], r["figure"]) == ("project", "claim", "alpha")]
    assert float(alpha["value"]) == found["tags"]["claim"]["alpha"]
    assert {row["scope"] for row in rows} >= {"project", "pair", "article", "without", "guideline", "attribute"}
    assert visit("res").get(f"{PAGE}/file?format=xls").status_code == 400


def test_gamma_is_asked_for_and_stopped(corpus, visit):
    visitor = visit("res")
    visitor.follow(visitor.send(f"{PAGE}/gamma", page=PAGE))
    assert "Stop computing" in words(visitor.get(PAGE))
    visitor.send(f"{PAGE}/gamma/cancel", page=PAGE)
    assert "Compute γ" in words(visitor.get(PAGE))


@pytest.mark.parametrize("wrong", ["?tag=nothing", "/positions?tag=nothing"])
def test_a_tag_that_there_is_not_is_refused(corpus, visit, wrong):
    assert visit("res").get(PAGE + wrong).status_code == 400


def test_the_detail_tells_boundaries_from_tags(corpus, visit):
    visitor = visit("res")
    assert f"{PAGE}/detail?tag=claim" in visitor.get(PAGE).text
    shown = words(visitor.get(f"{PAGE}/detail?tag=framing"))
    assert "Boundaries or tags" in shown and "Every article: framing" in shown
    assert "Under ten groups a person, nobody is judged" in shown
    assert "Exports rose" in shown


def test_the_detail_says_how_often_each_person_is_probably_right(world, visit):
    marks = [("claim", 12 * n, 12 * n + 5) for n in range(20)]
    bring_in(world, line("x", {"p": marks, "q": marks[:18]}), line("y", {"p": marks, "q": marks[2:]}))
    shown = words(visit("res").get(f"{PAGE}/detail"))
    assert "By Dawid–Skene, from what all say of 40 groups;" in shown


def test_figures_are_narrowed_to_who_is_chosen_and_to_trimmed_ends(corpus, visit):
    bring_in(
        corpus, line("w", {"r": [("claim", 0, 19)], "p": [("claim", 0, 19)]}, text="Elsewhere it rained more")
    )
    visitor = visit("res")
    shown = words(visitor.get(f"{PAGE}?layers=p,r&trim=true"))
    assert "Between p, r, ends of spans trimmed" in shown and "On 1 article that two or more of 2" in shown
    assert visitor.get(f"{PAGE}?layers=p&layers=q").status_code == 200
    assert "On 2 articles" in words(visitor.get(f"{PAGE}?layers=p&layers=q"))
    assert visitor.get(f"{PAGE}?layers=nobody").status_code == 422
    assert visitor.get(f"{PAGE}?trim=perhaps").status_code == 400


def test_files_hold_the_detail_and_say_what_was_trimmed(corpus, visit):
    found = json.loads(visit("res").get(f"{PAGE}/file?format=json&trim=true").data)
    assert found["configuration"]["trimmed"] is True
    rows = list(csv.DictReader(io.StringIO(visit("res").get(f"{PAGE}/file?format=csv").text)))
    assert {"u", "binary", "cu"} <= {row["figure"] for row in rows if row["scope"] == "u_alpha"}
    assert "ac1" in {row["figure"] for row in rows}


class Bare(HTMLParser):
    """Gathers what is read in the main part of a page and leads nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in {"input", "br", "link", "meta", "img"}:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        if "main" in self.inside and not {"a", "svg"} & set(self.inside):
            self.words.append(data)


FIGURE = re.compile(r"−?(?<![\d.])\.\d\d\d?(?!\d)|\b1\.00\b")
KRIPPENDORFF = {".667"}


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}?tag=framing", f"{PAGE}/detail", f"{PAGE}?trim=true"])
@pytest.mark.parametrize("name", ["man", "res"])
def test_every_figure_leads_to_what_is_behind_it(corpus, visit, name, path):
    page = visit(name).get(path).text
    bare = Bare()
    bare.feed(page)
    assert set(FIGURE.findall(" ".join(bare.words))) <= KRIPPENDORFF
    assert FIGURE.search(words(visit(name).get(path))) and "&lt;a" not in page


def test_the_figure_of_two_leads_to_cases_of_articles_that_both_finished(corpus, visit):
    found = visit("man")
    assert "/projects/news/cases?state=all&amp;tag=claim&amp;pair=p%2Cq" in found.get(PAGE).text
    shown = words(found.get("/projects/news/cases?state=all&tag=claim&pair=p,q"))
    assert "that two of p, q finished" in shown


def leaves(found: object, name: str = "") -> Iterator[float]:
    """Every figure that is no whole number, but for how it was computed."""
    if isinstance(found, float) and name != "level":
        yield found
    for key, one in (
        found.items() if isinstance(found, dict) else enumerate(found if isinstance(found, list) else ())
    ):
        yield from leaves(one, str(key)) if key not in ("configuration", "draws") else ()


def test_the_table_holds_every_figure_that_the_json_holds(world, visit):
    work(world, ann=[claim(), framing(), omission(), rebuttal(target_external="x")], ben=[
        claim("exports rose by 12 percent"), claim("so-called reformers"), omission(missing_text="Who paid.")
    ])  # fmt: skip
    found = json.loads(visit("man").get(f"{PAGE}/file").data)
    table = csv.reader(io.StringIO(visit("man").get(f"{PAGE}/file?format=csv").text))
    cells = {cell for row in table for cell in row}
    figures = set(leaves(found))
    assert len(figures) > 10
    assert {one for one in figures if str(one) not in cells} == set()
