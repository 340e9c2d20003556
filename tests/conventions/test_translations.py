"""What the interface says is gathered, and every translation is whole."""

from __future__ import annotations

import importlib.util
import re

import pytest

from annotator.web import catalogs
from annotator.web.catalogs import FOLDER, MADE_UP, PAGES, SCRIPTS
from tests.conventions.tree import ROOT

ELEMENTS = re.compile(r"<[^>]+>|%\(\w+\)[srd]|\{\w+\}")
OTHERS = [MADE_UP, *catalogs.languages()[1:]]


@pytest.fixture(scope="module")
def words():
    spec = importlib.util.spec_from_file_location("words", ROOT / "docs/words.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("domain", [PAGES, SCRIPTS])
def test_the_template_holds_what_is_said(words, domain):
    written = (FOLDER / f"{domain}.pot").read_bytes()
    assert written == words.template(words.DOMAINS[domain]()), "the interface has moved on: run `make words`"


def test_the_gathering_finds_every_form_of_saying(words):
    said = 'done(x, "A." if y else "B.")\nsay("C %(d)s.", d=1)\ncounted(n, "one", "many")'
    code = f'{said}\nraise Invalid("code", "D.")'
    named = 'words = "E."\nraise Invalid("code", words)'
    assert set(words.in_python(f"{code}\n{named}")) == {"A.", "B.", "C %(d)s.", ("one", "many"), "D.", "E."}
    assert words.IN_SCRIPTS.findall("t('a {n}', { n: f(x) }, 'b {n}') + t('c')") == [("a {n}", "b {n}"), ("c", "")]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("domain", [PAGES, SCRIPTS])
def test_a_translation_is_whole_and_keeps_places_and_elements(language, domain):
    for message in catalogs.catalog(language, domain):
        if message.id:
            said = message.string if isinstance(message.string, str) else "".join(message.string)
            asked = message.id if isinstance(message.id, str) else message.id[1]
            assert said, f"{language} does not say {message.id!r}"
            assert set(ELEMENTS.findall(asked)) <= set(ELEMENTS.findall(said)), message.id
