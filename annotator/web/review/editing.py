"""A reading amended, or a new one: its words, its attributes, its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from annotator.errors import AnnotatorError, Invalid
from annotator.web.forms.attributes import AttributeField, AttributeForm
from annotator.web.review.citing import Cited, cited, links_of
from annotator.web.review.finding import segments_of
from annotator.web.review.lanes import Lane, words_of

PREFIX = "a-"
NONE = "-none"
KINDS = {"span": "These words", "point": "The point after these words", "article": "The whole article"}
ANSWERS = {"true": True, "false": False}


@dataclass(frozen=True)
class Editor:
    """The form of one annotation on the review desk; `beside` is what was typed that this tag cannot hold."""

    tag: str
    kind: str
    words: str
    form: AttributeForm
    fields: list[AttributeField]
    kinds: dict[str, str]
    cited: list[Cited]
    base: Lane | None = None
    source: str = ""
    stance: str = "supports"
    beside: tuple[tuple[str, str], ...] = ()

    def refuse(self, error: AnnotatorError) -> None:
        """Put each problem that is about an attribute at its field."""
        for problem in error.problems:
            _, part, name, *_ = *(problem.pointer or "").split("/"), "", "", ""
            if part == "attributes" and name in self.form:
                self.form[name].errors = [*self.form[name].errors, problem.detail]


def open_editor(
    scheme: Mapping[str, Any], base: Lane | None, tag: str, given: MultiDict[str, str] | None = None
) -> Editor:
    """Return the editor of a reading, or of a new annotation of a tag, filled with what was typed if it was."""
    form = AttributeForm(scheme, tag)
    kept = base.attributes if base and base.tag == tag else {}
    form.process(_own(given) if given is not None else None, data=_texts(kept))
    rules = scheme["tags"][tag]
    shown = [field for field in form if _is_shown(field, rules["attributes"], kept)]
    kinds = {kind: words for kind, words in KINDS.items() if kind in rules["anchors"]}
    typed = given if given is not None else {}
    kind = typed.get("kind") or (base.anchor["kind"] if base else "")
    kind = kind if kind in kinds else next(iter(kinds))
    words = typed.get("words") if given is not None else (base.words if base else "")
    source, stance = typed.get("source", ""), typed.get("stance", "supports")
    links = cited(base.sources if base else [], typed)
    beside = tuple(_beside(form, given)) if given is not None else ()
    words = (words or "").replace("\r\n", "\n")
    return Editor(tag, kind, words, form, shown, kinds, links, base, source, stance, beside)


def content_of(editor: Editor, text: str, near: int) -> dict[str, Any]:
    """Return what is to be stored; raises Invalid when the words are not in the text."""
    content: dict[str, Any] = {"tag": editor.tag, "anchor": _anchor(editor, text, near)}
    content["attributes"] = dict(_attributes(editor, text, near))
    links = links_of(editor.cited, editor.source, editor.stance)
    if links != (list(editor.base.sources) if editor.base else []):
        content["sources"] = links
    return content


def _own(given: MultiDict[str, str]) -> MultiDict[str, str]:
    pairs = [(key.removeprefix(PREFIX), value) for key, value in given.items(multi=True) if key.startswith(PREFIX)]
    return MultiDict(pairs)


def _beside(form: AttributeForm, given: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what was typed for another tag and has no field here, to be there on going back."""
    for key, value in given.items(multi=True):
        if value and key.startswith(PREFIX) and key.removeprefix(PREFIX) not in form:
            yield key, value


def _texts(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as form fields hold them."""
    shown = {True: "true", False: "false"}

    def filled(value: Any) -> Any:
        if isinstance(value, Mapping):
            return words_of(value)
        return shown[value] if isinstance(value, bool) else value if isinstance(value, list) else str(value)

    return {name: filled(value) for name, value in attributes.items() if value is not None}


def _is_shown(field: AttributeField, rules: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    """Gold takes no proposals; what is deprecated stands only where it was said."""
    rule = rules[field.name]
    return rule.get("gold") != "never" and (not rule.get("deprecated") or field.name in kept)


def _attributes(editor: Editor, text: str, near: int) -> Iterator[tuple[str, Any]]:
    """Yield each attribute with its value; null takes away what the reading said.

    What was sent though it is not asked comes along, for the service to refuse in its own words.
    """
    asked = {field.name for field in editor.fields}
    for field in [field for field in editor.form if field.name in asked or any(field.raw_data or ())]:
        kind, value = field.attribute.kind, field.data
        if kind in ("ids", "entities"):
            chosen = [item for item in value or [] if item]
            yield field.name, [] if NONE in chosen else chosen or None
        elif kind == "bool":
            yield field.name, ANSWERS.get(value or "")
        elif kind == "int":
            yield field.name, int(value) if value else None
        else:
            words = (value or "").replace("\r\n", "\n").strip()
            is_anchor = kind == "anchor"
            yield field.name, _inner_anchor(editor, field.name, words, text, near) if is_anchor else words or None


def _anchor(editor: Editor, text: str, near: int) -> dict[str, Any]:
    if editor.kind == "article":
        return {"kind": "article", "segments": []}
    if editor.base and (editor.kind, editor.words) == (editor.base.anchor["kind"], editor.base.words):
        return _bare(editor.base.anchor)
    segments = segments_of(text, editor.words, near, "/words")
    if not segments:
        raise Invalid("missing_field", "Say the words, as they stand in the text.", pointer="/words")
    if editor.kind == "point":
        end = segments[-1]["end"]
        return {"kind": "point", "segments": [{"start": end, "end": end, "exact": ""}]}
    return {"kind": "span", "segments": segments}


def _inner_anchor(editor: Editor, name: str, words: str, text: str, near: int) -> dict[str, Any] | None:
    """Return the words that an attribute points to; those of the reading keep their place."""
    before = editor.base.attributes.get(name) if editor.base else None
    if before and words == words_of(before):
        return _bare(before)
    segments = segments_of(text, words, near, f"/attributes/{name}")
    return {"kind": "span", "segments": segments} if segments else None


def _bare(anchor: Mapping[str, Any]) -> dict[str, Any]:
    segments = [{key: segment[key] for key in ("start", "end", "exact")} for segment in anchor["segments"]]
    return {"kind": anchor["kind"], "segments": segments}
