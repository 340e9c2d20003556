from __future__ import annotations

import pytest

import schemas
from annotator.domain.schemes import Scheme
from annotator.domain.schemes.reading import problems
from annotator.errors import Invalid


def changed(**changes):
    """Return the default scheme with the value at each dotted path replaced."""
    data = schemas.scheme()
    for path, value in changes.items():
        *steps, last = path.split("__")
        owner = data
        for step in steps:
            owner = owner[step]
        owner[last] = value
    return data


VOICE = "tags__claim__attributes__voice"


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"version": "1"}, "/version"),
        ({"tags": {}}, "/tags"),
        ({"tags__rebuttal__key": "c"}, "/tags/rebuttal/key"),
        ({"tags__rebuttal__key": "rr"}, "/tags/rebuttal/key"),
        ({"tags__claim__anchors": ["line"]}, "/tags/claim/anchors/0"),
        ({VOICE: {"type": "colour"}}, "/tags/claim/attributes/voice/type"),
        ({VOICE: {"type": "id"}}, "/tags/claim/attributes/voice"),
        ({VOICE: {"type": "id", "vocabulary": "x"}}, "/tags/claim/attributes/voice/vocabulary"),
        ({VOICE: {"type": "bool", "requird": "submit"}}, "/tags/claim/attributes/voice"),
        ({VOICE: {"type": "bool", "when": {"x": 1}}}, "/tags/claim/attributes/voice/when"),
        ({VOICE: {"type": "bool", "unless_relation": "x"}}, "/tags/claim/attributes/voice/unless_relation"),
        ({VOICE: {"type": "entities", "ends_with": "x"}}, "/tags/claim/attributes/voice/ends_with"),
        ({VOICE: {"type": "int", "min": 3, "max": 1}}, "/tags/claim/attributes/voice"),
        ({"tags__omission__known_then__attribute": "x"}, "/tags/omission/known_then"),
        ({"tags__omission__sources__own_article_when": {"x": 1}}, "/tags/omission/sources/own_article_when"),
        ({"relations__rebuts__to": ["quote"]}, "/relations/rebuts/to"),
        ({"vocabularies__aim": [{"id": "a"}, {"id": "b"}, {"id": "a"}]}, "/vocabularies/aim/2/id"),
        ({"vocabularies__aim": [{"id": True}]}, "/vocabularies/aim/0/id"),
    ],
)
def test_names_what_does_not_fit(changes, where):
    assert where in [problem.pointer for problem in problems(changed(**changes))]


def test_names_the_first_term_that_is_too_many():
    data = changed(vocabularies__aim=[{"id": f"t{n}"} for n in range(1001)])
    before = [len(terms) for name, terms in data["vocabularies"].items()]
    place = 1000 - sum(before[: list(data["vocabularies"]).index("aim")])
    assert f"/vocabularies/aim/{place}" in [problem.pointer for problem in problems(data)]


def test_every_fault_is_told_at_once():
    data = changed(tags__rebuttal__key="c", relations__rebuts__to=["quote"])
    with pytest.raises(Invalid) as refused:
        Scheme(data)
    assert refused.value.code == "bad_scheme"
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize("data", [None, [], "x", {}])
def test_anything_may_be_asked(data):
    assert problems(data)


def test_a_thousand_terms_are_not_too_many():
    data = {"scheme": "x", "version": 1, "tags": {"t": {"anchors": ["span"]}}}
    data["vocabularies"] = {"v": [{"id": f"t{n}"} for n in range(1000)]}
    assert problems(data) == []


@pytest.mark.parametrize(
    ("changes", "where", "word"),
    [
        ({"tags__claim__label": {"en": "Cl\u202eaim"}}, "/tags/claim/label/en", "U+202E"),
        ({"tags__claim__definition": {"en": "What\x07"}}, "/tags/claim/definition/en", "U+0007"),
    ],
)
def test_words_that_deceive_or_are_no_text(changes, where, word):
    (problem,) = problems(changed(**changes))
    assert (problem.code, problem.pointer) == ("bad_scheme", where)
    assert word in problem.detail


def test_a_definition_may_say_how_a_line_turns():
    assert problems(changed(tags__claim__definition={"en": "\u2067مثال\u2069"})) == []
