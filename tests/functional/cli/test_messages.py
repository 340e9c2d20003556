"""Messages that say two things about where they end are refused by the server, before any view."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

import pytest

from tests.functional.cli.processes import served

HOSTS = {
    "none": "",
    "an empty one": "Host:\r\n",
    "two": "Host: localhost\r\nHost: localhost\r\n",
    "two that differ": "Host: localhost\r\nHost: evil.example\r\n",
    "two in one": "Host: localhost, localhost\r\n",
    "one with a path": "Host: localhost/evil\r\n",
    "one with a user": "Host: evil@localhost\r\n",
    "one with signs": "Host: local<host>\r\n",
    "one with a port that is none": "Host: localhost:99999\r\n",
}
pytestmark = pytest.mark.slow
BOTH = "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"
FORGED = {
    "two lengths": "Content-Length: 4\r\nContent-Length: 5\r\n",
    "no number": "Content-Length: 4x\r\n",
    "an odd coding": "Transfer-Encoding: xchunked\r\n",
    "a name with a space": "Content-Length : 4\r\n",
}


def said(address: str, headers: str) -> bytes:
    return sent(address, f"POST /login HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\n{headers}\r\nabcd")


def sent(address: str, head: str) -> bytes:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(head.encode())
        return connection.makefile("rb").read()


def code(answer: bytes) -> str:
    return str(json.loads(answer.partition(b"\r\n\r\n")[2])["code"])


@pytest.fixture
def address(workspace):
    """Where the workspace is served."""
    process, address = served(workspace)
    yield address
    process.terminate()
    process.wait(30)


def test_asvs_4_2_1_a_message_with_two_lengths_is_refused(address):
    answers = {name: said(address, headers) for name, headers in FORGED.items()}
    assert {
        name: line.split()[1] for name, line in answers.items() if line[9:10] != b"4" and line[9:12] != b"501"
    } == {}
    assert all(b"Content-Security-Policy: default-src 'none'" in answer for answer in answers.values())
    assert all(b'"saved": false' in answer for answer in answers.values())
    assert said(address, BOTH).split()[1] != b"200"


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/projects"])
def test_a_message_that_does_not_name_one_host_is_refused(address, path):
    for version in ("1.1", "1.0"):
        head = f"GET {path} HTTP/{version}\r\n"
        answers = {name: sent(address, f"{head}{host}Connection: close\r\n\r\n") for name, host in HOSTS.items()}
        if version == "1.0":
            assert answers.pop("none").split()[1] in {b"200", b"401"}
        assert {name: answer.split()[1] for name, answer in answers.items()} == dict.fromkeys(answers, b"400")
        assert {code(answer) for answer in answers.values()} <= {"bad_host", "bad_request"}
        assert all(b"Content-Security-Policy: default-src 'none'" in answer for answer in answers.values())
