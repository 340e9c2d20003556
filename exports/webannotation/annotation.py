"""One Web Annotation, in the many shapes that the model allows, seen in one way."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_TAGS = ("classifying", "tagging", "identifying", "highlighting")
_NOTES = ("commenting", "describing", "replying", "editing", "questioning")


class Annotation:
    """What it says (`kind`: mark, link, source_link, fact_check or decision), of what, and who says it."""

    def __init__(self, value: Json) -> None:
        self.value = value
        self.id = str(value.get("id") or value.get("@id") or f"annotation-{id(value)}")
        self._bodies = _listed(value.get("body", value.get("bodyValue")))
        self.targets = _listed(value.get("target"))
        self._motivations = [str(one) for one in _listed(value.get("motivation"))]
        self.kind = self._kind()

    def _kind(self) -> str:
        for name in ("fact_check", "decision", "source_link"):
            if isinstance(self.value.get(name), dict):
                return name
        return "link" if "linking" in self._motivations and self.ends() is not None else "mark"

    def ends(self) -> tuple[str, str] | None:
        """Return the two annotations that a relation joins: from its target to its body, or its two targets."""
        targets = [one for one in map(_name, self.targets) if one]
        bodies = [one for one in map(_name, self._bodies) if one]
        if len(targets) == 2 and not any(_selectors(one) for one in self.targets):
            return targets[0], targets[1]
        return (targets[0], bodies[0]) if targets and bodies else None

    def about(self) -> list[str]:
        """Return the names of what it targets: sources, or other annotations."""
        return [str(source["id"]) for source in self.sources()]

    def sources(self) -> list[Json]:
        """Return the sources of the targets, with their text where it comes along."""
        return [_source(target) for target in self.targets]

    def selectors(self, target: Any) -> list[Json]:
        """Return the selectors of a target, and those that refine them."""
        return _selectors(target)

    def label(self) -> str:
        """Return the words that classify it; without any, what it was made for."""
        for purposes in (_TAGS[:1], _TAGS):
            for body in self._bodies:
                if isinstance(body, dict) and body.get("purpose") in purposes and _said(body):
                    return _said(body)
        plain = [_said(body) for body in self._bodies if isinstance(body, str) or "purpose" not in body]
        tagging = [word for word in plain if word and not set(self._motivations) & set(_NOTES)]
        return tagging[0] if tagging else (self._motivations or ["annotation"])[0]

    def note(self) -> str | None:
        """Return the words that comment on it."""
        for body in self._bodies:
            if isinstance(body, dict) and body.get("purpose") in _NOTES:
                return _said(body)
        if set(self._motivations) & set(_NOTES):
            return next((_said(body) for body in self._bodies if _said(body)), None)
        return None

    def attributes(self) -> Json:
        """Return its attributes, which only annotations of ours have."""
        found = self.value.get("attributes")
        return found if isinstance(found, dict) else {}

    def layer(self) -> tuple[str, bool]:
        """Return the layer it belongs to, or its creator, and whether that is a person."""
        if isinstance(self.value.get("layer"), str):
            return self.value["layer"], False
        creator = self.value.get("creator")
        if isinstance(creator, dict):
            creator = next((creator[key] for key in ("nickname", "name", "id") if creator.get(key)), None)
        return (str(creator), True) if creator else ("imported", False)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("id") or value.get("@id")
    return value if isinstance(value, str) else None


def _said(body: Any) -> str:
    if isinstance(body, str):
        return body
    value = body.get("value") or body.get("label") or ""
    if not value and isinstance(body.get("source"), dict):
        value = body["source"].get("label") or ""
    return str(value)


def _source(target: Any) -> Json:
    """Return the name of a target's source, its text if it comes along, and what is known of it."""
    if isinstance(target, str):
        return {"id": target, "about": {}}
    source = target.get("source", target)
    if isinstance(source, str):
        return {"id": source, "text": target.get("value"), "about": {}}
    text = next((source[key] for key in ("value", "text") if isinstance(source.get(key), str)), None)
    about = {key: source[key] for key in ("title", "language") if isinstance(source.get(key), str)}
    return {"id": str(source.get("id") or source.get("@id") or ""), "text": text, "about": about}


def _selectors(target: Any) -> list[Json]:
    waiting = _listed(target.get("selector")) if isinstance(target, dict) else []
    found = []
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            found.append(one)
            waiting += [*_listed(one.get("refinedBy")), *_listed(one.get("items"))]
    return found
