"""γ is kept by content: who marked is told apart and not named, and where text or marks differ so does the key."""

from __future__ import annotations

import pytest

from annotator.errors import Refused
from annotator.services.agreement import gamma as measuring_gamma
from annotator.services.agreement.gamma import Text, compute, texts_of
from annotator.services.review.aligning import align
from tests.corpora import bring_in, line
from tests.unit.domain.agreement.making import span

SAME = {"p": [("claim", 0, 20)], "q": [("claim", 3, 20)]}


def keys(world, people: set[str], *names: str) -> list[str]:
    with world.reading() as session:
        return list(texts_of(align(session, world.project(session), names), people))


def test_the_same_content_has_one_key(world):
    text = line("x", {})["text"] + "."
    bring_in(world, line("x", SAME, text=text), line("y", {"r": SAME["p"], "s": SAME["q"]}, text=text[:-1] + "!"))
    assert keys(world, {"p", "q"}, "x") == keys(world, {"r", "s"}, "y")
    assert keys(world, {"p"}, "x") == []


def test_only_who_may_know_agreement_may_ask(world):
    with world.writing() as session, pytest.raises(Refused):
        measuring_gamma.ask(session, world.actor(session, "rev"), world.project(session))


def test_full_agreement_is_one_also_by_tag():
    layer = [span(0, 10), span(30, 44, "framing")]
    found = compute(Text({"a": layer, "b": layer}, 100, 20.0))
    assert found["all"]["disorders"]["gamma"][0] == pytest.approx(0.0)
    assert set(found) == {"all", "claim", "framing"} and found["all"]["samples"] >= 30
