from __future__ import annotations

import io
import zipfile

from exports.format import get
from exports.options import Losses, Writing
from exports.writing import example, stream, to_folder, zipped


def test_a_zip_is_streamed_and_the_same_for_the_same_files():
    files = [("a.txt", b"one"), ("b/c.txt", iter([b"two", b"three"]))]
    data = b"".join(zipped(files))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a.txt": b"one",
            "b/c.txt": b"twothree",
        }
    assert b"".join(zipped([("a.txt", b"one"), ("b/c.txt", iter([b"two", b"three"]))])) == data


def test_what_would_look_like_a_bomb_is_not_packed():
    data = b"".join(zipped([("a", b"\0" * 10_000_000)]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.getinfo("a").compress_size == 10_000_000


def test_a_folder_appears_whole_and_takes_the_place_of_the_old_one(tmp_path):
    target = tmp_path / "out"
    target.mkdir()
    (target / "old").write_text("")
    size = to_folder(get("brat"), [], Losses(), Writing(), target)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert [path.name for path in target.iterdir()] == ["annotation.conf"]
    assert size == (target / "annotation.conf").stat().st_size


def test_a_folder_that_fails_leaves_nothing(tmp_path):
    try:
        to_folder(get("brat"), [{}], Losses(), Writing(), tmp_path / "out")
    except KeyError:
        assert list(tmp_path.iterdir()) == []


def test_an_example_of_several_files_travels_as_a_zip():
    assert b"".join(example(get("brat")))[:2] == b"PK"
    assert b"".join(stream(get("brat"), [], Losses(), Writing()))[:2] == b"PK"
