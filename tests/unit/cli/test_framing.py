"""How much of a request has come."""

from __future__ import annotations

import pytest

from annotator.cli.framing import MOST, PIECE, Arrival, come

HEAD = b"PUT /x HTTP/1.1\r\nHost: localhost\r\n"


@pytest.mark.parametrize(
    "came",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        HEAD + b"Content-Length: 3\r\n\r\nabc",
        HEAD + b"content-length:3\r\n\r\nabcGET / HT",
        HEAD + b"Content-Length: 00000000000000003\r\n\r\nabc",
    ],
)
def test_a_request_is_whole_with_its_last_byte_and_not_before(came):
    whole = came.removesuffix(b"GET / HT")
    assert come(came) is Arrival.WHOLE
    assert {come(whole[:at]) for at in range(len(whole))} == {Arrival.PART}


@pytest.mark.parametrize(
    "came",
    [
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n",
        HEAD + b"Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n0\r\n\r\n",
    ],
)
def test_chunks_are_enough_where_they_seem_to_end(came):
    assert come(came) is Arrival.ENOUGH
    assert {come(came[:at]) for at in range(len(came))} == {Arrival.PART}


@pytest.mark.parametrize(
    "came",
    [
        b"x" * PIECE,
        HEAD + b"Content-Length: 2000000\r\n\r\n" + b"x" * MOST,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"x" * MOST,
    ],
)
def test_no_more_is_kept_than_there_is_room_for(came):
    assert come(came) is Arrival.ENOUGH


@pytest.mark.parametrize(
    "fields",
    [
        b"Content-Length: 4\r\nContent-Length: 5",
        b"Content-Length: 4\r\nTransfer-Encoding: chunked",
        b"Content-Length: 4x",
        b"Content-Length: 99999999999999999999",
        b"Content-Length: -1",
        b"Transfer-Encoding: xchunked",
        b"Transfer-Encoding: chunked, gzip",
    ],
)
def test_what_does_not_say_plainly_where_it_ends_is_left_to_the_parser(fields):
    assert come(HEAD + fields + b"\r\n\r\n") is Arrival.WHOLE
