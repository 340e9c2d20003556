"""Static files are sent as they are, or gzipped; their path changes with them."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from annotator.web import assets

WORDS = b"export const one = 1;\n" * 50


@pytest.fixture
def files(tmp_path: Path) -> dict[str, assets.Asset]:
    (tmp_path / "js").mkdir()
    (tmp_path / "js/one.js").write_bytes(WORDS)
    return assets.read(tmp_path)


def test_a_browser_gets_it_gzipped(files: dict[str, assets.Asset]) -> None:
    with Flask("page").test_request_context(headers={"Accept-Encoding": "br, gzip"}):
        answer = assets.answer(files, "js/one.js")
    assert gzip.decompress(answer.data) == WORDS
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")


def test_who_takes_no_gzip_gets_it_plain(files: dict[str, assets.Asset]) -> None:
    with Flask("page").test_request_context():
        answer = assets.answer(files, "js/one.js")
    assert answer.data == WORDS and "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    ("name", "written", "sent"),
    [
        ("a.js", b"/** Says. */\n\nlet a = 1; /** @type {A} */ let b;\n", b"\nlet a = 1; let b;\n"),
        ("a.css", b"/* Why. */\np { color: red }\n", b"p { color: red }\n"),
    ],
)
def test_what_only_its_reader_needs_stays_in_the_source(
    tmp_path: Path, name: str, written: bytes, sent: bytes
) -> None:
    (tmp_path / name).write_bytes(written)
    assert assets.read(tmp_path)[name].data == sent


def test_no_string_of_a_script_looks_like_a_comment() -> None:
    held = re.compile(r"(?<![\s({\[])/\*")
    assert [path.name for path in assets.STATIC.rglob("*.js") if held.search(" " + path.read_text())] == []


def test_what_is_not_there_is_not_found(files: dict[str, assets.Asset]) -> None:
    with Flask("page").test_request_context(), pytest.raises(NotFound):
        assets.answer(files, "js/../one.js")


def test_the_version_changes_with_a_file(files: dict[str, assets.Asset], tmp_path: Path) -> None:
    (tmp_path / "js/one.js").write_bytes(WORDS + b"//")
    assert assets.version(assets.read(tmp_path)) != assets.version(files)
