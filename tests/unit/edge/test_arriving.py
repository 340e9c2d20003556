"""Bodies as they arrive."""

from __future__ import annotations

import io

import pytest

from annotator.edge.arriving import Body, require_whole


class Broken:
    def read(self, size):
        raise LookupError("a chunk of no size")


def test_what_a_server_cannot_read_is_a_connection_that_broke_off():
    with pytest.raises(OSError, match="cannot be read"):
        Body(Broken()).read(10)


def test_a_body_that_says_its_length_is_held_to_it():
    environ = {"wsgi.input": io.BytesIO(b"{}"), "wsgi.input_terminated": True, "CONTENT_LENGTH": "9"}
    require_whole(environ)
    assert "wsgi.input_terminated" not in environ
    assert environ["wsgi.input"].read(9) == b"{}"


def test_a_body_in_chunks_ends_where_the_server_says():
    environ = {"wsgi.input": io.BytesIO(b"{}"), "wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    require_whole(environ)
    assert environ["wsgi.input_terminated"]
