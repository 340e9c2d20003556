"""backup and restore: a whole workspace in one file, checked before it counts."""

import hashlib
import io
import json
import os
import sqlite3
import tarfile
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from annotator.config import make_workspace
from annotator.domain.history.signing import Signer
from tests.databases import find_binaries
from tests.functional.cli.conftest import Run
from tests.seed import seed_path


@pytest.fixture
def saved(run: Run, gold, tmp_path):
    (gold / "captures").mkdir()
    (gold / "captures/page").write_bytes(b"captured")
    run("checkpoint")
    run("backup", tmp_path / "saved.tgz")
    return tmp_path / "saved.tgz"


def remade(saved, change):
    """Write the backup anew with its members changed: name → bytes."""
    with tarfile.open(saved) as archive:
        members = {m.name: archive.extractfile(m).read() for m in archive}
    change(members)
    with tarfile.open(saved, "w:gz") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return saved


def test_what_is_restored_is_what_was_saved(run: Run, saved, gold, tmp_path):
    before = run("export", "news", "--layers", "all").stdout
    other = ("--workspace", tmp_path / "other")
    run(*other, "restore", saved)
    assert run(*other, "export", "news", "--layers", "all").stdout == before
    assert (tmp_path / "other/captures/page").read_bytes() == b"captured"
    assert (tmp_path / "other/secret.key").read_bytes() == (gold / "secret.key").read_bytes()
    run(*other, "check")


def test_a_backup_is_for_its_owner_alone(saved):
    assert saved.stat().st_mode & 0o077 == 0


def test_what_a_killed_backup_left_goes_after_a_day(run: Run, workspace, tmp_path):
    run("project", "create", "news")
    left, running = workspace / ".backup-left", workspace / ".backup-running"
    for folder in (left, running):
        folder.mkdir()
        (folder / "database").write_bytes(b"half of it")
    os.utime(left, (0, 0))
    run("backup", tmp_path / "saved.tgz")
    assert (left.exists(), running.exists()) == (False, True)


def test_backup_never_overwrites(run: Run, saved):
    before = saved.read_bytes()
    assert "exists" in run("backup", saved, code=1).stderr
    assert saved.read_bytes() == before


def test_restore_never_touches_what_is_there(run: Run, saved, gold):
    before = (gold / "annotator.db").read_bytes()
    assert "another folder" in run("restore", saved, code=1).stderr
    assert (gold / "annotator.db").read_bytes() == before


def flip(members):
    members["database"] = members["database"][:-1] + bytes([members["database"][-1] ^ 1])


def drop(members):
    del members["workspace/secret.key"]


def climb(members):
    members["../outside"] = b"x"


def foreign(members):
    members["manifest.json"] = b'{"schema": "other"}'


def older(members):
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "revision": "0001"}).encode()


def newer(members):
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "revision": "9999"}).encode()


def within(members, statement):
    """Change the database inside, with hashes that fit."""
    before = members["database"]
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(before[:18] + b"\1\1" + before[20:])  # no log beside a database in memory
        database.execute(statement)
        database.commit()
        members["database"] = database.serialize()
    refit(members, before)


def refit(members, before):
    """Let the manifest say what the database is now."""
    digest, after = (hashlib.sha256(one).hexdigest() for one in (before, members["database"]))
    manifest = json.loads(members["manifest.json"].replace(digest.encode(), after.encode()))
    manifest["files"]["database"]["bytes"] = len(members["database"])
    members["manifest.json"] = json.dumps(manifest).encode()


def incomplete(members):
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "revision": ["0001"]}).encode()


def deep(members):
    members["manifest.json"] = b"[" * 100_000


def disagree(members):
    within(members, "UPDATE alembic_version SET version_num = '9999'")


def unguard(members):
    within(members, "DROP TRIGGER event_no_delete")


def spoil(members):
    before = members["database"]
    members["database"] = before[:40960] + b"\xaa" * 4096 + before[45056:]
    refit(members, before)


def unlisted(members):
    del members["manifest.json"]


