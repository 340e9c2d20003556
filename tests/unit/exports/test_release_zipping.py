"""The package as one file: the same bytes again, and a zip that others open."""

from __future__ import annotations

import io
import zipfile

from exports.release.zipping import zipped

FILES = {"README.md": b"words\n", "data/all.jsonl": b"x" * 3_000_000}


def packed():
    return b"".join(zipped("news-v1.0.0", ((name, io.BytesIO(data)) for name, data in FILES.items())))


def test_a_zip_is_whole_and_the_same_again():
    assert packed() == packed()
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            f"news-v1.0.0/{name}": data for name, data in FILES.items()
        }
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


def test_nothing_large_is_held():
    pieces = list(zipped("r", [("big", io.BytesIO(b"x" * 10_000_000))]))
    assert max(map(len, pieces)) < 3_000_000
