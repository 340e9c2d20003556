"""Imports only point downwards; the floors themselves stand in pyproject.toml."""

from __future__ import annotations

from importlinter.cli import lint_imports

from tests.conventions.tree import ROOT


def test_imports_point_downwards(capsys, monkeypatch):
    monkeypatch.setattr("logging.config.dictConfig", lambda _: None)  # it would switch our loggers off
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert kept == 0, capsys.readouterr().out
