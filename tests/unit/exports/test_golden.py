"""What each format writes of one full article, byte for byte; `python -m tests.golden.formats` writes it anew."""

from __future__ import annotations

import pytest

from exports.format import formats
from tests.golden.formats import FOLDER, LIBRARIES, file_of, written

NAMES = [info.name for info in formats() if info.writes and info.name not in LIBRARIES]


@pytest.mark.parametrize("name", NAMES)
def test_bytes_are_those_of_the_golden_file(name):
    made = written(name)
    assert {path: data.decode() for path, data in made.items()} == {
        path: (FOLDER / path).read_bytes().decode() for path in made
    }


def test_every_golden_file_belongs_to_a_format():
    known = {path for name in NAMES for path in written(name)}
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()} == known


def test_names_are_files_beside_each_other():
    assert len({file_of(name) for name in NAMES}) == len(NAMES)
