"""The graph as page: who sees which layer, what narrows it, and that the list says what the picture shows."""

from __future__ import annotations

import pytest

from tests.bodies import SOURCE, claim, rebuttal, uid
from tests.visitors import words

HERE = "/articles/a1/graph"


@pytest.fixture
def told(world):
    ann = world.as_("ann")
    link = {"source": SOURCE, "stance": "supports", "quote": None, "paraphrase": None, "locator": None}
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", claim(normalized="Exports rose.")).status_code == 201
    with_source = rebuttal() | {"sources": [link]}
    assert ann.put(f"/articles/a1/annotations/{uid(2)}", with_source).status_code == 201
    link = {"type": "rebuts", "from": uid(2), "to": uid(1)}
    assert ann.put(f"/articles/a1/relations/{uid(3)}", link).status_code == 201
    return world


def test_the_own_layer_is_drawn_and_listed(told, visit):
    page = visit("ann").get(HERE)
    assert page.text.count('class="node"') == 3
    assert page.text.count('class="link"') == 2
    assert words(page).count("Exports rose.") >= 2
    assert f'href="/articles/a1#a-{uid(1)}"' in page.text


def test_a_source_leads_to_its_page(told, visit):
    ann = visit("ann")
    where = f"/projects/news/sources/{SOURCE}"
    assert ann.get(HERE).text.count(f'href="{where}"') == 2
    assert "Budget report" in words(ann.get(where))


@pytest.mark.parametrize(
    "asked, nodes", [("?tag=claim", 1), ("?tag=rebuttal", 2), ("?stance=supports", 2), ("?stance=refutes", 0)]
)
def test_it_narrows(told, visit, asked, nodes):
    assert visit("ann").get(HERE + asked).text.count('class="node"') == nodes


@pytest.mark.parametrize("asked", ["?tag=nope", "?layer=nope", "?stance=nope"])
def test_what_there_is_not_is_refused(told, visit, asked):
    assert visit("ann").get(HERE + asked).status_code == 400


def test_nobody_sees_an_open_layer_of_another(told, visit):
    for name in ("ben", "rev", "man"):
        assert "Exports rose." not in visit(name).get(HERE).text


def test_a_story_has_a_graph_of_all_its_articles(told, visit):
    told.add_article("b1", "Another telling of it all. Nothing new.", story="s")
    assert visit("ann").get("/stories/news:s/graph").status_code in {200, 404}
