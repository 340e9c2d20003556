"""What is imported is declared, what is declared is used, and the locks hold it."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conventions.tree import PACKAGES, ROOT, files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOT_IMPORTED = {"psycopg", "werkzeug", "jinja2", "gunicorn", "alembic"}  # may be reached by name only
OWN = {*PACKAGES, "__future__"}


def test_everything_imported_is_declared():
    found = packages_distributions()
    declared = names(PROJECT["dependencies"]) | names(PROJECT["optional-dependencies"]["all"])
    foreign = {module for path in files(*PACKAGES, suffix=".py") for module in imported(path)}
    undeclared = {
        module
        for module in foreign - OWN - set(sys.stdlib_module_names)
        if module in found and not {normal(name) for name in found[module]} & declared
    }
    assert undeclared == set()


def test_everything_declared_is_imported():
    found = packages_distributions()
    used = {
        normal(name)
        for path in files(*PACKAGES, suffix=".py")
        for module in imported(path)
        for name in found.get(module, [])
    }
    assert names(PROJECT["dependencies"]) - used - NOT_IMPORTED == set()


@pytest.mark.parametrize("lock, extra", [("runtime", None), ("test", "test"), ("all", "all")])
def test_lock_holds_every_dependency(lock, extra):
    text = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    wanted = PROJECT["dependencies"] + (PROJECT["optional-dependencies"][extra] if extra else [])
    assert names(wanted) - set(locked(text)) == set()


def test_locks_agree_on_every_version():
    texts = [
        (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8") for lock in ("test", "runtime", "all")
    ]
    first, *others = [
        {(name, version) for name, version in re.findall(r"^([\w.-]+)==(\S+)", t, re.M)} for t in texts
    ]
    shared = [{pair for pair in other if pair[0] in dict(first)} for other in others]
    assert [pairs - first for pairs in shared] == [set(), set()]


@pytest.mark.parametrize("lock", ["runtime", "test", "all"])
def test_the_bill_names_every_component_of_the_lock(lock):
    spec = importlib.util.spec_from_file_location("bill", ROOT / "requirements/bill.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.bill(lock)
    text = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    named = [(one["name"], one["version"]) for one in made["components"]]
    assert named == re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.M)
    assert sum(len(one["hashes"]) for one in made["components"]) == text.count("--hash=sha256:")
    assert all(one["licenses"] for one in made["components"] if one["name"] in {"flask", "sqlalchemy", "pyotp"})
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def names(requirements: list[str]) -> set[str]:
    return {normal(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}


def locked(text: str) -> list[str]:
    return [normal(name) for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
