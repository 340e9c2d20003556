"""The sign of a server at work: another machine's keeps a second server away while it is renewed."""

from __future__ import annotations

import json
import os
import time

import pytest

from annotator.cli import marker
from annotator.errors import AnnotatorError


def sign(folder, host: str, *, age: int = 0) -> None:
    path = folder / marker.FILE
    path.write_text(json.dumps({"host": host, "pid": 1}), encoding="utf-8")
    os.utime(path, (time.time() - age, time.time() - age))


def test_68_a_server_on_another_machine_keeps_ours_away(tmp_path):
    sign(tmp_path, "elsewhere.example")
    with pytest.raises(AnnotatorError, match=r"elsewhere\.example serves"):
        marker.require_alone(tmp_path)


def test_a_sign_that_nobody_renews_holds_nobody(tmp_path):
    sign(tmp_path, "elsewhere.example", age=marker.STALE_SECONDS + 1)
    marker.require_alone(tmp_path)


@pytest.mark.parametrize("left", ["", "{", "[]", "{}"])
def test_a_sign_that_cannot_be_read_holds_nobody(tmp_path, left):
    (tmp_path / marker.FILE).write_text(left, encoding="utf-8")
    marker.require_alone(tmp_path)


def test_the_own_sign_is_put_up_and_taken_down(tmp_path):
    marker.keep(tmp_path)
    assert json.loads((tmp_path / marker.FILE).read_text())["pid"] == os.getpid()
    marker.require_alone(tmp_path)
    marker.remove(tmp_path)
    assert not (tmp_path / marker.FILE).exists()
