"""A file that is placed is whole, or was never there."""

import os
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from annotator.placing import kept, placed


def test_it_takes_its_name_when_all_of_it_is_there(tmp_path):
    with placed(tmp_path / "a", 0o600) as file:
        file.write(b"whole")
        assert not (tmp_path / "a").exists()
    assert (tmp_path / "a").read_bytes() == b"whole"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_what_fails_leaves_the_earlier_one_and_nothing_else(tmp_path):
    (tmp_path / "a").write_bytes(b"earlier")
    with pytest.raises(KeyboardInterrupt), placed(tmp_path / "a") as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"earlier")]


def test_what_is_kept_is_flushed_and_then_the_names_of_the_file_and_of_its_folder(tmp_path, monkeypatch):
    flushed, fsync = [], os.fsync

    def watch(number: int) -> None:
        flushed.append((Path(f"/proc/self/fd/{number}").resolve(), (tmp_path / "ab" / "c").exists()))
        fsync(number)

    monkeypatch.setattr(os, "fsync", watch)
    with kept(tmp_path / "ab" / "c") as file:
        file.write(b"whole")
    (part, named), *folders = flushed
    assert (part.suffix, named) == (".part", False)
    assert folders == [(tmp_path / "ab", True), (tmp_path, True)]


def test_an_interrupt_at_any_moment_leaves_nothing_half_done(tmp_path):
    moments = 0
    while interrupted(tmp_path / "a", moments):
        moments += 1
        assert [path.read_bytes() for path in tmp_path.iterdir()] in ([], [b"whole"])
        (tmp_path / "a").unlink(missing_ok=True)
    assert moments > 50


def interrupted(target: Path, moment: int) -> bool:
    """Place a file and be interrupted before the instruction of that number; say whether there was one."""
    count = iter(range(moment + 1))

    def trace(frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_name != "placed":
            return None
        frame.f_trace_opcodes = True
        if event == "opcode" and next(count, None) == moment:
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with placed(target) as file:
            file.write(b"whole")
        return False
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
