"""A reading amended, or a new one: its words, its attributes, one more source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from annotator.errors import Invalid
from annotator.web.forms.attributes import AttributeField, AttributeForm
from annotator.web.review.lanes import Lane
from schemas.sayings import say

PREFIX = "a-"
NONE = "-none"
KINDS = {"span": "These words", "point": "The point after these words", "article": "The whole article"}
ANSWERS = {"true": True, "false": False}


@dataclass(frozen=True)
class Editor:
    """The form of one annotation on the review desk."""

    tag: str
    kind: str
    words: str
    form: AttributeForm
    fields: list[AttributeField]
    kinds: dict[str, str]
    base: Lane | None = None
    source: str = ""
    stance: str = "supports"


def open_editor(
    scheme: Mapping[str, Any], base: Lane | None, tag: str, given: MultiDict[str, str] | None = None
) -> Editor:
    """Return the editor of a reading, or of a new annotation of a tag, filled with what was typed if it was."""
    form = AttributeForm(scheme, tag)
    kept = base.attributes if base and base.tag == tag else {}
    form.process(_own(given) if given is not None else None, data=_texts(kept))
    rules = scheme["tags"][tag]
    shown = [field for field in form if _is_shown(field, rules["attributes"])]
    kinds = {kind: words for kind, words in KINDS.items() if kind in rules["anchors"]}
    typed = given if given is not None else {}
    kind = typed.get("kind") or (base.anchor["kind"] if base else next(iter(kinds)))
    words = typed.get("words") if given is not None else (base.words if base else "")
    source, stance = typed.get("source", ""), typed.get("stance", "supports")
    return Editor(tag, kind, (words or "").replace("\r\n", "\n"), form, shown, kinds, base, source, stance)


def content_of(editor: Editor, text: str, near: int) -> dict[str, Any]:
    """Return what is to be stored; raises Invalid when the words are not in the text."""
    content: dict[str, Any] = {"tag": editor.tag, "anchor": _anchor(editor, text, near)}
    content["attributes"] = dict(_attributes(editor))
    if editor.source:
        before = list(editor.base.sources) if editor.base else []
        content["sources"] = [*before, {"source": editor.source, "stance": editor.stance}]
    return content


def _own(given: MultiDict[str, str]) -> MultiDict[str, str]:
    pairs = [(key.removeprefix(PREFIX), value) for key, value in given.items(multi=True) if key.startswith(PREFIX)]
    return MultiDict(pairs)


def _texts(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as form fields hold them."""
    shown = {True: "true", False: "false"}
    return {
        name: shown[value] if isinstance(value, bool) else value if isinstance(value, list) else str(value)
        for name, value in attributes.items()
        if value is not None and not isinstance(value, dict)
    }


def _is_shown(field: AttributeField, rules: Mapping[str, Any]) -> bool:
    rule = rules[field.attribute.name]
    return rule.get("gold") != "never" and field.attribute.kind not in ("anchor", "rating")


def _attributes(editor: Editor) -> Iterator[tuple[str, Any]]:
    """Yield each attribute with its value; null takes away what the reading said."""
    for field in editor.fields:
        kind, value = field.attribute.kind, field.data
        if kind in ("ids", "entities"):
            none = NONE in (value or [])
            yield field.name, [] if none else list(value) if value else None
        elif kind == "bool":
            yield field.name, ANSWERS.get(value or "")
        elif kind == "int":
            yield field.name, int(value) if value else None
        else:
            yield field.name, (value or "").replace("\r\n", "\n").strip() or None


def _anchor(editor: Editor, text: str, near: int) -> dict[str, Any]:
    if editor.kind == "article":
        return {"kind": "article", "segments": []}
    if editor.base and (editor.kind, editor.words) == (editor.base.anchor["kind"], editor.base.words):
        segments = [{key: s[key] for key in ("start", "end", "exact")} for s in editor.base.anchor["segments"]]
        return {"kind": editor.kind, "segments": segments}
    found = list(_found(text, [line.strip() for line in editor.words.split("\n") if line.strip()], near))
    if not found:
        raise Invalid("missing_field", "Say the words, as they stand in the text.", pointer="/words")
    if editor.kind == "point":
        end = found[-1][1]
        return {"kind": "point", "segments": [{"start": end, "end": end, "exact": ""}]}
    return {"kind": "span", "segments": [{"start": s, "end": e, "exact": text[s:e]} for s, e in found]}


def _found(text: str, lines: list[str], near: int) -> Iterator[tuple[int, int]]:
    """Yield where each line stands: of several places the one nearest to the case, in order."""
    after = 0
    for line in lines:
        places = [at for at in _everywhere(text, line) if at >= after]
        if not places:
            detail = say(
                "“%(line)s” does not stand in the text; copy the words from it, a stretch a line.", line=line[:60]
            )
            raise Invalid("quote_mismatch", detail, pointer="/words")
        start = min(places, key=lambda at: abs(at - near))
        after = start + len(line)
        yield start, after


def _everywhere(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
