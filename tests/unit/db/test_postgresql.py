"""The address of PostgreSQL: whether others on the way could read along."""

from __future__ import annotations

import pytest

from annotator.db.postgresql import insecure

AWAY = "postgresql+psycopg://annotator@db.example.org/annotator"


@pytest.mark.parametrize(
    "url, mode",
    [
        (AWAY, "prefer"),
        (f"{AWAY}?sslmode=require", "require"),
        (f"{AWAY}?sslmode=disable", "disable"),
        ("postgresql+psycopg://annotator@/annotator?host=10.0.0.2", "prefer"),
        (f"{AWAY}?sslmode=verify-full", None),
        ("postgresql+psycopg://annotator@localhost:5433/annotator", None),
        ("postgresql+psycopg://annotator@/annotator?host=/run/postgresql", None),
        ("postgresql+psycopg:///annotator", None),
    ],
)
def test_asvs_12_3_a_link_to_another_machine_without_tls_is_warned_of(monkeypatch, url, mode):
    monkeypatch.delenv("PGSSLMODE", raising=False)
    assert insecure(url) == mode
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    assert insecure(url) == (mode if "sslmode" in url else None)
