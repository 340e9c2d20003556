from __future__ import annotations

from exports.document import Document, Layer
from exports.merging import layer_of, merged
from exports.strict import StrictError


def test_a_text_that_follows_itself_is_one_with_all_layers():
    found = [(1, Document("a", [Layer("x")])), (2, Document("a", [Layer("y")])), (3, Document("b"))]
    result = list(merged(found))
    assert [(line, [layer.name for layer in one.layers]) for line, one in result] == [(1, ["x", "y"]), (3, [])]


def test_the_same_layer_twice_is_two_texts():
    assert len(list(merged([(1, Document("a", [Layer("x")])), (2, Document("a", [Layer("x")]))]))) == 2


def test_an_error_passes_through():
    error = StrictError("bad", "bad")
    assert list(merged([(1, error)])) == [(1, error)]


def test_a_layer_is_made_once():
    document = Document("a")
    assert layer_of(document, "x") is layer_of(document, "x")
