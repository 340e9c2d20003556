from __future__ import annotations

import io
import json

import pytest

import schemas
from exports.mapping import make
from exports.options import Losses, Reading, Writing
from exports.webannotation import read, write

FULL = schemas.examples("valid")["article.full"]
TEXT = "So it is, and so it was; 😀 so be it."


def of(value, how=None):
    return [one for _, one in read(io.BytesIO(json.dumps(value).encode()), how or Reading())]


def annotation(*selectors, source=None, **more):
    source = source or {"id": "https://example.org/a", "value": TEXT}
    body = {"type": "TextualBody", "purpose": "tagging", "value": "claim"}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:1", "type": "Annotation", "body": body,
        "target": {"source": source, "selector": list(selectors)}, **more,
    }  # fmt: skip


def quote(exact, prefix="", suffix=""):
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def position(start, end):
    return {"type": "TextPositionSelector", "start": start, "end": end}


def places(found):
    marks = [one for layer in found["layers"] for one in layer["annotations"]]
    return [[(segment["start"], segment["exact"]) for segment in one["anchor"]["segments"]] for one in marks]


def test_every_segment_has_a_quote_and_a_position():
    document = json.loads(b"".join(write([FULL], Losses(), Writing())))
    items = document["@graph"][0]["items"]
    motivations = {item["motivation"] for item in items}
    assert motivations == {"classifying", "linking", "assessing", "moderating"}
    split = next(item for item in items if isinstance(item["target"], list) and len(item["target"]) == 2)
    for target in split["target"]:
        assert [one["type"] for one in target["selector"]] == ["TextQuoteSelector", "TextPositionSelector"]


def test_positions_that_are_wrong_are_found_again_and_the_report_says_how():
    document = json.loads(b"".join(write([FULL], Losses(), Writing())))
    how = Reading()
    [found] = of(moved(document), how)
    assert places(found) == places(FULL)
    assert sum(how.report.counts.values()) >= 9
    assert all(line.endswith("not at their place") for line in how.report.lines())


def moved(value):
    if isinstance(value, list):
        return [moved(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "TextPositionSelector":
        return {**value, "start": value["start"] + 3, "end": value["end"] + 3}
    kept = {"article", "decision", "fact_check"}
    return {name: one if name in kept else moved(one) for name, one in value.items()}


@pytest.mark.parametrize(
    ("selectors", "start", "step"),
    [
        ([quote("it is"), position(3, 8)], 3, None),
        ([quote("it was"), position(0, 6)], 17, "1 quotes found exactly, not at their place"),
        ([quote("so", "😀 "), position(0, 2)], 27, "1 quotes found by its context, not at their place"),
        ([quote("so"), position(25, 27)], 27, "1 quotes found by nearness, not at their place"),
        ([position(3, 8)], 3, None),
    ],
)
def test_quotes_of_others_are_found_step_by_step(selectors, start, step):
    how = Reading()
    [found] = of(annotation(*selectors), how)
    assert places(found)[0][0][0] == start
    assert how.report.lines() == ([step] if step else [])


@pytest.mark.parametrize(
    "selectors", [[quote("nowhere")], [quote("so")], [position(30, 99)], [{"type": "XPathSelector"}]]
)
def test_what_cannot_be_placed_is_an_error(selectors):
    [found] = of(annotation(*selectors))
    assert found.code == "offsets_do_not_fit"


def test_positions_in_utf16_are_converted_when_said():
    [found] = of(annotation(position(28, 30)), Reading(offsets="utf16"))
    assert places(found) == [[(27, "so")]]


def test_pages_collections_lists_and_lines_are_read():
    one = annotation(quote("it is"))
    lines = "\n".join(json.dumps(annotation(quote("it is"), id=f"urn:x:{n}")) for n in range(2)).encode()
    page = {"type": "AnnotationPage", "items": [one]}
    shapes = [one, [one], page, {"first": page}, {"@graph": [one]}]
    assert [len(places(found)) for shape in shapes for found in of(shape)] == [1] * 5
    [found] = [value for _, value in read(io.BytesIO(lines), Reading())]
    assert len(places(found)) == 2


def test_creators_become_pseudonyms_and_comments_notes():
    body = [
        {"type": "TextualBody", "purpose": "classifying", "value": "claim"},
        {"type": "TextualBody", "purpose": "commenting", "value": "hm"},
    ]
    how = Reading()
    [found] = of(annotation(quote("it is"), body=body, creator={"type": "Person", "name": "Alice"}), how)
    assert found["layers"][0]["annotations"][0]["note"] == "hm"
    assert how.people == {"Alice": found["layers"][0]["layer"]}
    assert found["url"] == "https://example.org/a"


def test_a_relation_between_annotations_is_read():
    one = annotation(quote("it is"), body="rebuttal")
    other = annotation(quote("it was"), id="urn:x:2")
    body = {"purpose": "tagging", "value": "rebuts"}
    link = {"id": "urn:x:3", "type": "Annotation", "motivation": "linking", "body": body}
    [found] = of([one, other, link | {"target": [{"id": "urn:x:1"}, {"id": "urn:x:2"}]}])
    assert [relation["type"] for relation in found["layers"][0]["relations"]] == ["rebuts"]


def test_annotations_without_their_text_say_so():
    [found] = of(annotation(quote("x"), source="https://example.org/b"))
    assert found.code == "text_missing"


def test_a_label_of_others_is_mapped():
    how = Reading(mapping=make({"labels": {"highlighting": "framing"}}))
    [found] = of(annotation(quote("it is"), body=[], motivation="highlighting"), how)
    assert found["layers"][0]["annotations"][0]["tag"] == "framing"


def test_every_annotation_that_cannot_be_placed_is_told():
    source = {"id": "http://example.org/a", "value": "Prices fall."}
    target = {"source": source, "selector": {"type": "TextQuoteSelector", "exact": "rise"}}
    several = [{"id": f"urn:{n}", "body": "claim", "target": target} for n in range(3)]
    [(_, error)] = read(io.BytesIO(json.dumps(several).encode()), Reading())
    assert [one.detail[:20] for one in (error, *error.others)] == [f"The annotation urn:{n}" for n in range(3)]
