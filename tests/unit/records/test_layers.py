from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from annotator.models import Annotation, Layer, Relation
from annotator.records.layers import hash_line, layer_hash, layer_view

LINES = st.lists(st.builds(hash_line, st.uuids().map(str), st.integers(1, 99)), unique_by=lambda line: line[:36])


def test_the_hash_of_nothing_is_that_of_no_bytes():
    assert layer_hash([]) == hashlib.sha256(b"").hexdigest()


def test_lines_end_and_are_sorted():
    wanted = hashlib.sha256(b"a 2\nb 1\n").hexdigest()
    assert layer_hash([hash_line("b", 1), hash_line("a", 2)]) == wanted


@given(LINES, st.randoms())
def test_the_order_does_not_matter(lines, random):
    mixed = list(lines)
    random.shuffle(mixed)
    assert layer_hash(mixed) == layer_hash(lines)


@given(LINES.filter(bool))
def test_any_version_changes_it(lines):
    first, *rest = lines
    uuid, version = first.split()
    assert layer_hash([hash_line(uuid, int(version) + 1), *rest]) != layer_hash(lines)
    assert layer_hash(rest) != layer_hash(lines)


def test_a_client_sees_what_is_withdrawn_marked():
    layer = Layer(name="a-1", state="open", guideline_version=1)
    rows = [Annotation(uuid="u", version=2, withdrawn=True), Annotation(uuid="v", version=1, withdrawn=False)]
    links = [Relation(uuid="w", type="rebuts", from_uuid="u", to_uuid="v", version=4, withdrawn=True)]
    view = layer_view(layer, rows, links)
    assert [item.get("withdrawn") for item in view["annotations"]] == [True, None]
    assert view["relations"] == [
        {"id": "w", "type": "rebuts", "from": "u", "to": "v", "version": 4, "withdrawn": True}
    ]
