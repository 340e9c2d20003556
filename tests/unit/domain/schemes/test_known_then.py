from __future__ import annotations

import pytest

from annotator.domain.schemes import default
from tests.unit.domain.schemes.readings import ARTICLE, SOURCE, SOURCES, link, reading

SCHEME = default()
LATE = "44444444-4444-4444-8444-444444444444"


def dated(published):
    return {SOURCE: {**SOURCES[SOURCE], "published": published}}


def warnings(annotation, sources=SOURCES, article=ARTICLE):
    return [warning.code for warning in SCHEME.submit_holes(annotation, [], article, sources)[1]]


def blocks(annotation, sources=SOURCES, article=ARTICLE):
    return [problem.code for problem in SCHEME.release_holes(annotation, article, sources)]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2023-09-08", []),
        ("2023-09-15", []),
        ("2023-09-16", ["later_source"]),
        ("2023-09", ["source_date_partial"]),
        ("2023-10", ["later_source"]),
        ("2023", ["source_date_partial"]),
        ("2024", ["later_source"]),
        (None, ["source_undated"]),
    ],
)
def test_a_proof_is_dated_before_the_article(published, expected):
    assert warnings(reading("omission"), dated(published)) == expected


def test_an_article_with_a_month_only_is_compared_by_months():
    article = {**ARTICLE, "published": "2023-09"}
    assert warnings(reading("omission"), dated("2023-09-30"), article) == []
    assert warnings(reading("omission"), dated("2023-10-01"), article) == ["later_source"]


def test_an_article_without_date_leaves_it_open():
    undated = {**ARTICLE, "published": None}
    assert warnings(reading("omission"), article=undated) == ["article_undated"]
    assert blocks(reading("omission"), article=undated) == ["article_undated"]


def test_an_open_answer_is_a_warning_and_no_problem():
    problems, found = SCHEME.submit_holes(reading("omission", available_at_publication=None), [], ARTICLE, SOURCES)
    assert problems == []
    assert [(warning.code, warning.pointer) for warning in found] == [
        ("not_known", "/annotations/id-omission/attributes/available_at_publication")
    ]


@pytest.mark.parametrize("level", ["reported", "alleged"])
def test_what_others_leave_out_has_no_rule_of_time(level):
    omission = reading("omission", omission_level=level, available_at_publication=None)
    assert warnings(omission, dated("2030")) == blocks(omission, dated("2030")) == []


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2023-09-08", []), ("2023-09", []), ("2023-09-16", ["not_known_then"]), (None, ["not_known_then"])],
)
def test_a_release_needs_a_proof_in_time(published, expected):
    assert blocks(reading("omission"), dated(published)) == expected


def test_a_release_takes_no_later_proof_beside_an_earlier_one():
    both = {**SOURCES, LATE: {"id": LATE, "title": "Later", "published": "2023-12-01"}}
    omission = reading("omission", sources=[link(), link("supports", LATE)])
    assert blocks(omission, both) == ["not_known_then"]
    assert blocks(reading("omission", sources=[link(), link("context", LATE)]), both) == []
