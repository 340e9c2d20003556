"""Attributes as plain words, and back: entities by name, anchors by offsets."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any

Json = dict[str, Any]
Word = str | list[str]

_NAMES = uuid.UUID("5a1d3c52-8f0e-5d0b-9a57-0f8f4c6f2b1e")
_PLACES = re.compile(r"\d+-\d+(?: \d+-\d+)*")


class SpellingError(ValueError):
    """A word that is no value of its attribute; the words say why."""


def entity_id(name: str) -> str:
    """Return the id of an entity known by its name alone: the same wherever the name stands."""
    return str(uuid.uuid5(_NAMES, name))


def spell(value: Any, names: Mapping[str, str]) -> Word:
    """Return an attribute's value as a word or a list of words; `names` are those of the entities by id."""
    if isinstance(value, list):
        return [names.get(one, str(one)) for one in value]
    if isinstance(value, dict):
        if "segments" in value:
            return " ".join(f"{one['start']}-{one['end']}" for one in value["segments"])
        return f"{value['scale']}:{value['id']}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return names.get(value, str(value))


class Speller:
    """Reads words as values of the attributes of one text, and gathers the entities that they name."""

    def __init__(self, text: str, known: Mapping[str, Json]) -> None:
        self._text = text
        self._by_name: dict[str, str] = {entity["name"]: entity["id"] for entity in known.values()}
        self.entities: dict[str, Json] = dict(known)

    def value(self, word: Any, spec: Json) -> Any:
        """Return the value that the word means for an attribute of this type; raise `SpellingError`."""
        kind = spec["type"]
        if kind in {"ids", "entities"}:
            words = word if isinstance(word, list) else [word]
            return [self._entity(one) for one in words] if kind == "entities" else words
        if isinstance(word, list):
            if len(word) != 1:
                raise SpellingError(f"takes one value, not {len(word)}")
            word = word[0]
        if kind in {"entity", "anchor"}:
            return self._entity(word) if kind == "entity" else self._anchor(word)
        return _SINGLE.get(kind, str)(word)

    def _entity(self, word: Any) -> str:
        name = str(word).strip()
        if name in self.entities:
            return name
        if name not in self._by_name:
            known = entity_id(name)
            self._by_name[name] = known
            self.entities[known] = {"id": known, "name": name, "kind": None}
        return self._by_name[name]

    def _anchor(self, word: Any) -> Any:
        if not isinstance(word, str):
            return word
        if not _PLACES.fullmatch(word):
            raise SpellingError(f"is no place; write start-end, not {word[:40]!r}")
        pairs = [tuple(map(int, pair.split("-"))) for pair in word.split(" ")]
        segments = [{"start": one, "end": end, "exact": self._text[one:end]} for one, end in pairs]
        kind = "point" if pairs[0][0] == pairs[0][1] else "span"
        return {"kind": kind, "segments": segments}


def _truth(word: Any) -> bool:
    if isinstance(word, bool):
        return word
    found = {"true": True, "yes": True, "1": True, "": True, "false": False, "no": False, "0": False}
    known = found.get(str(word).strip().lower())
    if known is None:
        raise SpellingError(f"is true or false, not {word!r}")
    return known


def _whole(word: Any) -> int:
    try:
        return int(word)
    except (TypeError, ValueError) as error:
        raise SpellingError(f"is a whole number, not {word!r}") from error


def _rating(word: Any) -> Any:
    if isinstance(word, dict):
        return word
    scale, colon, known = str(word).partition(":")
    if not colon:
        raise SpellingError(f"is written scale:label, not {word!r}")
    return {"scale": scale, "id": known}


_SINGLE: Mapping[str, Callable[[Any], Any]] = {"bool": _truth, "int": _whole, "rating": _rating}
