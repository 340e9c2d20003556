from __future__ import annotations

from pathlib import Path

import pytest

import schemas
from annotator.domain.schemes import read
from annotator.errors import Invalid

SMALL = """scheme: irony
version: 1
tags:
  irony:
    key: i
    anchors: [span]
    attributes:
      target: {type: id, vocabulary: targets, required: submit}
vocabularies:
  targets:
    - {id: self}
    - {id: other}
"""


def test_a_file_becomes_a_scheme():
    assert read(SMALL.encode()).keys == {"i": "irony"}
    own = Path(schemas.__file__).parent / "labels" / f"{schemas.DEFAULT}.yaml"
    assert read(own.read_bytes()).data == schemas.scheme()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("id: other", "id: self", 12),
        ("vocabulary: targets", "vocabulary: aims", 8),
        ("key: i", "key: irony", 5),
        ("anchors: [span]", "anchors: []", 6),
        ("version: 1", "version: 1\nversion: 2", 3),
        ("- {id: other}", "- *other", 12),
        ("irony:\n", "irony\n", 5),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old, new, line):
    with pytest.raises(Invalid) as refused:
        read(SMALL.replace(old, new).encode())
    assert refused.value.code == "bad_scheme"
    assert refused.value.detail.startswith(f"Line {line}: ")


@pytest.mark.parametrize("data", [b"", b"\xff", b"- 1", b"just words"])
def test_what_is_no_scheme_is_refused(data):
    with pytest.raises(Invalid):
        read(data)
