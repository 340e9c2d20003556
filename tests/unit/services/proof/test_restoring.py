"""A restored workspace is whole, or not there."""

import resource

import pytest

from annotator.db import open_store
from annotator.errors import AnnotatorError, Conflict
from annotator.migrations import newest
from annotator.services.proof import backing_up, checking, restoring


@pytest.fixture
def saved(world, tmp_path):
    backing_up.back_up(world.workspace, world.store, tmp_path / "saved.tgz", revision=newest())
    return tmp_path / "saved.tgz"


@pytest.mark.sqlite
def test_a_restored_workspace_passes_its_checks(saved, tmp_path):
    restoring.restore(saved, tmp_path / "new")
    store = open_store(f"sqlite:///{tmp_path / 'new/annotator.db'}")
    with store.reading() as session:
        assert all(found.ok for found in checking.check(session))
    store.close()


def test_a_folder_that_is_not_empty_is_left_alone(saved, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new/work").write_text("precious")
    with pytest.raises(Conflict, match="another folder"):
        restoring.restore(saved, tmp_path / "new")
    assert (tmp_path / "new/work").read_text() == "precious"


@pytest.mark.sqlite
def test_an_empty_folder_is_filled(saved, tmp_path):
    (tmp_path / "new").mkdir()
    restoring.restore(saved, tmp_path / "new")
    assert (tmp_path / "new/secret.key").exists()


@pytest.mark.sqlite
def test_tables_of_another_version_need_to_be_asked_for(saved, tmp_path, monkeypatch):
    monkeypatch.setattr(restoring, "newest", lambda: "one that comes later")
    with pytest.raises(AnnotatorError, match="--upgrade"):
        restoring.restore(saved, tmp_path / "new")
    restoring.restore(saved, tmp_path / "new", with_upgrade=True)
    assert (tmp_path / "new/annotator.db").exists()


def test_a_failure_leaves_nothing_behind(tmp_path):
    (tmp_path / "bad.tgz").write_bytes(b"bad")
    with pytest.raises(AnnotatorError):
        restoring.restore(tmp_path / "bad.tgz", tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.tgz"]


def test_a_disk_without_space_is_not_called_a_damaged_backup(saved, tmp_path):
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, unlimited[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            restoring.restore(saved, tmp_path / "new")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert not [path for path in tmp_path.iterdir() if "new" in path.name]
