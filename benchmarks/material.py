"""Made-up articles and readings of the sizes that the figures speak of; the same on every run."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from typing import Any

WORDS = (
    "the council said on Monday that new bridge would open before winter and cost less than "
    "planned although engineers had warned in a report of cracks which minister called alarmist while "
    "residents near river asked who pays for delay after last year’s flood closed both roads"
).split()
ATTRIBUTES: dict[str, dict[str, Any]] = {
    "claim": {
        "normalized": "The new bridge will open before winter.",
        "voice": "author_voice",
        "claim_type": ["event_property", "prediction"],
        "checkworthiness": "checkworthy_factual",
        "verifiability": "verifiable",
    },
    "rebuttal": {"rebuttal_kind": "rebut", "strategy": ["deny"]},
    "framing": {"polarity": "neg", "in_quote": False},
}


def text(number: int, words: int = 600) -> str:
    """Return article `number` as paragraphs of sentences, `words` words in all."""
    chance = random.Random(number)
    sentences = [_sentence(chance, min(15, words - at)) for at in range(0, words, 15)]
    paragraphs = [" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
    return f"Report {number} on the bridge\n\n" + "\n\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length)).capitalize() + "."


def article(number: int, words: int = 600) -> dict[str, Any]:
    """Return the article as a line of an import."""
    return {"id": f"article-{number}", "language": "en", "text": text(number, words)}


def drafts(body: str, count: int, *, seed: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ids and bodies of annotations over the text, overlapping as they come."""
    chance = random.Random(f"{seed} {len(body)}")
    for _ in range(count):
        start, end = _trimmed(body, start := chance.randrange(len(body) - 120), start + chance.randrange(5, 120))
        segment = {"start": start, "end": end, "exact": body[start:end]}
        tag = chance.choice(list(ATTRIBUTES))
        key = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        yield (
            key,
            {
                "tag": tag,
                "anchor": {"kind": "span", "segments": [segment]},
                "attributes": ATTRIBUTES[tag],
            },
        )


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the white space at its edges."""
    exact = body[start:end]
    return start + len(exact) - len(exact.lstrip()), end - len(exact) + len(exact.rstrip())


def annotated(number: int, count: int) -> dict[str, Any]:
    """Return the article with a layer of `count` annotations, as a line of an import."""
    line = article(number)
    annotations = [{"id": key, **body} for key, body in drafts(line["text"], count, seed=number)]
    return line | {"layers": [{"layer": "gold", "state": "open", "annotations": annotations}]}
