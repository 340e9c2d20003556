"""Generated corpora: valid article records with all that a record can hold, in every script and shape."""

from __future__ import annotations

from hypothesis import strategies as st

import schemas
from exports import record as records
from exports.ids import import_ids
from exports.incoming import complete
from exports.links import Links

SCHEME = schemas.scheme()
WORDS = [
    "claim",
    "a",
    "“so”",
    "né",
    "😀",
    "👨‍👩‍👧",
    "ប្រទេស",
    "السلام",
    "=1+1",
    "it's",
    "x\ty",
    "don’t",
    "B-I",
    "|",
    "#",
    "\\n",
]
TEXT = st.lists(st.sampled_from([*WORDS, "\n", "\n\n", "  "]), min_size=3, max_size=25).map(" ".join)
SAID = st.text(st.sampled_from("ab é😀\n\t\"'=+-@,;|\\<&>]\u2028"), min_size=1, max_size=12).filter(str.strip)
NAME = st.text(st.sampled_from("Ab é😀-."), min_size=1, max_size=8).map(str.strip).filter(bool)
LAYERS = ["gold", "a-7k2m9qxw4c", "heron", "team b/é"]


@st.composite
def corpora(draw, most: int = 3):
    """Articles whose texts differ."""
    texts = draw(st.lists(TEXT.filter(str.strip), min_size=1, max_size=most, unique=True))
    return [draw(articles(text, f"a{number}")) for number, text in enumerate(texts)]


@st.composite
def articles(draw, text: str, known: str):
    """One article that stands as a valid record."""
    people = draw(st.lists(NAME, max_size=3, unique=True))
    entities = [{"id": f"e{n}", "name": name, "kind": "person"} for n, name in enumerate(people)]
    names = draw(st.lists(st.sampled_from(LAYERS), max_size=3, unique=True))
    line = {"id": known, "project": None, "regions": [], "text": text, "entities": entities}
    line |= {"title": draw(st.none() | SAID), "language": draw(st.none() | st.just("en"))}
    line["meta"] = draw(
        st.dictionaries(st.sampled_from(["section", "words"]), st.integers(0, 9) | SAID, max_size=2)
    )
    line["sources"] = [{"id": "s", "title": "A report", "url": "https://example.org/r"}]
    line["layers"] = [draw(layers(name, text, [one["id"] for one in entities])) for name in names]
    full = import_ids(complete(line), records.kit(SCHEME).entities)
    return records.ordered(full, SCHEME)


@st.composite
def layers(draw, name: str, text: str, entities: list[str]):
    """One open layer with legal relations."""
    marks = [draw(annotations(f"{name}-{n}", text, entities)) for n in range(draw(st.integers(0, 4)))]
    marks = [mark for mark in marks if mark]
    links = Links(SCHEME["relations"], {mark["id"]: mark["tag"] for mark in marks})
    relations = []
    for one in marks:
        for other in marks:
            kind = draw(st.sampled_from([None, None, *SCHEME["relations"]]))
            if kind and links.add(kind, one["id"], other["id"]) is None:
                relations.append(
                    {"id": f"{name}-r{len(relations)}", "type": kind, "from": one["id"], "to": other["id"]}
                )
    return {"layer": name, "annotations": marks, "relations": relations}


@st.composite
def annotations(draw, known: str, text: str, entities: list[str]):
    """One annotation at any place that its tag may have; nothing where no place is left."""
    tag = draw(st.sampled_from(list(SCHEME["tags"])))
    anchor = draw(anchors(text, SCHEME["tags"][tag]["anchors"]))
    if anchor is None:
        return None
    specs = SCHEME["tags"][tag]["attributes"]
    chosen = draw(st.lists(st.sampled_from([n for n in specs if n != "frame_primary"]), max_size=4, unique=True))
    values = {name: draw(value(specs[name], text, entities)) for name in chosen}
    links = [{"source": "s", "stance": "supports"}] if draw(st.booleans()) else []
    return {
        "id": known, "tag": tag, "anchor": anchor, "sources": links, "note": draw(st.none() | SAID),
        "attributes": {name: one for name, one in values.items() if one is not None},
        "confidence": draw(st.sampled_from([None, 1, 2, 3])),
    }  # fmt: skip


@st.composite
def anchors(draw, text: str, kinds: list[str]):
    """An anchor of one of the kinds."""
    kind = draw(st.sampled_from(kinds))
    if kind == "article":
        return {"kind": kind, "segments": []}
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True)))
    if kind == "point":
        return {"kind": kind, "segments": [{"start": cuts[0], "end": cuts[0], "exact": ""}]}
    pairs = [trimmed(text, *pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    segments = [{"start": one, "end": end, "exact": text[one:end]} for one, end in pairs if one < end]
    return {"kind": kind, "segments": segments} if segments else None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def value(spec: dict, text: str, entities: list[str]):
    """A strategy for values of an attribute; None is left out."""
    kind = spec["type"]
    if kind in {"id", "ids"}:
        ids = [term["id"] for term in schemas.vocabulary(spec["vocabulary"], SCHEME)]
        if kind == "id":
            return st.sampled_from(ids)
        return st.lists(st.sampled_from(ids), min_size=spec.get("min", 0), unique=True)
    one = st.sampled_from(entities) if entities else st.none()
    several = st.lists(st.sampled_from(entities), unique=True) if entities else st.just([])
    ways = {
        "text": SAID, "bool": st.booleans(), "date": st.just("2023-09"), "country": st.just("KH"),
        "int": st.integers(spec.get("min", 0), spec.get("max", 9)), "entity": one, "entities": several,
        "anchor": anchors(text, ["span"]), "rating": st.none(),
    }  # fmt: skip
    return ways[kind]
