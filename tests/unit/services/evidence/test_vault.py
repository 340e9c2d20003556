"""Files named by their hash: kept once, found again, and a changed one is named."""

from __future__ import annotations

import hashlib

import pytest

from annotator.errors import Missing
from annotator.services.evidence.vault import Vault


def test_bytes_come_back_by_their_hash(tmp_path):
    vault = Vault(tmp_path)
    sha256 = vault.put(b"evidence")
    assert sha256 == hashlib.sha256(b"evidence").hexdigest() == vault.put(b"evidence")
    assert vault.read(sha256) == b"evidence"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [sha256]


@pytest.mark.parametrize("name", ["../../secret.key", "f" * 63, "F" * 64, "0" * 64])
def test_what_is_not_there_is_missing(tmp_path, name):
    with pytest.raises(Missing):
        Vault(tmp_path).read(name)
