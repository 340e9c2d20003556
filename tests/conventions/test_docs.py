"""The docs say what the program does: tables are made from the code, the rest is compared with it."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import fields

import pytest

from annotator.config import Settings
from tests.conventions.tree import ROOT, files, name

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *files("docs", suffix=".md")]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.fixture(scope="module")
def generate():
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["commands.md", "formats.md", "permissions.md"])
def test_reference_page_is_what_the_code_says(generate, page):
    written = (DOCS / page).read_text(encoding="utf-8")
    assert written == generate.page(generate.PAGES[page]), "the code has moved on: run `make docs`"


def test_every_setting_is_described_with_its_default():
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    described = dict(re.findall(r"^\| `([a-z_]+)` \| `([^`]*)` \|", text, re.MULTILINE))
    assert described == {field.name: as_toml(field.default) for field in fields(Settings)}


def test_every_variable_of_the_environment_is_described():
    code = "".join(path.read_text(encoding="utf-8") for path in files("annotator", suffix=".py"))
    used = set(re.findall(r"(?:environ.{0,6}|envvar=)[\"'](ANNOTATOR_[A-Z_]+)", code))
    described = set(re.findall(r"`(ANNOTATOR_[A-Z_]+)`", (DOCS / "settings.md").read_text(encoding="utf-8")))
    assert used == described


def test_every_make_target_of_the_docs_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        word for page in PAGES for word in re.findall(r"\bmake ([a-z]+)(?=`|\s{2,}|$)", page.read_text(), re.M)
    }
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_between_pages_lead_somewhere(page):
    broken = [to for to in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / to).exists()]
    assert broken == []


def test_every_decision_is_listed():
    listed = (DOCS / "decisions/README.md").read_text(encoding="utf-8")
    pages = [page.name for page in files("docs/decisions", suffix=".md") if page.name != "README.md"]
    assert [page for page in pages if f"({page})" not in listed] == []


@pytest.mark.parametrize(
    "page", [p for p in files("docs/decisions", suffix=".md") if p.stem != "README"], ids=name
)
def test_decision_has_its_three_parts_and_a_date(page):
    text = page.read_text(encoding="utf-8")
    assert re.search(r"^\d{4}-\d\d-\d\d$", text, re.MULTILINE)
    assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequence"))


def as_toml(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
