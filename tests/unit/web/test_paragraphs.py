"""Regions as rows of a form and back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.regions import ROLES, check_regions
from annotator.web.paragraphs import UNMARKED, paragraphs, regions_of

TEXT = "Title\n\nFirst.\nSecond.\n\nFooter"
REGIONS = [{"role": "title", "start": 0, "end": 5}, {"role": "body", "start": 7, "end": 21}]


def test_each_line_is_a_row_with_its_role():
    rows = paragraphs(TEXT, REGIONS)
    assert [(row.text, row.role, row.begins) for row in rows] == [
        ("Title", "title", True),
        ("First.", "body", True),
        ("Second.", "body", False),
        ("Footer", UNMARKED, False),
    ]


def test_rows_go_back_to_the_regions_they_came_from():
    assert regions_of(paragraphs(TEXT, REGIONS)) == REGIONS


def test_a_row_in_another_role_is_a_region_of_its_own():
    rows = paragraphs(TEXT, REGIONS)
    rows[2] = replace(rows[2], role="caption")
    assert [region["role"] for region in regions_of(rows)] == ["title", "body", "caption"]


def test_an_unmarked_row_parts_its_neighbours():
    rows = paragraphs("a\nb\nc", [{"role": "body", "start": 0, "end": 5}])
    rows[1] = replace(rows[1], role=UNMARKED)
    assert regions_of(rows) == [{"role": "body", "start": 0, "end": 1}, {"role": "body", "start": 4, "end": 5}]


@given(st.text("ab \n🎉", min_size=1), st.lists(st.tuples(st.sampled_from(["", *ROLES]), st.booleans())))
def test_whatever_is_chosen_makes_regions_that_can_be(text, choices):
    rows = paragraphs(text, [])
    chosen = [replace(row, role=role, begins=begins) for row, (role, begins) in zip(rows, choices, strict=False)]
    regions = regions_of(chosen)
    assert check_regions(regions, len(text)) == regions
