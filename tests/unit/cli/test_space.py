"""How much room there is, and on what the workspace lies."""

import shutil
from collections import namedtuple

import pytest

from annotator.cli import space
from annotator.config import Workspace
from annotator.errors import StorageFull

Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(("free", "size"), [(100 * 2**20, 1), (900 * 2**20, 600 * 2**20)])
def test_the_last_space_is_kept_for_people_s_work(tmp_path, monkeypatch, free, size):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, free))
    with pytest.raises(StorageFull):
        space.require_space(Workspace(tmp_path), size)


def test_the_nearest_mount_says_the_file_system(tmp_path, monkeypatch):
    mounts = tmp_path / "mounts"
    folder = (tmp_path / "data/news").resolve()
    mounts.write_text(f"a / ext4 rw 0 0\nb {folder.parent} nfs4 rw 0 0\nc {folder.parent}-other tmpfs rw 0 0\n")
    monkeypatch.setattr(space, "MOUNTS", mounts)
    assert space.file_system(folder) == "nfs4"


def test_where_the_machine_does_not_say_nothing_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(space, "MOUNTS", tmp_path / "nowhere")
    assert space.file_system(tmp_path) == ""
