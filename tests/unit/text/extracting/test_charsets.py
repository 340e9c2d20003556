"""The charset a page gives is found where pages give it."""

from __future__ import annotations

import pytest

from annotator.text.extracting.charsets import characters, declared


@pytest.mark.parametrize(
    "data, name",
    [
        (b'<meta charset="windows-1252">', "windows-1252"),
        (b"<META CHARSET=koi8-r>", "koi8-r"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=Big5">', "Big5"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html/>', "iso-8859-2"),
        (b"<p>charset=none</p>", None),
    ],
)
def test_declared(data, name):
    assert declared(data) == name


def test_what_is_given_from_outside_wins():
    decoded, warnings = characters("<meta charset=koi8-r>ä".encode("cp1252"), "cp1252")
    assert decoded.text.endswith("ä") and warnings == []
