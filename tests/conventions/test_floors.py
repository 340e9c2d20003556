"""Imports only point downwards; the floors themselves stand in pyproject.toml."""

from __future__ import annotations

from importlinter.cli import lint_imports

from tests.conventions.tree import ROOT


def test_imports_point_downwards(capsys):
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert kept == 0, capsys.readouterr().out
