"""Alignments are kept by what they were computed from, and left when there is no time."""

from __future__ import annotations

from annotator.queries import computed
from annotator.services.review import aligning
from annotator.services.review.aligning import align
from tests.corpora import bring_in, line

BOTH = {"p": [("claim", 0, 20)], "q": [("claim", 3, 20)]}


def aligned(world, **options):
    with world.reading() as session:
        return align(session, world.project(session), ["x"], **options)


def keep(world, found) -> None:
    with world.writing() as session:
        computed.keep(session, found.fresh)


def test_what_was_kept_is_not_computed_again(world, monkeypatch):
    bring_in(world, line("x", BOTH))
    first = aligned(world)
    keep(world, first)
    keep(world, first)
    monkeypatch.setattr(aligning, "align_article", None)
    again = aligned(world)
    assert again.parts == first.parts and again.fresh == {}


def test_without_time_articles_are_left_and_named(world):
    bring_in(world, line("x", BOTH))
    found = aligned(world, seconds=-1)
    assert (found.parts, found.left) == ([], ["x"])


def test_one_layer_alone_is_not_aligned(world):
    bring_in(world, line("x", {"p": [("claim", 0, 20)]}))
    assert aligned(world).parts == []


def test_boilerplate_has_no_boundaries(world):
    text = "Menu. Home. About.\nOne two three four. Five six seven eight."
    region = {"role": "boilerplate", "start": 0, "end": 19}
    bring_in(world, line("x", {"p": [], "q": []}, text=text, regions=[region]))
    [(_, boundaries)] = aligned(world).parts
    assert boundaries == [19, 39, len(text)]
