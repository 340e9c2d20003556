from __future__ import annotations

import schemas
from exports.converting import converted
from exports.strict import StrictError

FULL = schemas.examples("valid")["article.full"]


def counted(text, value, width):
    """The record with offsets counted otherwise."""
    if isinstance(value, list):
        return [counted(text, one, width) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: width(text[:one]) if name in {"start", "end"} else counted(text, one, width)
        for name, one in value.items()
    }


def test_every_offset_of_a_record_is_converted():
    utf16 = counted(FULL["text"], FULL, lambda words: len(words.encode("utf-16-le")) // 2)
    crlf = counted(FULL["text"], FULL, lambda words: len(words.replace("\n", "\r\n")))
    assert utf16 != FULL != crlf
    assert converted(utf16, "utf16") == FULL
    assert converted(crlf, "crlf") == FULL
    assert converted(crlf | {"text": FULL["text"].replace("\n", "\r\n")}, "crlf") == FULL


def test_what_does_not_fit_is_named_by_its_place():
    found = converted({"text": "😀", "regions": [{"role": "body", "start": 0, "end": 1}]}, "utf16")
    assert isinstance(found, StrictError)
    assert (found.code, found.where["pointer"]) == ("offsets_do_not_fit", "/regions/0")


def test_what_is_no_record_is_left_for_the_schema():
    assert converted({"text": 1}, "utf16") == {"text": 1}
