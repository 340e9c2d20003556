"""The results of one annotation in Label Studio: regions, what was answered about them, relations."""

from __future__ import annotations

from typing import Any

from exports.document import Link, Mark
from exports.offsets import Segment
from exports.options import Reading

Json = dict[str, Any]

REGIONS = ("labels", "hypertextlabels", "paragraphlabels")
"""The types of results that mark a place."""
_ANSWERS = {
    "choices": "choices",
    "textarea": "text",
    "rating": "rating",
    "number": "number",
    "taxonomy": "taxonomy",
}


class Results:
    """Marks and links, put together from results that share an id."""

    def __init__(self, how: Reading) -> None:
        self._how = how
        self._marks: dict[str, list[Mark]] = {}
        self._links: list[Link] = []
        self._answers: list[Json] = []

    def take(self, result: Json) -> None:
        """Take in one result."""
        kind = result["type"]
        if kind == "relation":
            self._relation(result)
        elif kind in REGIONS:
            self._region(result, kind)
        elif kind in _ANSWERS and ("start" in result["value"] or str(result.get("id")) in self._marks):
            self._answers.append(result)
        elif kind in _ANSWERS:
            self._about_the_text(result, result["value"].get(_ANSWERS[kind]))
        else:
            self._how.report.add(f"results of the type {str(kind)[:40]!r}")

    def found(self) -> tuple[list[Mark], list[Link]]:
        """Return the marks, with what was answered about them, and the links between them."""
        for result in self._answers:
            self._answer(result)
        marks = [mark for several in self._marks.values() for mark in several]
        return marks, self._links

    def _region(self, result: Json, kind: str) -> None:
        """Make a mark for each label of a region; the first keeps its id."""
        value = result["value"]
        labels = value.get(kind) or value.get("labels") or []
        quote = value.get("text")
        place = value.get("globalOffsets") or value
        segment: Segment = (
            _offset(place["start"]),
            _offset(place["end"]),
            quote if isinstance(quote, str) else None,
        )
        for number, label in enumerate(labels):
            known = str(result["id"]) + (f"-{number + 1}" if number else "")
            self._add(result, Mark(known, str(label), [segment], note=_note(result)))
        self._how.report.add("regions without a label", not labels)

    def _add(self, result: Json, mark: Mark) -> None:
        self._marks.setdefault(str(result["id"]), []).append(mark)

    def _answer(self, result: Json) -> None:
        value = result["value"]
        said = value.get(_ANSWERS[result["type"]])
        marks = self._marks.get(str(result.get("id")), [])
        name = str(result["from_name"])
        for mark in marks[:1]:
            if name == "confidence" and said in (1, 2, 3):
                mark.confidence = said
            else:
                mark.attributes[name] = said

    def _about_the_text(self, result: Json, said: Any) -> None:
        """A choice about the whole text is a label of it; words about it have no place."""
        if result["type"] != "choices":
            self._how.report.add(f"answers about the whole text, {str(result['from_name'])[:40]!r}")
            return
        for number, label in enumerate(said):
            known = str(result.get("id")) + (f"-{number + 1}" if number else "")
            self._add({"id": result.get("id")}, Mark(known, str(label), note=_note(result)))

    def _relation(self, result: Json) -> None:
        ends = (str(result["from_id"]), str(result["to_id"]))
        source, target = reversed(ends) if result.get("direction") == "left" else ends
        for label in result.get("labels") or ["related"]:
            known = str(result.get("id") or f"{source}-{label}-{target}")
            self._links.append(Link(known, str(label), source, target))


def _note(result: Json) -> str | None:
    words = (result.get("meta") or {}).get("text")
    if isinstance(words, list):
        return "\n".join(map(str, words)) or None
    return str(words) if words else None


def _offset(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} is no offset")
    return value
