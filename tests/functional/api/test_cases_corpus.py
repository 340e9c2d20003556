"""Layers with noise of known size, brought in from JSONL and brat: the cases are what the noise says."""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter

import pytest
from sqlalchemy import select

from annotator.models import Article, Case, Layer
from annotator.services.review import reviewing
from tests.corpora import WORDS, bring_in, line
from tests.unit.services.review.test_adopting import take

PEOPLE, ARTICLES, ITEMS, WORD = ("p", "q", "r"), 8, 5, 3
TAGS = ("claim", "framing")
NOISE = (("left out", 0.15), ("moved", 0.2), ("other tag", 0.15))
TEXT = WORDS * 5

Said = tuple[str, int, int] | None


def corpus(seed: int = 11) -> tuple[dict[str, dict[str, list[tuple[str, int, int]]]], Counter[str]]:
    """Return layers by article, and how many cases of each kind the noise makes."""
    chance, kinds = random.Random(seed), Counter[str]()
    made: dict[str, dict[str, list[tuple[str, int, int]]]] = {}
    for number in range(ARTICLES):
        layers: dict[str, list[tuple[str, int, int]]] = {name: [] for name in PEOPLE}
        for item in range(ITEMS):
            said = [noisy(chance, item, TAGS[item % 2]) for _ in PEOPLE]
            kinds.update(kind_of(said))
            for name, one in zip(PEOPLE, said, strict=True):
                layers[name] += [one] if one else []
        made[f"n{number}"] = layers
    return made, kinds


def noisy(chance: random.Random, item: int, tag: str) -> Said:
    slips = {what for what, share in NOISE if chance.random() < share}
    if "left out" in slips:
        return None
    first = 18 * item + ("moved" in slips)
    said = TAGS[1 - TAGS.index(tag)] if "other tag" in slips else tag
    return said, WORD * first, WORD * (first + 6) - 1


def kind_of(said: list[Said]) -> list[str]:
    """Return the kind that matters most, from what was done to the truth and by no alignment."""
    there = [one for one in said if one]
    if len({tag for tag, _, _ in there}) > 1:
        return ["label"]
    if len(there) < len(said):
        return ["missing"] if there else []
    return ["boundary" if len({start for _, start, _ in there}) > 1 else "agree"]


def found(world, prefix: str) -> Counter[str]:
    """Return how many cases of each kind the imported layers make."""
    kinds = Counter[str]()
    with world.reading() as session:
        project = world.project(session)
        for article in session.scalars(select(Article).where(Article.title.startswith(prefix))):
            layers = session.scalars(
                select(Layer).where(Layer.article_id == article.id).order_by(Layer.name)
            ).all()
            assert len(layers) == len(PEOPLE)
            kinds.update(draft.primary for draft in reviewing.find(session, project, article, layers).drafts)
    return kinds


def brat(made) -> bytes:
    """Return a folder for each person, as brat keeps the work of several on the same texts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, layers in made.items():
            text = f"{TEXT}{name}"
            for person, marks in layers.items():
                lines = [f"T{n}\t{tag} {s} {e}\t{text[s:e]}\n" for n, (tag, s, e) in enumerate(marks, 1)]
                archive.writestr(f"{person}/{name}.txt", text)
                archive.writestr(f"{person}/{name}.ann", "".join(lines))
    return buffer.getvalue()


@pytest.mark.parametrize("seed", [11, 12])
def test_from_jsonl(world, seed):
    made, kinds = corpus(seed)
    bring_in(world, *(line(name, layers, title=f"made {name}") for name, layers in made.items()))
    assert found(world, "made") == kinds
    assert min(kinds[kind] for kind in ("label", "missing", "boundary", "agree")) > 0


def test_from_brat(world):
    made, kinds = corpus()
    with world.reading() as session:
        before = set(session.scalars(select(Article.id)))
    path, kind = "/projects/news/articles?format=brat", "application/zip"
    answer = world.as_("man").call("POST", path, data=brat(made), content_type=kind)
    assert answer.status_code == 200, answer.json
    with world.writing() as session:
        for article in session.scalars(select(Article).where(Article.id.not_in(before))):
            article.title = "brat"
    assert found(world, "brat") == kinds


@pytest.mark.parametrize("way", ["jsonl", "brat"])
def test_a_manager_takes_them_as_readings_and_their_cases_are_stored(world, way):
    made, kinds = corpus()
    if way == "jsonl":
        bring_in(world, *(line(name, layers) for name, layers in made.items()))
    else:
        path, kind = "/projects/news/articles?format=brat", "application/zip"
        answer = world.as_("man").call("POST", path, data=brat(made), content_type=kind)
        assert answer.status_code == 200, answer.json
    names = [one["layer"] for one in world.as_("man").get("/projects/news/imported-layers").json["items"]]
    assert len(names) == len(PEOPLE)
    assert take(world, **dict.fromkeys(names)) == {"articles": ARTICLES, "left": 0}
    with world.reading() as session:
        stored = Counter(session.scalars(select(Case.primary)))
    assert stored == kinds
    assert world.as_("man").get("/projects/news/agreement?bootstrap=0").json["articles"] == ARTICLES
