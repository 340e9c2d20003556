"""Articles and stories: what an annotator may read of them, and regions that are corrected by hand."""

from __future__ import annotations

import pytest

from tests.bodies import TEXT, claim, uid

HERE = "/articles/a1/regions"
BOILERPLATE = {"regions": [{"role": "boilerplate", "start": 0, "end": 12}]}


@pytest.fixture
def man(world):
    return world.as_("man")


def code(response) -> tuple[int, str]:
    return response.status_code, response.json["code"]


@pytest.fixture
def story(world):
    """Ann annotates one of two articles of a story; a third belongs to another, a fourth to none."""
    known = {"s1": "election", "s2": "election", "s3": "flood", "s4": None}
    for name, about in known.items():
        world.add_article(name, f"The text of article {name}.", story=about)
    world.assign("s1", "ann")
    return world


def test_an_annotator_reads_the_texts_of_the_story(story):
    ann = story.as_("ann")
    assert [ann.get(f"/articles/s{n}").status_code for n in (1, 2, 3, 4)] == [200, 200, 404, 404]
    assert [item["id"] for item in ann.get("/projects/news/articles").json["items"]] == ["a1", "s1", "s2"]


def test_the_sentences_of_an_article_are_told_in_code_points(world):
    text = "“Why 💩?” asked Mr. Sok. Nobody knew."
    world.add_article("s9", text)
    world.assign("s9", "ann")
    places = world.as_("ann").get("/articles/s9/sentences").json["sentences"]
    assert [text[start:end] for start, end in places] == ["“Why 💩?” asked Mr. Sok.", "Nobody knew."]


def test_but_never_the_layers(story):
    ann = story.as_("ann")
    assert ann.get("/articles/s2/layers").json["items"] == []
    assert code(ann.get("/articles/s2/layers/mine")) == (404, "not_found")
    assert code(ann.put(f"/articles/s2/annotations/{uid(1)}", claim())) == (404, "not_found")


def test_a_story_of_another_project_is_another_story(story):
    story.add_project("other")
    story.add_article("o1", "A text elsewhere.", slug="other", story="election")
    assert code(story.as_("ann").get("/articles/o1")) == (404, "not_found")


def test_an_article_taken_back_is_not_read_any_more(story):
    man, ann = story.as_("man"), story.as_("ann")
    given = man.get("/projects/news/assignments").json["items"]
    mine = next(item["id"] for item in given if item["article"] == "s1")
    man.delete(f"/projects/news/assignments/{mine}")
    assert [ann.get(f"/articles/s{n}").status_code for n in (1, 2)] == [404, 404]


def test_an_annotator_sees_nothing_of_others_in_an_article(world):
    world.as_("ben").put(f"/articles/a1/annotations/{uid(1)}", claim())
    world.as_("ben").put("/articles/a1/submission")
    shown = world.as_("ann").get("/articles/a1").json
    assert not {"layers", "decisions", "history", "assignments", "progress"} & set(shown)
    layers = world.as_("ann").get("/articles/a1/layers").json["items"]
    assert [layer["annotations"] for layer in layers] == [[]]


def test_regions_are_corrected(world, man):
    assert man.put(HERE, BOILERPLATE).status_code == 200
    assert man.get("/articles/a1").json["regions"] == BOILERPLATE["regions"]
    answer = world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim("The ministry"))
    assert code(answer) == (422, "in_boilerplate")


def test_what_is_annotated_cannot_become_boilerplate(world, man):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim("The ministry"))
    assert code(man.put(HERE, BOILERPLATE)) == (409, "in_use")
    assert man.get("/articles/a1").json["regions"] == []
    world.as_("ann").delete(f"/articles/a1/annotations/{uid(1)}")
    assert man.put(HERE, BOILERPLATE).status_code == 200


def test_once_handed_in_the_regions_stay(world, man):
    world.as_("ann").put("/articles/a1/submission")
    assert code(man.put(HERE, BOILERPLATE)) == (409, "in_use")


WRONG = {
    "outside": {"role": "body", "start": 0, "end": len(TEXT) + 1},
    "empty": {"role": "body", "start": 5, "end": 5},
    "of no role": {"role": "advert", "start": 0, "end": 5},
    "in words": {"role": "body", "start": "0", "end": 5},
}


@pytest.mark.parametrize("region", WRONG.values(), ids=WRONG)
def test_regions_that_may_not_be(man, region):
    answer = man.put(HERE, {"regions": [region]})
    assert answer.status_code == 422
    assert answer.json["pointer"].startswith("/regions/0")


def test_the_history_comes_in_pages(man):
    whole = man.get("/articles/a1/history").json["items"]
    first = man.get("/articles/a1/history?limit=2").json
    rest = man.get(f"/articles/a1/history?limit=2&cursor={first['next']}").json
    assert first["items"] + rest["items"] == whole
    assert rest["next"] is None
    assert code(man.get("/articles/a1/history?limit=1e9")) == (400, "bad_parameter")
