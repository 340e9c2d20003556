"""What is read: my work, the desk, articles of a story, sources, fact-checks, the corpus."""

from __future__ import annotations

import json

import pytest

from annotator.permissions import OPERATOR
from annotator.services.evidence import ledger
from tests.bodies import TEXT, source, uid
from tests.visitors import words


def test_my_work_leads_to_the_next_article(world, visit):
    world.add_article("a2", "A second text.", title="The second")
    world.assign("a2", "ann")
    page = visit("ann").get("/")
    assert "2 articles to do" in words(page)
    assert 'href="/articles/a1"' in page.text and "The second" in page.text


def test_somebody_without_a_project_is_told_the_first_step(visit):
    assert "Send your user name, out," in words(visit("out").get("/"))


def test_the_desk_holds_the_text_as_it_is(visit):
    page = visit("ann").get("/articles/a1").text
    assert "data-article-text" in page
    assert TEXT.split("\n\n")[1] in page


def test_a_desk_that_cannot_be_made_whole_says_so(world, visit, monkeypatch):
    monkeypatch.setattr("annotator.web.desk.bundles", lambda annotations, scheme: 1 / 0)
    page = visit("ann").get("/articles/a1")
    assert "This page could not be made whole" in words(page) and 'href="/articles/a1"' in page.text
    assert page.text.rstrip().endswith("</html>") and "data-layer" not in page.text
    assert page.headers["X-Request-Id"] in words(page)


def test_staff_read_the_text_without_anybodys_work(visit):
    page = visit("res").get("/articles/a1").text
    assert "data-article-text" in page and "data-desk" not in page


def test_the_desk_names_the_next_article(world, visit):
    world.add_article("a2", "A second text.")
    world.assign("a2", "ann")
    assert 'href="/articles/a2"' in visit("ann").get("/articles/a1").text
    assert 'href="/articles/a1"' in visit("ann").get("/articles/a2").text


def test_an_annotator_reads_the_neighbours_of_the_own_story(world, visit):
    for number, story in ((2, "vote"), (3, "vote"), (4, "flood")):
        world.add_article(f"a{number}", f"Text {number} of a story.", story=story)
    world.assign("a2", "ann")
    shown = words(visit("ann").get("/stories/news:vote"))
    assert "Text 2" in shown and "Text 3" in shown
    assert visit("ann").get("/stories/news:flood").status_code == 404


@pytest.mark.parametrize("story", ["news:", "news", "other:vote", ":", "news:none"])
def test_a_story_that_is_none_is_not_found(man, story):
    assert man.get(f"/stories/{story}").status_code == 404


def test_sources_are_listed_to_those_who_may_see_them(world, visit):
    with world.writing() as session:
        body = source("A letter")
        ann = world.actor(session, "ann")
        ledger.put_source(session, ann, world.project(session), uid(7), body, if_match=None)
    assert "A letter" in words(visit("ann").get("/projects/news/sources"))
    assert "A letter" in words(visit("rev").get("/projects/news/sources"))
    assert "A letter" not in words(visit("ben").get("/projects/news/sources"))


def test_fact_checks_are_listed_with_their_verdicts(world, visit):
    with world.writing() as session:
        body = {"claim": "Roads are free.", "verdict": "not_checked", "mentions": [], "evidence": []}
        ledger.put_fact_check(session, OPERATOR, world.project(session), uid(8), body, if_match=None)
    assert "Roads are free." in words(visit("rev").get("/projects/news/fact-checks"))
    assert visit("ann").get("/projects/news/fact-checks").status_code == 403


def test_the_download_is_the_export_of_the_api(world, visit):
    page = visit("res").get("/projects/news/export/file?format=jsonl&layers=all")
    assert page.data == world.as_("res").get("/projects/news/export?layers=all").data
    assert json.loads(page.data.splitlines()[0])["id"] == "a1"
    assert page.headers["Content-Disposition"] == 'attachment; filename="news-all.jsonl"'


@pytest.mark.parametrize("query", ["format=zip", "layers=nobody", "format=jsonl"])
def test_an_export_that_cannot_be_is_refused_on_its_page(visit, query):
    answer = visit("res").get(f"/projects/news/export/file?{query}")
    assert answer.status_code == 422
    assert "Export" in words(answer)


@pytest.mark.parametrize("who, status", [("ann", 403), ("rev", 403), ("out", 404)])
def test_only_researchers_and_managers_export(visit, who, status):
    assert visit(who).get("/projects/news/export").status_code == status
    assert visit(who).get("/projects/news/export/file?format=jsonl&layers=all").status_code == status


def test_only_a_manager_opens_the_gold(world, visit, man):
    assert visit("rev").send("/articles/a1/gold", opened="yes").status_code == 403
    assert visit("out").send("/articles/a1/gold", opened="yes").status_code == 404
    answer = man.send("/articles/a1/gold", opened="yes")
    assert "see the gold now" in words(man.follow(answer))
    with world.reading() as session:
        assert world.article(session).opened
