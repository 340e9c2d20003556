from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.strict import StrictError, loads

GOOD = st.characters(exclude_categories=["Cc", "Cs", "Cn"], include_characters="\t\r\n")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(GOOD),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(GOOD), inner),
    max_leaves=20,
)


@given(VALUES, st.booleans())
def test_reads_what_any_reader_reads(value, as_ascii):
    assert loads(json.dumps(value, ensure_ascii=as_ascii).encode()) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(StrictError):
        loads(data)


@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        (b"", "empty_body", {}),
        (b" \r\n\t", "empty_body", {}),
        (b'{"a":', "bad_json", {"line": 1, "column": 6}),
        (b'{\n"a" 1}', "bad_json", {"line": 2, "column": 5}),
        (b"1 2", "bad_json", {"line": 1, "column": 3}),
        (b'["a\nb"]', "bad_json", {"line": 1, "column": 4}),
        (b'["\xff"]', "bad_encoding", {"position": 2}),
        (b'\xef\xbb\xbf["\xff"]', "bad_encoding", {"position": 5}),
        ('{"a":1}'.encode("utf-16"), "bad_encoding", {"position": 0}),
        ('{"a":1}'.encode("utf-16-le"), "bad_encoding", {"position": 1}),
        (b'{"a":1,"b":{"c":1,"c":2}}', "duplicate_key", {"key": "c"}),
        (b"[NaN]", "bad_number", {"pointer": "/0"}),
        (b"[-Infinity]", "bad_number", {"pointer": "/0"}),
        (b"[1e999]", "bad_number", {"pointer": "/0"}),
        (b"[1.5]", "out_of_range", {"pointer": "/0"}),
        (b"[1.0]", "out_of_range", {"pointer": "/0"}),
        (b"[9223372036854775808]", "out_of_range", {"pointer": "/0"}),
        (b"[-9007199254740993]", "out_of_range", {"pointer": "/0"}),
        (b"[" + b"9" * 5000 + b"]", "out_of_range", {"pointer": "/0"}),
    ],
)
def test_refuses_with_a_code_and_a_place(data, code, where):
    with pytest.raises(StrictError) as refused:
        loads(data)
    assert (refused.value.code, refused.value.where) == (code, where)


@pytest.mark.parametrize("depth", [33, 100_000])
def test_refuses_what_is_nested_too_deeply(depth):
    for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
        with pytest.raises(StrictError) as refused:
            loads(opening * depth + b"1" + closing * depth)
        assert refused.value.code == "json_too_deep"


def test_thirty_two_levels_are_not_too_deep():
    assert loads(b"[" * 32 + b"]" * 32)
    assert loads(b"[[1]]", max_depth=2) == [[1]]


@pytest.mark.parametrize(
    ("word", "point"),
    [
        ("\\ud800", "U+D800"),
        ("\\u0000", "U+0000"),
        ("\\ufdd0", "U+FDD0"),
        ("\\ud83f\\udffe", "U+1FFFE"),
        ("\uffff", "U+FFFF"),
        ("\U0010fffe", "U+10FFFE"),
        ("\\udc00\\ud800", "U+DC00"),
    ],
)
def test_names_the_character_that_is_no_text(word, point):
    with pytest.raises(StrictError) as refused:
        loads(f'{{"a/b":["ok","xy{word}"]}}'.encode())
    where = {"position": 2, "code_point": point, "pointer": "/a~1b/1"}
    assert (refused.value.code, refused.value.where) == ("bad_character", where)


def test_a_bad_character_in_a_key_is_found_too():
    with pytest.raises(StrictError, match=r"U\+0000"):
        loads(b'{"a\\u0000":1}')


def test_escapes_that_only_look_bad_are_read():
    assert loads(b'["\\ud83d\\ude00", "\\\\u0000", "\\u00e9"]') == ["\U0001f600", "\\u0000", "é"]
