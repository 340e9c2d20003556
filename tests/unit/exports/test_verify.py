from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import schemas
from exports import jsonl, verify

GOLDEN = Path(__file__).parents[2] / "golden/article.jsonl"
FULL = GOLDEN.read_bytes().splitlines(keepends=True)[0]
SIGNED = FULL.index(b',"history":')


def check(data):
    return verify.verify_stream(io.BytesIO(data))


def test_what_was_exported_is_right():
    report = verify.verify_file(GOLDEN)
    assert (report.ok, report.lines, report.first_wrong) == (True, 3, None)
    assert report.notes == ["line 2 has no history", "line 3 has no history"]


@given(st.integers(0, SIGNED - 1), st.integers(1, 255))
def test_any_changed_byte_is_found(at, change):
    changed = bytearray(FULL)
    changed[at] ^= change
    report = check(bytes(changed))
    assert not report.ok or report.notes, chr(FULL[at])


@given(st.integers(0, SIGNED - 1))
def test_a_missing_byte_is_found(at):
    report = check(FULL[:at] + FULL[at + 1 :])
    assert not report.ok or report.notes


@pytest.mark.parametrize("at", [FULL.index(b"record_sha256") + 20, FULL.index(b"record_sha256") + 2])
def test_a_changed_digest_is_found(at):
    changed = bytearray(FULL)
    changed[at] ^= 1
    assert not check(bytes(changed)).ok


def test_the_first_wrong_line_is_named():
    lines = GOLDEN.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"One line", b"Two line")
    lines[2] = b"[]\n"
    report = check(b"".join(lines))
    assert report.lines == 2
    assert report.first_wrong.startswith("line 2: /text_sha256: ")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{}\n", "line 1: /"),
        (b"\n", "line 1: There is nothing"),
        (b"\xff\n", "line 1: Byte 0"),
        (FULL * 2, "line 2: /id"),
    ],
)
def test_says_what_is_wrong(data, why):
    assert (check(data).first_wrong or "").startswith(why)


def test_the_same_content_in_other_bytes_is_noted():
    spaced = FULL.replace(b'","', b'", "', 1)
    assert spaced != FULL
    report = check(spaced)
    assert report.ok
    assert report.notes == ["line 1 holds what was exported, not byte for byte"]


def test_many_notes_are_counted():
    bare = schemas.examples("valid")["article.bare"]
    lines = jsonl.write({**bare, "id": str(number)} for number in range(30))
    report = check(b"".join(lines))
    assert (len(report.notes), report.more_notes) == (20, 10)
