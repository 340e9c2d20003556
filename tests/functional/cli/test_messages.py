"""Messages that say two things about where they end are refused by the server, before any view."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest

from tests.functional.cli.processes import served

BOTH = "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"
FORGED = {
    "two lengths": "Content-Length: 4\r\nContent-Length: 5\r\n",
    "no number": "Content-Length: 4x\r\n",
    "an odd coding": "Transfer-Encoding: xchunked\r\n",
    "a name with a space": "Content-Length : 4\r\n",
}


def said(address: str, headers: str) -> bytes:
    parts = urlsplit(address)
    head = f"POST /login HTTP/1.1\r\nHost: {parts.netloc}\r\n{headers}\r\nabcd"
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(head.encode())
        return connection.makefile("rb").read()


@pytest.mark.slow
def test_asvs_4_2_1_a_message_with_two_lengths_is_refused(workspace):
    process, address = served(workspace)
    try:
        answers = {name: said(address, headers) for name, headers in FORGED.items()}
        assert {
            name: line.split()[1] for name, line in answers.items() if line[9:10] != b"4" and line[9:12] != b"501"
        } == {}
        assert all(b"Content-Security-Policy: default-src 'none'" in answer for answer in answers.values())
        assert all(b'"saved": false' in answer for answer in answers.values())
        assert said(address, BOTH).split()[1] != b"200"
    finally:
        process.terminate()
        process.wait(30)
