from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import schemas
from exports.csvtable import read, write
from exports.csvtable.cells import cell, words
from exports.options import Losses, Reading, Writing
from exports.strict import StrictError

FULL = schemas.examples("valid")["article.full"]
HEAD = "text,start,end,label\n"


def of(data, how=None):
    data = data if isinstance(data, bytes) else data.encode()
    return [one for _, one in read(io.BytesIO(data), how or Reading())]


@given(st.none() | st.text(st.sampled_from("'=+-@\t\r\n＝a,\"|")))
def test_no_cell_is_a_formula_and_every_cell_comes_back(value):
    found = cell(value)
    assert not found.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert words(found) == value


def test_the_table_is_one_that_others_read():
    data = b"".join(write([FULL], Losses(), Writing())).decode()
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    assert [row["row"] for row in rows].count("annotation") == 8
    assert {len(row) for row in rows} == {len(rows[0])}


def test_a_table_of_articles_is_read():
    found = of("text,title,outlet,section\nOne.,A,Post,City\nTwo.,B,,\n")
    assert [(one["text"], one["title"], one.get("meta")) for one in found] == [
        ("One.", "A", {"section": "City"}), ("Two.", "B", {}),
    ]  # fmt: skip


def test_rows_of_one_text_are_spans_of_it_and_people_become_layers():
    how = Reading()
    [found] = of(
        "text;start;end;label;annotator;voice\nA b c.;0;1;claim;alice;direct_quote\nA b c.;2;3;claim;bob;\n", how
    )
    assert [layer["layer"] for layer in found["layers"]] == list(how.people.values())
    assert found["layers"][0]["annotations"][0]["attributes"] == {"voice": "direct_quote"}
    assert set(how.people) == {"alice", "bob"}


def test_a_quote_that_is_not_there_names_the_unit():
    [found] = of("text,start,end,label,exact\n😀 b,3,4,claim,b\n")
    assert found.code == "offsets_do_not_fit"
    assert "All 1 fit as UTF-16" in found.detail


@pytest.mark.parametrize(
    ("data", "row", "column"),
    [
        ("title,start\nx,1\n", 1, None),
        (HEAD + "A.,0\n", 2, 2),
        (HEAD + "A.,0,1,claim\nB.;0;1;claim\n", 3, 1),
        (HEAD + 'A.,0,1,claim\n"B.,0,1,claim\n', 3, None),
        (HEAD + "A.,0,1,cl\0aim\n", 2, None),
        (HEAD + "A.,0,1," + "x" * 2**20 + "\n", 2, None),
        (HEAD + "x" * 1_000_000 + ",0,1,claim\n", 2, 1),
        ("text,text\nA.,B.\n", 1, None),
    ],
)
def test_a_table_that_is_broken_names_row_and_column(data, row, column):
    with pytest.raises(StrictError) as caught:
        of(data)
    assert caught.value.code == "bad_csv"
    assert (caught.value.where["row"], caught.value.where["column"]) == (row, column)


def test_line_ends_and_a_mark_of_spreadsheets_do_no_harm():
    assert [one["text"] for one in of(b'\xef\xbb\xbftext,title\r\n"One.\r\nTwo.",A\r\n')] == ["One.\nTwo."]
    with pytest.raises(StrictError, match="UTF-8"):
        of(b"text\n\xff\n")


def test_every_row_that_cannot_be_read_is_told_and_its_text_stays_out():
    rows = "A.,zero,1,claim\nA.,0,one,claim\nB.,0,1,claim\n"
    found = list(read(io.BytesIO((HEAD + rows).encode()), Reading()))
    assert [(row, getattr(one, "code", "good")) for row, one in found] == [
        (2, "bad_csv"),
        (3, "bad_csv"),
        (4, "good"),
    ]
