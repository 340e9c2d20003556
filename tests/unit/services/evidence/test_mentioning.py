"""The same claim in other articles: proposed with a reason, moved by hand, a mention of one fact-check."""

from __future__ import annotations

import pytest

from annotator.errors import Missing
from annotator.services.evidence import mentioning, verdicts
from annotator.services.proof import checking
from tests.bodies import TEXT, claim, uid


@pytest.fixture
def checks(world) -> list[dict]:
    """Three fact-checks: two that say the same in other words, and one with another number."""
    said = {"a1": "Exports rose by 12 percent in 2023.", "b": "In 2023 exports rose by 12 percent, it was said."}
    said["c"] = "Exports rose by 15 percent in 2023."
    for number, (article, words) in enumerate(said.items()):
        if article != "a1":
            world.add_article(article, f"{TEXT} {number}")
            world.assign(article, "ann", "ben")
        for name in ("ann", "ben"):
            key = uid(10 * number + (name == "ben") + 1)
            world.as_(name).put(f"/articles/{article}/annotations/{key}", claim(normalized=words))
            world.as_(name).put(f"/articles/{article}/submission")
    return world.as_("rev").get("/projects/news/fact-checks").json["items"]


def check_of(checks: list[dict], words: str) -> dict:
    return next(check for check in checks if words in check["claim"])


def test_likely_mentions_are_proposed_with_the_reason(world, checks):
    first = check_of(checks, "Exports rose by 12")
    found = world.as_("rev").get(f"/projects/news/fact-checks/{first['id']}/likely").json["items"]
    assert [one["article"] for one in found] == ["b", "c"]
    assert "both say exports, rose" in found[0]["why"] and "12" in found[0]["why"]
    assert "the numbers differ: 12, 15" in found[1]["why"] and found[1]["score"] < found[0]["score"]


def test_the_same_words_of_two_readers_are_told_once(world, checks):
    world.add_article("d", f"{TEXT} Again.")
    world.assign("d", "ann", "ben")
    for number, name, kind in ((71, "ann", "numerical"), (72, "ben", "causal")):
        said = claim(normalized="Exports rose by 12 percent.", claim_type=[kind])
        world.as_(name).put(f"/articles/d/annotations/{uid(number)}", said)
        world.as_(name).put("/articles/d/submission")
    with world.reading() as session:
        rev = world.actor(session, "rev")
        row = verdicts.find(session, rev, world.project(session), check_of(checks, "Exports rose by 12")["id"])
        found = mentioning.likely(session, rev, row)
        told = mentioning.told_once(found)
        assert len(told) == len(found) - 1
        assert sorted(next(one for one in told if one.others).uuids) == [uid(71), uid(72)]


def test_a_claim_is_a_mention_of_one_fact_check(world, checks):
    first, other = check_of(checks, "Exports rose by 12"), check_of(checks, "In 2023")
    path = f"/projects/news/fact-checks/{first['id']}/mentions/{other['mentions'][0]}"
    rev = world.as_("rev")
    assert rev.put(path).json["mentions"] == [*first["mentions"], *other["mentions"]]
    assert rev.put(path).status_code == 200
    assert rev.get(f"/projects/news/fact-checks/{other['id']}").json["mentions"] == []
    with world.reading() as session:
        assert [found.check for found in checking.check(session) if not found.ok] == []


def test_a_claim_that_is_not_there_cannot_be_moved(world, checks):
    with world.writing() as session, pytest.raises(Missing):
        mentioning.move(session, world.actor(session, "rev"), world.project(session), checks[0]["id"], uid(999))


def test_mentions_come_with_their_places(world, checks):
    with world.reading() as session:
        rev = world.actor(session, "rev")
        row = verdicts.find(session, rev, world.project(session), check_of(checks, "In 2023")["id"])
        (place,) = mentioning.mentions_of(session, rev, row)
        assert (place.article.public_id, place.words) == ("b", row.body["claim"])
        assert mentioning.sources_of(session, rev, row) == {}
