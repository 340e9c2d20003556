"""Corpora of other programs: how they are read, and what keeps them out."""

from __future__ import annotations

import io
import json

import pytest

import schemas
from annotator.domain.schemes import Scheme
from annotator.errors import Invalid
from annotator.services.corpus import foreign
from exports.strict import StrictError

SCHEME = Scheme(schemas.scheme())
LINE = json.dumps({"text": "The mayor said so.", "label": [[0, 9, "claim"]]}).encode()


def test_articles_come_checked_with_their_layers():
    how = foreign.prepare(SCHEME)
    [given] = foreign.articles("doccano", io.BytesIO(LINE), "in", how, SCHEME)
    assert given.error is None
    assert given.incoming.record["layers"][0]["annotations"][0]["origin"] == "imported"


@pytest.mark.parametrize(
    ("said", "code"), [({"offsets": "miles"}, "bad_unit"), ({"mapping": b"- x"}, "bad_mapping")]
)
def test_what_the_manager_says_is_checked(said, code):
    with pytest.raises(Invalid) as caught:
        foreign.prepare(SCHEME, **said)
    assert caught.value.code == code


def test_the_format_is_found_or_asked_for():
    assert foreign.choose(io.BytesIO(LINE), "auto") == "doccano"
    assert foreign.choose(io.BytesIO(b"what"), "brat") == "brat"
    with pytest.raises(Invalid, match="say which"):
        foreign.choose(io.BytesIO(b"what"), "auto")


def test_an_archive_that_is_no_archive_is_refused_whole():
    with pytest.raises(Invalid) as caught:
        list(foreign.articles("brat", io.BytesIO(b"no zip"), "in", foreign.prepare(SCHEME), SCHEME))
    assert caught.value.code == "archive_broken"


def test_pseudonyms_are_those_of_the_project():
    assert foreign.prepare(SCHEME).person("alice").startswith("a-")


def test_an_error_of_a_line_stays_with_its_line():
    given = foreign.checked(3, "in", StrictError("unknown_tag", "The scheme has no 'X'."), SCHEME, own=False)
    assert (given.number, given.error.code) == (3, "unknown_tag")


def test_a_file_by_itself_is_named_as_it_was_given_and_one_in_a_folder_by_its_path(tmp_path):
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "a.ann").write_text("T1\tclaim 0 9\tOne.")
    how = foreign.prepare(SCHEME)
    for source in (tmp_path / "a.ann", tmp_path):
        [given] = foreign.articles("brat", source, str(source), how, SCHEME)
        assert (given.where, given.number) == (str(tmp_path / "a.ann"), 1)


def test_a_broken_table_is_named_by_its_file_and_row():
    how = foreign.prepare(SCHEME)
    with pytest.raises(Invalid, match=r"^in:2: Row 2, column 1: There are 1 cells"):
        list(foreign.articles("csv", io.BytesIO(b"text,label\nA.\n"), "in", how, SCHEME))
