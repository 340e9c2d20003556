from __future__ import annotations

import pytest

from exports.mapping import Mapping, MappingError, make, read


def test_a_label_is_a_tag_a_tag_with_attributes_or_nothing():
    found = read(b"labels: {A: claim, B: {tag: framing, attributes: {bias_form: lexical}}, C: null}")
    assert found.label("A") == ("claim", {})
    assert found.label("B") == ("framing", {"bias_form": "lexical"})
    assert found.label("C") is None
    with pytest.raises(KeyError):
        found.label("D")


def test_json_is_read_too():
    assert read(b'{"relations": {"x": "rebuts"}, "state": "submitted"}') == Mapping(
        relations={"x": "rebuts"}, state="submitted"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"labels: [a]",
        b"nonsense: {}",
        b"state: gold",
        b"labels: {A: 1}",
        b"labels: {A: {attributes: {}}}",
        b"\xff",
    ],
)
def test_what_is_no_mapping_is_refused_in_words(data):
    with pytest.raises(MappingError):
        read(data)


def test_a_list_is_no_mapping():
    with pytest.raises(MappingError, match="labels"):
        make([])
