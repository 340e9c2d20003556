"""What a message gets that is no request."""

from __future__ import annotations

import json

import pytest

from annotator.cli.unread import Unread, answer
from annotator.edge.guards import HEADERS


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"HTTP/1.1 431 Request Header Fields Too Large", "header_too_large"),
        (b"HTTP/1.1 414 URI Too Long", "address_too_long"),
        (b"HTTP/1.1 400 Bad Request", "bad_request"),
    ],
)
def test_it_is_a_problem_with_the_headers_of_all_answers(line, code):
    head, _, body = answer(line).partition(b"\r\n\r\n")
    first, *headers = head.decode().split("\r\n")
    said = json.loads(body)
    assert first.encode() == line
    assert (said["code"], said["status"], said["saved"]) == (code, int(line.split()[1]), False)
    assert f"Content-Length: {len(body)}" in headers
    assert f"X-Request-Id: {said['request_id']}" in headers
    assert {f"{name}: {value}" for name, value in HEADERS} <= set(headers)


def test_what_gunicorn_would_say_is_not_sent():
    class Client:
        sent = b""

        def sendall(self, data):
            self.sent += data

    client = Client()
    Unread(client).sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n<p>Invalid Header '&lt;x&gt;'</p>")
    assert b'"code": "bad_request"' in client.sent
    assert b"Invalid Header" not in client.sent
