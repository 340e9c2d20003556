"""Decoding: strict, by mark, by declared charset, or UTF-8; what is unclear is asked, never guessed."""

from __future__ import annotations

import pytest

from annotator.errors import AnnotatorError, Invalid, Malformed, WrongType
from annotator.text.decoding import decode


def refusal(data: bytes, charset: str | None = None) -> AnnotatorError:
    with pytest.raises(AnnotatorError) as caught:
        decode(data, charset)
    return caught.value


def test_a_declared_charset_is_obeyed() -> None:
    assert decode("Привет, мир".encode("cp1251"), charset="windows-1251").text == "Привет, мир"


def test_latin_1_means_what_it_means_on_the_web() -> None:
    assert decode(b"a \x93quote\x94", charset="ISO-8859-1").text == "a “quote”"


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-8"])
def test_a_bom_says_the_charset_and_outranks_the_declared_one(name: str) -> None:
    data = "\ufeffកម្ពុជា 🕊".encode(name)
    assert decode(data, charset="cp1252").text == decode(data).text == "កម្ពុជា 🕊"


def test_bytes_that_are_not_utf8_need_a_charset() -> None:
    error = refusal("Straße\nnächste Zeile über".encode("cp1252"))
    assert (type(error), error.code, error.extra["position"]) == (Invalid, "encoding_unclear", 4)
    assert {"charset": "cp1252", "preview": "Straße\nnächste Zeile über"} in error.extra["choices"]


def test_declared_utf8_that_is_broken_names_the_byte() -> None:
    error = refusal(b"fine \xff not", charset="UTF-8")
    assert (type(error), error.code, error.extra["position"]) == (Malformed, "bad_encoding", 5)


@pytest.mark.parametrize("charset", ["klingon", "rot13", "base64", "utf-7", "unicode_escape", "idna", "a\x00b"])
def test_an_unknown_charset_is_refused(charset: str) -> None:
    assert refusal(b"text", charset=charset).code == "encoding_unclear"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04\x14", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
    ],
)
def test_other_kinds_of_files_are_named(data: bytes, name: str) -> None:
    error = refusal(data)
    assert (type(error), error.code) == (WrongType, "type_mismatch")
    assert f"looks like {name}" in error.detail


def test_the_preview_is_the_line_that_is_not_utf8() -> None:
    data = ("plain\n" * 500 + "Où est-il ?\nfin\n").encode("cp1252")
    shown = next(c for c in refusal(data).extra["choices"] if c["charset"] == "cp1252")
    assert shown["preview"] == "Où est-il ?\nfin"


def test_a_charset_that_the_bytes_break_is_not_offered() -> None:
    offered = [choice["charset"] for choice in refusal(b"caf\xe9 \x81").extra["choices"]]
    assert "cp1252" not in offered
