"""The child has little memory and time, and cannot leave files behind."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from annotator.errors import Invalid
from annotator.text.extracting import child

LIMITED = "from annotator.text.extracting.child import limit; limit(); "


def ends(code: str) -> int:
    return subprocess.run([sys.executable, "-c", LIMITED + code], capture_output=True, check=False).returncode


def test_limits_are_those_that_were_promised():
    code = f"import resource as r; assert r.getrlimit(r.RLIMIT_AS)[0] == {512 * 2**20}"
    assert ends(code + "; assert r.getrlimit(r.RLIMIT_CPU)[0] == 5") == 0


def test_a_child_that_wants_more_memory_ends():
    assert ends("x = bytearray(600 * 2**20)") != 0


def test_a_child_that_writes_a_file_ends(tmp_path):
    assert ends(f"open({str(tmp_path / 'file')!r}, 'wb', 0).write(b'x')") != 0


def test_a_child_that_ends_badly_is_a_refusal():
    with pytest.raises(Invalid) as refused:
        child.run("html", b"\xff")
    assert refused.value.code == "page_too_complex"


def test_limits_do_not_touch_this_process():
    child.run("html", b"<p>a</p>")
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0
