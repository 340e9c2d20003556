"""A source keeps the bytes it was seen as, and quotations are looked for in them."""

from __future__ import annotations

import pytest

from annotator.domain.quotes import Search
from annotator.errors import Missing, Refused, Stale
from annotator.permissions import OPERATOR
from annotator.services.evidence import capturing, ledger
from annotator.services.evidence.vault import Vault
from annotator.text.extracting.evidence import read_evidence
from tests.bodies import SOURCE, source

WORDS = b"The roads cost two billion, says the report."


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path / "captures")


def attach(world, vault, data: bytes = WORDS, **more):
    with world.writing() as session:
        project = world.project(session)
        return capturing.attach(session, OPERATOR, project, SOURCE, vault, read_evidence(data), **more)


def test_the_record_carries_the_hash_and_the_vault_the_bytes(world, vault):
    row = attach(world, vault, final_url="https://budget.example/final")
    capture = row.body["capture"]
    assert capture["bytes"] == len(WORDS) and capture["media_type"] == "text/plain"
    assert capture["final_url"] == "https://budget.example/final" and row.version == 2
    assert vault.read(capture["sha256"]) == WORDS


def test_the_same_bytes_again_change_nothing(world, vault):
    assert attach(world, vault).version == attach(world, vault).version == 2


def test_a_stale_version_is_refused_when_one_is_said(world, vault):
    attach(world, vault)
    with pytest.raises(Stale):
        attach(world, vault, b"Other bytes.", if_match=1)


def test_a_later_put_of_the_source_keeps_its_capture(world, vault):
    attach(world, vault)
    with world.writing() as session:
        stored = ledger.put_source(
            session, OPERATOR, world.project(session), SOURCE, source("Renamed"), if_match=2
        )
        assert stored.row.body["title"] == "Renamed" and stored.row.body["capture"]["bytes"] == len(WORDS)


def test_quotations_are_looked_for(world, vault):
    attach(world, vault)
    with world.reading() as session:
        row = capturing.find(session, OPERATOR, world.project(session), SOURCE)
        assert capturing.check_quote(session, row, "two billion", Search()).check == "exact"


def test_without_a_capture_there_is_nothing_to_look_in(world, vault):
    with world.reading() as session:
        row = capturing.find(session, OPERATOR, world.project(session), SOURCE)
        assert capturing.check_quote(session, row, "two billion", Search()) is None
        with pytest.raises(Missing):
            capturing.data_of(row, vault)


def test_nothing_is_fetched_until_it_is_allowed():
    with pytest.raises(Refused):
        capturing.fetched("https://budget.example/", allow_fetch=False)
    with pytest.raises(Missing):
        capturing.fetched(None, allow_fetch=True)


def test_check_names_a_file_that_was_changed_or_lost(world, vault):
    sha256 = attach(world, vault).body["capture"]["sha256"]
    with world.reading() as session:
        assert list(vault.check(session)) == [None]
        vault.path(sha256).write_bytes(b"forged")
        assert "was changed" in next(vault.check(session))
        vault.path(sha256).unlink()
        assert "missing" in next(vault.check(session))
