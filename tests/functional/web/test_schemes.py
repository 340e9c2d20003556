"""The scheme as page: read by all, changed by managers, tried out before it is published."""

from __future__ import annotations

import html
import re

import pytest

from tests.bodies import claim, uid
from tests.visitors import words

HERE = "/projects/news/scheme"


@pytest.fixture
def man(world, visit):
    assert world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim()).status_code == 201
    return visit("man")


def text_of(page):
    return html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.S)[1]).lstrip("\r\n")


def send(man, text, act, base="1"):
    return man.send(f"{HERE}/edit/yaml", page=f"{HERE}/edit/yaml", text=text, base=base, act=act)


def test_everybody_reads_what_the_terms_mean(visit):
    shown = words(visit("ann").get(HERE))
    assert "Kind of claim" in shown and "a number, rate, rank or trend is the point" in shown.lower()


@pytest.mark.parametrize(
    "told",
    [
        "Speaker · needed when handing in · Needed only if “Inside a quotation” is Yes",
        "Reached through · Makes sense only if “Aim” is one of Through an ally, Through an opponent",
        "Known at publication · Warns when left empty if “Who leaves it out” is The article",
        "Why this verdict · needed when handing in · Needed only if “Proposed verdict” is answered, but not with",
        "What is rebutted · needed when handing in · Not needed once there is a link “rebuts”",
        "Supports · The annotated article itself counts as a source: “Who leaves it out” is Reported",
        "It had to be known at publication: “Who leaves it out” is The article",
    ],
)
def test_conditions_are_told_in_words(visit, told):
    assert told.lower() in words(visit("ann").get(HERE)).lower()


def test_a_change_is_tried_out_with_the_forms_it_makes(man):
    text = text_of(man.get(f"{HERE}/edit/yaml")).replace("en: Voice", "en: Whose words")
    page = send(man, text, "check")
    assert page.status_code == 200
    assert "No annotation. Everything that was made still fits." in words(page)
    assert "Whose words" in words(page)


def test_a_change_is_published(man):
    text = text_of(man.get(f"{HERE}/edit/yaml")).replace("en: Voice", "en: Whose words")
    assert send(man, text, "publish").status_code == 303
    shown = words(man.get(HERE))
    assert "version 2" in shown and "Whose words" in shown
    assert "Whose words" not in words(man.get(f"{HERE}?version=1"))


def test_what_is_in_use_stands_in_the_way_and_the_text_stays(man):
    text = text_of(man.get(f"{HERE}/edit/yaml"))
    cut = re.sub(r"  - \{id: numerical,.*?(?=\n  - \{id)|  - id: numerical\n(?:    .*\n)+", "", text, flags=re.S)
    assert cut != text
    page = send(man, cut, "publish")
    assert page.status_code == 409
    assert "would no longer fit" in words(page) and "in the way" in words(page)
    assert text_of(page) == cut.lstrip("\r\n")


def test_a_fault_is_named_with_its_line(man):
    page = send(man, "scheme: x\nversion: 1\ntags: {}\n", "check")
    assert page.status_code == 422
    assert "Line" in words(page)


def test_the_file_comes_back_as_the_same_scheme(man):
    data = man.get(f"{HERE}.yaml").text
    assert send(man, data, "publish").status_code == 303
    assert "version 1" in words(man.get(HERE))
