"""A world that can be released: one article that two read alike, gold without a reviewer, a card that says all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotator.permissions import OPERATOR
from annotator.services.release import carding, releasing
from annotator.services.release.package.options import read_options
from annotator.services.release.releasing import Built
from exports.release.fields import FIELDS
from tests.bodies import claim, uid
from tests.world import World

RIGHTS = "CC BY 4.0"
CARD = {field.name: f"About {field.name}." for field in FIELDS if field.needed}


def ready(world: World, *, rights: str | None = RIGHTS) -> World:
    """Let ann and ben agree on one claim of an article of its own, and fill the card."""
    add(world, "b1", rights=rights, story="s1")
    with world.writing() as session:
        carding.write(session, OPERATOR, world.project(session), CARD)
    return world


def add(world: World, article: str, body: Any = None, **known: Any) -> None:
    """Add an article with gold: both annotators mark the same and hand it in."""
    text = known.pop("text", None) or f"Report {article}. The ministry said exports rose by 12 percent in 2023."
    world.add_article(article, text, outlet="The Gazette", published="2024-01-02", language="en", **known)
    world.assign(article, "ann", "ben")
    words = "exports rose by 12 percent in 2023"
    start = text.index(words)
    anchor = {"kind": "span", "segments": [{"start": start, "end": start + len(words), "exact": words}]}
    for number, name in enumerate(("ann", "ben")):
        uuid = uid(int.from_bytes(article.encode()) % 10**9 * 10 + number)
        sent = {**(body or claim()), "anchor": anchor}
        assert world.as_(name).put(f"/articles/{article}/annotations/{uuid}", sent).status_code == 201
        assert world.as_(name).put(f"/articles/{article}/submission").status_code == 200


def build(world: World, version: str = "1.0.0", into: Path | None = None, **options: Any) -> Built:
    """Build the release as the operator."""
    return releasing.build(
        world.workspace, world.store, OPERATOR, "news", version, read_options(options), into=into
    )
