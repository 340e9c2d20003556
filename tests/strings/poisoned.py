"""A world of payloads, with the addresses at which they may be seen and the log-ins of those who look."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from tests.strings.filling import fill
from tests.strings.payloads import SHAPES
from tests.strings.poisoning import Poison, poison
from tests.visitors import Visitor
from tests.world import World, copy_world


@dataclass
class Poisoned:
    """The world, every address that it serves, the cookies by name, and what was put where."""

    world: World
    paths: list[str]
    cookies: dict[str, Any]
    poison: Poison

    def visitor(self, name: str) -> Visitor:
        """Return somebody at its pages, whatever the name has become."""
        visitor = Visitor(self.world, None)
        visitor.client.set_cookie(self.cookies[name].key, self.cookies[name].value)
        return visitor


def poisoned(template: World, folder: Path, visitors: list[str], most: int = len(SHAPES)) -> Poisoned:
    """Return a copy of the template in which everybody has worked and every string holds so many payloads."""
    world = copy_world(template, folder)
    parts = fill(world)
    cookies = {name: Visitor(world, name).client.get_cookie("annotator_session") for name in visitors}
    paths = addresses(world, parts)
    world.close()
    put = poison(folder / "world.db", most)
    return Poisoned(World(world.url, folder / "workspace", world.tokens), paths, cookies, put)


def addresses(world: World, parts: dict[str, list[str]]) -> list[str]:
    """Return every address that GET is served at, with what there is in its parts; of the API one each."""
    known = {"slug": ["news"], "story_id": ["news:s"], "format_name": ["brat"], "kind": ["tags", "vocabularies"]}
    known |= {"part": ["framing", "technique"], "inner": ["polarity", "st3_doubt"], **parts}
    found = []
    for rule in world.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint != "static" and rule.arguments <= known.keys():
            names = sorted(rule.arguments)
            most = 1 if rule.rule.startswith("/api/") else None
            for values in product(*(known[name][:most] for name in names)):
                told = dict(zip(names, values, strict=True))
                found.append(world.app.url_map.bind("").build(rule.endpoint, told, method="GET"))
    asked = ["?state=all", "?state=decided", "?q=alert", "?order=pattern"]
    found += [f"/projects/news/{page}{query}" for page in ("cases", "sources", "entities") for query in asked]
    found += [f"/articles/a1/review?case={case}" for case in parts["case_id"]]
    return sorted(set(found))
