"""A backup holds what a workspace is made of, and is read back before it counts."""

import io
import resource
import tarfile

import pytest

from annotator.errors import AnnotatorError, Conflict
from annotator.services.proof import backing_up


@pytest.fixture
def saved(world, tmp_path):
    target = tmp_path / "saved.tgz"
    backing_up.back_up(world.workspace, world.store, target, revision="r")
    return target


@pytest.mark.sqlite
def test_the_manifest_says_what_is_in_it(saved):
    manifest = backing_up.verify(saved)
    assert (manifest["schema"], manifest["revision"], manifest["database"]) == (backing_up.SCHEMA, "r", "sqlite")
    assert {"database", "workspace/secret.key"} <= set(manifest["files"])


def test_locks_and_the_living_database_stay_out(world, saved):
    names = set(backing_up.verify(saved)["files"])
    assert not any(name.endswith((".db", ".lock", ".next", "-wal")) for name in names)


def test_no_temporary_file_stays(world, saved):
    left = [path.name for path in (*saved.parent.iterdir(), *world.workspace.path.iterdir())]
    assert not any(name.startswith(".") for name in left)


def test_a_file_that_is_there_is_never_overwritten(world, saved):
    with pytest.raises(Conflict, match="exists"):
        backing_up.back_up(world.workspace, world.store, saved, revision="r")


@pytest.mark.sqlite
def test_a_disk_without_space_is_said_and_nothing_stays(world, tmp_path):
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, unlimited[1]))
    try:
        with pytest.raises(AnnotatorError, match="nothing is left"):
            backing_up.back_up(world.workspace, world.store, tmp_path / "saved.tgz", revision="r")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert not [path for path in world.workspace.path.iterdir() if path.name.startswith(".backup")]


def test_bytes_that_are_not_those_of_the_manifest_are_found():
    with pytest.raises(AnnotatorError, match="SHA-256"):
        backing_up.copy_checked("a", io.BytesIO(b"x"), "0" * 64)


def test_a_link_in_the_archive_is_refused(tmp_path):
    path = tmp_path / "evil.tgz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("database")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(entry)
    with tarfile.open(path) as archive, pytest.raises(AnnotatorError, match="should not"):
        list(backing_up.contents_of(archive, {"files": {"database": {"sha256": ""}}}))


def test_an_archive_of_somebody_else_is_refused(tmp_path):
    with tarfile.open(tmp_path / "other.tgz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("readme"))
    with pytest.raises(AnnotatorError, match="no backup"):
        backing_up.verify(tmp_path / "other.tgz")