def rekey(members):
    """Put the keys of another workspace in the place of ours, with hashes that fit."""
    manifest = json.loads(members["manifest.json"])
    other = Signer("annotator-other", b"k" * 32)
    files = {
        "workspace/keys/public.txt": f"{other.key} from 2026-01-01\n",
        "workspace/keys/signing.key": other.secret(),
    }
    for name, words in files.items():
        members[name] = words.encode()
        manifest["files"][name] = {"bytes": len(words), "sha256": hashlib.sha256(words.encode()).hexdigest()}
    members["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_what_is_no_file_in_a_backup_is_refused(run: Run, saved, tmp_path, kind):
    with tarfile.open(saved) as archive:
        members = [(member, archive.extractfile(member).read()) for member in archive]
    with tarfile.open(saved, "w:gz") as archive:
        for member, data in members:
            if member.name.endswith("page"):
                member.type, member.linkname, member.size, data = kind, "/etc/passwd", 0, b""
            archive.addfile(member, io.BytesIO(data))
    assert "should not" in run("--workspace", tmp_path / "other", "restore", saved, code=1).stderr
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (disagree, "of version 9999"),
        (unguard, "trigger event.event_no_delete is missing"),
        (spoil, "is damaged"),
        (newer, "newer than this program"),
        (unlisted, "no backup made by annotator"),
        (rekey, "no known key has signed this"),
        (flip, "SHA-256"),
        (drop, "lacks"),
        (climb, "should not"),
        (foreign, "no backup made by annotator"),
        (older, "--upgrade"),
        (incomplete, "no backup made by annotator"),
        (deep, "no backup made by annotator"),
    ],
)
def test_a_bad_backup_is_refused_and_leaves_nothing(run: Run, saved, tmp_path, change, words):
    before = set(tmp_path.iterdir())
    result = run("--workspace", tmp_path / "other", "restore", remade(saved, change), code=1)
    assert words in result.stderr
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("less", [1, 8, 2000])
def test_a_backup_cut_short_is_refused(run: Run, saved, tmp_path, less):
    saved.write_bytes(saved.read_bytes()[:-less])
    assert "damaged" in run("--workspace", tmp_path / "other", "restore", saved, code=1).stderr
    assert not (tmp_path / "other").exists()


def test_a_backup_that_goes_on_after_its_end_is_refused(run: Run, saved, tmp_path):
    saved.write_bytes(saved.read_bytes() * 2)
    assert "goes on after" in run("--workspace", tmp_path / "other", "restore", saved, code=1).stderr
    assert not (tmp_path / "other").exists()


def test_a_second_manifest_in_a_backup_is_refused(run: Run, saved, tmp_path):
    with tarfile.open(saved) as archive:
        members = [(member, archive.extractfile(member).read()) for member in archive]
    with tarfile.open(saved, "w:gz") as archive:
        for member, data in [*members, members[0]]:
            archive.addfile(member, io.BytesIO(data))
    assert (
        "'manifest.json', and should not"
        in run("--workspace", tmp_path / "other", "restore", saved, code=1).stderr
    )
    assert not (tmp_path / "other").exists()


def test_what_is_no_backup_at_all_is_refused(run: Run, tmp_path):
    (tmp_path / "cat.jpg").write_bytes(b"\xff\xd8 not a backup")
    result = run("--workspace", tmp_path / "other", "restore", tmp_path / "cat.jpg", code=1)
    assert "no backup" in result.stderr


def test_a_damaged_workspace_is_not_backed_up(run: Run, saved, gold, tmp_path):
    with sqlite3.connect(gold / "annotator.db") as database:
        database.execute("UPDATE article SET head = '0'")
    assert "does not pass its checks" in run("backup", tmp_path / "new.tgz", code=1).stderr
    assert not (tmp_path / "new.tgz").exists()


@pytest.fixture
def on_postgresql(run: Run, postgres_url, empty, monkeypatch):
    """Return the address of a server's database that holds a workspace with a project."""
    tools = find_binaries()
    if not (tools / "pg_dump").exists():
        pytest.skip("no pg_dump on this machine")
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    monkeypatch.setenv("ANNOTATOR_DATABASE_URL", postgres_url)
    make_workspace(empty)
    run("project", "create", "news")
    return postgres_url


def test_a_workspace_on_postgresql_moves_too(run: Run, on_postgresql, empty_postgres_url, tmp_path, monkeypatch):
    run("import", "news", seed_path("seed/gold.json"))
    before = run("export", "news", "--layers", "all").stdout
    run("backup", tmp_path / "saved.tgz")
    monkeypatch.setenv("ANNOTATOR_WORKSPACE", str(tmp_path / "other"))
    assert "has tables" in run("restore", tmp_path / "saved.tgz", code=1).stderr
    monkeypatch.setenv("ANNOTATOR_DATABASE_URL", empty_postgres_url)
    run("restore", tmp_path / "saved.tgz")
    assert run("export", "news", "--layers", "all").stdout == before
    run("check")


def test_a_backup_of_postgresql_that_is_tampered_with_leaves_the_server_empty(
    run: Run, on_postgresql, empty_postgres_url, tmp_path, monkeypatch
):
    engine = create_engine(on_postgresql)
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER event_append_only ON event"))
    engine.dispose()
    run("backup", tmp_path / "saved.tgz")
    monkeypatch.setenv("ANNOTATOR_WORKSPACE", str(tmp_path / "other"))
    monkeypatch.setenv("ANNOTATOR_DATABASE_URL", empty_postgres_url)
    for _ in range(2):
        assert "event.event_append_only is missing" in run("restore", tmp_path / "saved.tgz", code=1).stderr
        assert not (tmp_path / "other").exists()
