"""Sources of one address: named as one, remembered as many, and no more than the history tells."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from exports.canonical import dumps
from exports.proof import aliases
from exports.proof.fold import Places
from exports.proof.report import Wrong

LINKS = [{"source": "a", "stance": "supports"}, {"source": "b", "stance": "supports"}]


def test_links_are_named_anew_and_said_once():
    assert aliases.renamed(LINKS, {"b": "a"}) == [{"source": "a", "stance": "supports"}]
    assert aliases.renamed(LINKS, {}) == LINKS


@pytest.mark.parametrize(
    "body",
    [
        {"sources": [{"source": "b"}]},
        {"evidence": [{"source": "b"}]},
        {"chosen": {"sources": [{"source": "b"}]}},
        {
            "questions": [
                {"question": "?", "answers": [{"text": "x", "source": "b"}, {"text": "y", "source": None}]}
            ]
        },
    ],
)
def test_every_place_that_names_a_source_names_what_stands_for_it(body):
    said = dumps(body).decode()
    assert aliases.renamed_text(said, {"b": "a"}) == said.replace('"b"', '"a"')
    assert aliases.renamed_text(said, {"c": "a"}) == said


def test_what_sources_remember_is_read_from_them():
    assert aliases.aliases_of([{"id": "a", "aliases": ["b", "c"]}, {"id": "d"}]) == {"b": "a", "c": "a"}


@pytest.mark.parametrize(
    ("told", "good"),
    [
        ({"id": "b", "url": "http://www.x.example/a/"}, True),
        ({"id": "b", "url": "https://x.example/other"}, False),
        ({"id": "b"}, False),
        ({"id": "b", "url": "https://x.example/other", "joined_into": "a"}, True),
        ({"id": "c", "url": "https://x.example/other"}, True),
    ],
)
def test_a_source_stands_for_those_of_its_address_alone(told, good):
    places = Places()
    places.take(dumps(told).decode())
    source = {"id": "a", "url": "https://x.example/a", "aliases": ["b"]}
    with nullcontext() if good else pytest.raises(Wrong):
        places.require_one_place(source)
