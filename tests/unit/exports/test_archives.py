from __future__ import annotations

import io
import stat
import zipfile

import pytest

from exports import archives
from exports.archives import Archive, ArchiveError, Folder, is_archive, opened


def packed(*members, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return io.BytesIO(buffer.getvalue())


def refused(stream):
    with pytest.raises(ArchiveError) as caught:
        archive = Archive(stream)
        for name in archive.names():
            archive.read(name)
    return caught.value.code, caught.value.where.get("member")


def test_members_are_read_by_name_and_hidden_ones_passed_over():
    archive = Archive(packed(("b/a.txt", "one"), ("__MACOSX/x", ""), (".DS_Store", "")))
    assert archive.names() == ["b/a.txt"]
    assert archive.read("b/a.txt") == b"one"


@pytest.mark.parametrize("name", ["../a.txt", "/etc/passwd", "a/../../b", "C:\\a.txt", "C:a.txt"])
def test_no_member_leads_out(name):
    assert refused(packed((name, "x"))) == ("archive_path", name)


def test_a_bomb_is_refused_by_what_it_says_and_by_what_it_does():
    assert refused(packed(("zeros", b"\0" * 10_000_000))) == ("archive_ratio", "zeros")
    data = bytearray(packed(("zeros", b"\0" * 10_000_000)).getvalue())
    for at in (data.find(b"PK\x03\x04") + 22, data.rfind(b"PK\x01\x02") + 24):
        data[at : at + 4] = (1000).to_bytes(4, "little")
    assert refused(io.BytesIO(bytes(data)))[0] in {"archive_ratio", "archive_broken"}


def test_no_more_than_so_many_members_and_bytes(monkeypatch):
    assert refused(packed(*((f"{n}.txt", "") for n in range(1001)))) == ("archive_members", None)
    monkeypatch.setattr(archives, "LARGEST", 10)
    assert refused(packed(("a", "123456"), ("b", "123456"))) == ("archive_size", "b")


def test_nested_archives_are_refused_by_name_and_by_what_they_are():
    inner = packed(("a", "x")).getvalue()
    assert refused(packed(("in.zip", inner))) == ("archive_nested", "in.zip")
    assert refused(packed(("in.txt", inner))) == ("archive_nested", "in.txt")


def test_links_and_encrypted_members_are_refused():
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refused(io.BytesIO(buffer.getvalue())) == ("archive_link", "link")
    data = bytearray(packed(("a", "x")).getvalue())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + flags] |= 1
    assert refused(io.BytesIO(bytes(data))) == ("archive_encrypted", "a")


def test_what_is_no_zip_or_cut_off_is_broken():
    assert refused(io.BytesIO(b"PK\x03\x04 nothing")) == ("archive_broken", None)
    assert refused(io.BytesIO(packed(("a", "x" * 999)).getvalue()[:-30])) == ("archive_broken", None)


def test_a_folder_has_the_same_names_without_links(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b/a.txt").write_text("one")
    (tmp_path / ".hidden").write_text("")
    (tmp_path / "link").symlink_to("/etc/passwd")
    assert Folder(tmp_path).names() == ["b/a.txt"]
    with opened(tmp_path) as files:
        assert files.read("b/a.txt") == b"one"


def test_a_zip_is_told_by_how_it_begins(tmp_path):
    path = tmp_path / "corpus"
    path.write_bytes(packed(("a.txt", "x")).getvalue())
    assert is_archive(path)
    with opened(path) as files:
        assert files.names() == ["a.txt"]


def test_a_zip_whose_table_points_before_its_beginning_is_broken():
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("a.txt", b"words" * 50)
    cut = whole.getvalue()[80:]
    with pytest.raises(ArchiveError) as refused, opened(io.BytesIO(cut)) as files:
        [files.read(name) for name in files.names()]
    assert refused.value.code == "archive_broken"
