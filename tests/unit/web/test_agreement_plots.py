"""Figures on plots and in words: in their place, negative ones too, formulas of spreadsheets disarmed."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from annotator.web.agreement.files import as_csv
from annotator.web.agreement.plots import Axis, axis_for, dot, level, shares
from annotator.web.agreement.words import lead, number

NONE = {"alpha": None, "f1": {}, "reasons": {"alpha": "no_variation"}}


@pytest.mark.parametrize(
    "value, text", [(0.667, ".67"), (1.0, "1.00"), (-0.054, "−.05"), (-0.001, ".00"), (None, "–"), (0.0, ".00")]
)
def test_numbers_are_written_as_the_field_does(value: float | None, text: str) -> None:
    assert number(value) == text


def test_an_axis_reaches_below_nothing_only_where_values_do() -> None:
    assert axis_for([0.2, None, 0.9]) == Axis(0.0)
    assert axis_for([-0.31]) == Axis(-0.4) and axis_for([-7.0]) == Axis(-1.0)
    assert Axis(-1.0).at(0.0) == 50.0 and Axis(0.0).at(2.0) == 100.0


def test_a_value_that_is_undefined_has_no_place_and_a_reason() -> None:
    found = dot("α", None, None, Axis(0.0), NONE, "alpha")
    assert found.at is None and found.why is not None and found.why.startswith("Only one value")


def test_shades() -> None:
    assert [level(value) for value in (None, -0.3, 0.05, 0.99, 1.0)] == [None, 0, 0, 9, 9]
    assert shares([[3, 1], [0, 0]]) == [[7, 2], [0, 0]]


def test_what_a_spreadsheet_would_compute_is_text() -> None:
    assert as_csv([("=1+1", "-x", -1.5, "plain", None)]) == "'=1+1,'-x,-1.5,plain,\r\n"


def test_the_sentence_links_figures_and_escapes_what_a_scheme_says() -> None:
    found = {"articles": 12, "tags": {"claim": {**NONE, "alpha": 0.5}}, "pairwise": [{"one": "a", "other": "b"}]}
    said = lead(found, {"claim": "<Claim>"}, lambda tag, words: Markup("<a>{}</a>").format(f"{tag}:{words}"))
    assert "“&lt;Claim&gt;” (α <a>claim:.50</a>)" in said and "<a>:12 articles</a>" in said


def test_the_sentence_when_nothing_was_marked() -> None:
    found = {"articles": 1, "tags": {"claim": NONE}, "pairwise": [{"one": "a", "other": "b"}]}
    assert lead(found, {"claim": "Claim"}).endswith("nothing was marked that could be compared.")
