"""How long it takes to compare a story of six articles of 800 words, from their texts to what one leaves out."""

from __future__ import annotations

import random
import time
from pathlib import Path

from annotator.models import Article
from annotator.services.corpus.comparing import Story, compare
from benchmarks.figures import Figure

ARTICLES, WORDS, LONGEST = 6, 800, 30
SHARED = 0.6
"""The share of sentences that an article takes from what all of them tell, one word in five said otherwise."""


def measure(folder: Path) -> list[Figure]:
    """Return the CPU time of one comparison, the median of five; nothing is written into the folder."""
    rows = made(random.Random(1))
    spent = []
    for _ in range(5):
        start = time.process_time()
        story = compare(rows)
        spent.append(time.process_time() - start)
    assert isinstance(story, Story)
    assert story.facts, "a story in which nothing is aligned measures nothing"
    return [Figure(f"story of {ARTICLES} × {WORDS} words, {len(story.facts)} facts", sorted(spent)[2], "s CPU", 1)]


def made(draw: random.Random) -> list[Article]:
    """Return the articles: each tells some of the same in other words, and some that no other tells."""
    words = [f"word{number}" for number in range(4000)]
    common = [draw.choices(words, k=draw.randint(12, LONGEST)) for _ in range(WORDS // 20)]
    return [
        Article(public_id=f"a{number}", text=_text(draw, words, common), language="en", regions=[])
        for number in range(ARTICLES)
    ]


def _text(draw: random.Random, words: list[str], common: list[list[str]]) -> str:
    told: list[str] = []
    count = 0
    while count < WORDS:
        known = draw.choice(common) if draw.random() < SHARED else draw.choices(words, k=20)
        said = [draw.choice(words) if draw.random() < 0.2 else word for word in known]
        told.append(" ".join(said).capitalize() + ".")
        count += len(said)
    return " ".join(told)
