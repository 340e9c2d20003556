"""A release as a zip: looked at as its folder is, and refused when it is damaged."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile

import pytest

from exports.proof import source
from exports.proof.report import Wrong
from exports.proof.zipped import folder_of, is_zip

NOISE = random.Random(0).randbytes(5000)


def packed(path, *members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


@pytest.fixture
def good(tmp_path):
    return packed(tmp_path / "r.zip", ("r-1.0.0/SHA256SUMS", b"sums"), ("r-1.0.0/data/all.jsonl", NOISE))


def test_a_folder_is_handed_out_as_it_is(tmp_path):
    with folder_of(tmp_path) as folder:
        assert folder == tmp_path


def test_the_folder_in_a_zip_is_handed_out_and_gone_afterwards(good):
    assert is_zip(good)
    with folder_of(good) as folder:
        assert (folder / "data/all.jsonl").read_bytes() == NOISE
    assert not folder.exists()


@pytest.mark.parametrize("at", range(0, 5000, 500))
def test_a_byte_that_is_another_is_found_with_its_file(good, at):
    data = good.read_bytes()
    start = data.index(NOISE[:50]) + at
    good.write_bytes(data[:start] + bytes([data[start] ^ 1]) + data[start + 1 :])
    with pytest.raises(Wrong, match=r"r-1\.0\.0/data/all\.jsonl"), folder_of(good):
        pass


def test_a_zip_cut_short_is_one_that_cannot_be_read(good):
    good.write_bytes(good.read_bytes()[:3000])
    assert is_zip(good)
    with pytest.raises(Wrong, match=r"r\.zip: this zip cannot be read"), folder_of(good):
        pass


def test_a_file_that_is_there_twice_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        path = packed(tmp_path / "r.zip", ("r/a", b"1"), ("r/a", b"2"))
    with pytest.raises(Wrong, match="r/a: this file is in the zip twice"), folder_of(path):
        pass


def test_a_file_that_would_fill_the_disk_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "r.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("r/a", bytes(10**6))
    with pytest.raises(Wrong, match="unpacks to 1,000,000 bytes"), folder_of(tmp_path / "r.zip"):
        pass


@pytest.mark.parametrize("name", ["../../out", "/r/a", "r/./a", "r//a", "r/../r/a", "./r/a"])
def test_a_name_that_says_another_place_than_it_leads_to_is_refused(tmp_path, name):
    """Readers of the zip would take the first of the two, and the verifier has unpacked the second."""
    path = packed(tmp_path / "r.zip", ("r/a", b"what is read"), (name, b"what was verified"))
    with pytest.raises(Wrong, match="this is no name of a file in a release"), folder_of(path):
        pass


def test_a_folder_may_be_a_member(tmp_path):
    with folder_of(packed(tmp_path / "r.zip", ("r/", b""), ("r/a", b"1"))) as folder:
        assert (folder / "a").read_bytes() == b"1"


def test_the_verifier_inside_reads_a_zip_too(good, tmp_path):
    (tmp_path / "verify.py").write_bytes(source.verifier_source())
    command = [sys.executable, "-I", tmp_path / "verify.py", good]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "FAIL files" in done.stdout
    good.write_bytes(good.read_bytes()[:3000])
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "this zip cannot be read" in done.stderr
