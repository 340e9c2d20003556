"""What stands behind the question mark of an address is known, said once, and text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

import annotator.web
from annotator.errors import Malformed
from annotator.web import parameters

HERE = Path(annotator.web.__file__).parent
READ = re.compile(r'(?:request\.args\.(?:get|getlist)|number|_choice)\("(\w+)"')
LINKED = re.compile(r"""href="[^"]*?[?]([^"]*)\"""")
NAME = re.compile(r"(?:^|&amp;|&)(\w+)=")
SENT = re.compile(r'<form[^>]*method="get".*?</form>', re.DOTALL)


def names_in_code() -> set[str]:
    return {name for path in HERE.rglob("*.py") for name in READ.findall(path.read_text("utf-8"))}


def names_in_templates() -> set[str]:
    found: set[str] = set()
    for path in HERE.rglob("*.html"):
        text = path.read_text("utf-8")
        found |= {name for query in LINKED.findall(text) for name in NAME.findall(query)}
        found |= {name for form in SENT.findall(text) for name in re.findall(r' name="(\w+)"', form)}
    return found


def test_whatever_a_page_reads_or_links_to_is_taken():
    read, linked = names_in_code(), names_in_templates()
    assert {"page", "tag", "state"} <= read and {"case", "q", "layers"} <= linked
    assert (read | linked) - parameters.TAKEN - {"withdrawn", "quote"} == set()  # those are of the API


@pytest.mark.parametrize("query", ["sort=password", "q=1&q=1", "q=a%00", "tag=%1b[31m", "utm_source=x", "=x"])
def test_what_is_not_taken_is_refused(query):
    with Flask("x").test_request_context(f"/?{query}"), pytest.raises(Malformed) as refused:
        parameters.check()
    assert refused.value.code == "bad_parameter"


@pytest.mark.parametrize("query", ["", "q=a+b&tag=claim", "layers=a&layers=b", "next=/account"])
def test_what_is_taken_passes(query):
    with Flask("x").test_request_context(f"/?{query}"):
        parameters.check()
