"""Sources: which values mean something, and what a reader must be told."""

from __future__ import annotations

import pytest

import schemas
from annotator.domain.schemes import Scheme
from annotator.domain.sources import faults, lacking
from exports.citations import CSL_TYPES
from tests.bodies import source

SCHEME = Scheme(schemas.scheme())


def codes(problems):
    return [(one.code, one.pointer) for one in problems]


def test_a_whole_source_is_without_fault():
    assert not codes(faults(source(), SCHEME)) and not codes(lacking(source()))


@pytest.mark.parametrize(
    "change, code",
    [
        ({"url": "javascript:alert(1)"}, "url_scheme"),
        ({"archive_url": "file:///x"}, "url_scheme"),
        ({"published": "2023-02-30"}, "bad_date"),
        ({"tier": "best"}, "unknown_value"),
        ({"genre": "gossip"}, "unknown_value"),
        ({"csl_type": "gossip"}, "unknown_value"),
    ],
)
def test_what_means_nothing_is_told_where_it_stands(change, code):
    (name,) = change
    assert codes(faults(source() | change, SCHEME)) == [(code, f"/{name}")]


def test_values_of_another_type_are_left_to_the_schema():
    assert not codes(faults(source() | {"url": 5, "tier": ["primary"], "published": 2023}, SCHEME))


@pytest.mark.parametrize("name", ["title", "publisher", "tier", "genre", "accessed"])
def test_what_is_lacking_is_asked_for(name):
    assert codes(lacking(source() | {name: ""})) == [("missing_field", f"/{name}")]


@pytest.mark.parametrize("name", ["title", "publisher"])
def test_white_space_names_nothing(name):
    assert codes(lacking(source() | {name: " \n"})) == [("missing_field", f"/{name}")]


def test_every_type_of_a_genre_is_one_of_citations():
    assert {term.csl_type for term in SCHEME.vocabulary("source_genre")} <= set(CSL_TYPES)


@pytest.mark.parametrize("instead", [{"genre": "document"}, {"genre": "interview"}, {"article": "a1"}])
def test_an_address_may_be_missing(instead):
    bare = source() | {"url": None, "accessed": None}
    assert codes(lacking(bare)) == [("missing_field", "/url")] and not codes(lacking(bare | instead))


@pytest.mark.parametrize("proof", [{"capture": {"sha256": "0" * 64}}, {"locator": "folio 3"}, {"article": "a1"}])
def test_a_release_wants_to_know_where_a_document_is(proof):
    bare = source() | {"url": None, "accessed": None, "genre": "document"}
    assert codes(lacking(bare, released=True)) == [("missing_field", "/locator")]
    assert not codes(lacking(bare | proof, released=True))
