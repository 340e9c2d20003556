"""Web Annotations as records: ours, and those of other programs where the text comes along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from exports.document import Document, Layer, Link, Mark
from exports.fitting import to_record
from exports.options import Reading
from exports.strict import StrictError, loads, together
from exports.webannotation.annotation import Annotation
from exports.webannotation.names import local
from exports.webannotation.targets import Places

Json = dict[str, Any]

_DEPTH = 40


def read(stream: BinaryIO, how: Reading) -> Iterator[tuple[int, Json | StrictError]]:
    """Yield the number and the record of each text that annotations stand on.

    Read are an annotation, a list of them, a page, a collection with pages inside, a graph of any of these, and
    one annotation a line. The text of another program is looked for in the `value` (or `text`) of its source.
    """
    try:
        gathered = _gather(_values(stream.read()))
    except StrictError as error:
        yield error.where.get("line", 1), error
        return
    for number, (name, texts) in enumerate(gathered.texts.items(), 1):
        yield number, _record(name, texts, gathered, how)
    for name in sorted(gathered.items.keys() - gathered.texts.keys()):
        words = f"The text of {name[:200]} is not there; give it as the value of the source."
        yield 1, StrictError("text_missing", words)


class _Gathered:
    """Texts and annotations by the source that they belong to."""

    def __init__(self) -> None:
        self.texts: dict[str, Json] = {}
        self.items: dict[str, list[Annotation]] = {}
        self.layers: dict[str, list[Json]] = {}
        self._sources: dict[str, str] = {}

    def add_page(self, article: Json, layers: list[Json]) -> str:
        """Take in the article of a page of ours, and return its name."""
        name = str(article.get("id"))
        self.texts[name] = article
        self.layers[name] = layers
        return name

    def add(self, value: Json, name: str | None) -> None:
        """Take in an annotation; of which text it is its target says, or the annotation that it targets."""
        item = Annotation(value)
        for source in item.sources():
            if source.get("text") is not None:
                self.texts.setdefault(source["id"], {"text": source["text"], **source["about"]})
        name = name or self._named(item)
        self._sources[item.id] = name
        self.items.setdefault(name, []).append(item)

    def _named(self, item: Annotation) -> str:
        about = item.about()
        return next((self._sources[one] for one in about if one in self._sources), about[0] if about else "")


def _values(data: bytes) -> list[Json]:
    try:
        value = loads(data, max_depth=_DEPTH, fractions=True)
    except StrictError as error:
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) < 2 or error.code != "bad_json":
            raise
        value = [loads(line, max_depth=_DEPTH, fractions=True) for line in lines]
    values = value if isinstance(value, list) else [value]
    found = [one for one in values if isinstance(one, dict)]
    if len(found) < len(values):
        raise StrictError("object_expected", "Annotations are objects, or lists of objects.")
    return found


def _gather(values: list[Json], into: _Gathered | None = None, name: str | None = None) -> _Gathered:
    gathered = into or _Gathered()
    for value in values:
        if isinstance(value.get("article"), dict) and isinstance(value["article"].get("text"), str):
            name = gathered.add_page(value["article"], _objects(value.get("layers")))
        inner = [one for key in ("@graph", "items", "first", "pages") for one in _objects(value.get(key))]
        if inner:
            _gather(inner, gathered, name)
        elif "target" in value:
            gathered.add(value, name)
        elif isinstance(value.get("value"), str) and "id" in value:
            gathered.texts.setdefault(str(value["id"]), {"text": value["value"]})
    return gathered


def _objects(value: Any) -> list[Json]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _record(name: str, about: Json, gathered: _Gathered, how: Reading) -> Json | StrictError:
    items = gathered.items.get(name, [])
    layers = {
        str(one.get("layer")): Layer(str(one.get("layer")), more=one) for one in gathered.layers.get(name, [])
    }
    document = Document(about["text"], metadata=_metadata(about, name), settled=True)
    document.regions = about.get("regions")
    document.entities = about.get("entities", [])
    places = Places(about["text"], how)
    homes, errors = {}, []
    for item in items:
        try:
            if item.kind == "mark":
                homes[item.id] = _place(item, layers, places)
        except StrictError as error:
            errors.append(error)
    if errors:
        return together(errors)
    for item in items:
        _link(item, layers, homes)
    document.layers = list(layers.values())
    document.more = {key: about[key] for key in ("entities", "sources") if key in about}
    for key, kind in (("fact_checks", "fact_check"), ("decisions", "decision")):
        document.more[key] = [item.value[kind] for item in items if item.kind == kind]
    places.tell()
    return to_record(document, how)


def _place(item: Annotation, layers: dict[str, Layer], places: Places) -> tuple[Layer, Mark]:
    """Put a mark into its layer; return both."""
    name, person = item.layer()
    layer = layers.setdefault(name, Layer(name, person=person))
    mark = Mark(local(item.id), item.label(), places.segments(item), item.attributes(), item.note())
    mark.confidence = item.value.get("confidence")
    layer.marks.append(mark)
    return layer, mark


def _link(item: Annotation, layers: dict[str, Layer], homes: dict[str, tuple[Layer, Mark]]) -> None:
    """Put a relation into the layer of the marks that it joins, a source link to its mark."""
    if item.kind == "source_link":
        for one in item.about():
            if one in homes:
                homes[one][1].sources.append(item.value["source_link"])
    elif item.kind == "link":
        ends = item.ends()
        if ends is not None and ends[0] in homes:
            link = Link(local(item.id), item.label(), local(ends[0]), local(ends[1]))
            homes[ends[0]][0].links.append(link)


_KEPT = ("title", "url", "outlet", "authors", "published", "language", "story", "genre", "rights", "meta")


def _metadata(about: Json, name: str) -> Json:
    known = {key: about[key] for key in _KEPT if key in about}
    if "text_sha256" in about:
        return {"id": about.get("id"), **known}
    address = {"url": name} if name.startswith(("http://", "https://")) else {"id": local(name)}
    return {**address, **known}
