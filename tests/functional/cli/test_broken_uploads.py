"""Uploads that break off at four fifths: nothing is stored, nothing lies about, and the server goes on."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.functional.cli.processes import served

LINES = b"".join(json.dumps({"text": f"Article {n}. " + "x" * 900}).encode() + b"\n" for n in range(700))
PADDED = LINES + b" " * (len(LINES) // 4)
ONE = json.dumps({"text": "x" * 700_000}).encode()
SOURCE = "/api/v1/projects/news/sources/00000000-0000-4000-8000-000000000001"
PARTS = {
    "one article": ("POST", "/api/v1/projects/news/articles", "application/json", ONE),
    "many articles": ("POST", "/api/v1/projects/news/articles", "application/x-ndjson", LINES),
    "a corpus": ("POST", "/api/v1/projects/news/articles?format=jsonl", "application/octet-stream", LINES),
    "whole lines": ("POST", "/api/v1/projects/news/articles", "application/x-ndjson", PADDED),
    "a capture": ("PUT", f"{SOURCE}/capture", "text/plain", ONE),
}


def break_off(address: str, token: str, method: str, path: str, kind: str, body: bytes) -> bytes:
    """Send four fifths of the body, say that no more comes, and return what the server says to that."""
    parts = urlsplit(address)
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(head.encode() + body[: len(body) * 4 // 5])
        connection.shutdown(socket.SHUT_WR)
        return connection.recv(400).split(b"\r\n")[0]


def lying_about(*folders: Path) -> set[str]:
    """Return the files in the folders, but for the store and the sign of the server."""
    names = {path.name for folder in folders for path in folder.rglob("*")}
    return {name for name in names if not name.startswith(("annotator.db", "server.pid"))}


@pytest.mark.slow
@pytest.mark.parametrize("what", PARTS)
def test_54_what_breaks_off_leaves_nothing(run, tell, workspace, tmp_path, monkeypatch, what):
    run("project", "create", "news")
    run("user", "add", "man", "--password-stdin", stdin="a long pass of words 54\n")
    run("member", "add", "news", "man", "manager")
    token = run("token", "create", "man", "--scope", "manage").stdout.strip()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    process, address = served(workspace)
    try:
        before = lying_about(workspace, tmp_path / "temporary")
        answer = break_off(address, token, *PARTS[what])
        assert answer[9:12] == (b"404" if what == "a capture" else b"400")
        assert lying_about(workspace, tmp_path / "temporary") == before
        assert tell("project", "list")[0]["articles"] == 0
    finally:
        process.terminate()
        process.wait(30)


FAULTS = {
    "a length that is not kept": (b"Content-Length: 2\r\n", b""),
    "a chunk of no size": (b"Transfer-Encoding: chunked\r\n", b"zz\r\n{}\r\n0\r\n\r\n"),
    "a chunk that breaks off": (b"Transfer-Encoding: chunked\r\n", b"9\r\n{}"),
}


@pytest.mark.slow
def test_a_body_that_cannot_be_read_is_no_empty_one(run, workspace):
    run("user", "add", "man", "--password-stdin", stdin="a long pass of words 54\n")
    token = run("token", "create", "man").stdout.strip()
    head = f"PUT /api/v1/articles/a1/submission HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
    process, address = served(workspace)
    try:
        for name, (length, body) in FAULTS.items():
            kind = b"Content-Type: application/json\r\n"
            with socket.create_connection(("127.0.0.1", urlsplit(address).port or 0), timeout=30) as connection:
                connection.sendall(head.encode() + kind + length + b"\r\n" + body)
                connection.shutdown(socket.SHUT_WR)
                assert connection.recv(400).startswith(b"HTTP/1.1 400"), name
    finally:
        process.terminate()
        process.wait(30)
