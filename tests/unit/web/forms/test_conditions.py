"""Conditions of a scheme: read from what is ticked, written as the scheme writes them."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

import schemas
from annotator.web.forms.attributes import AttributeForm
from annotator.web.forms.conditions import ConditionField

ATTRIBUTES = [field.attribute for field in AttributeForm(schemas.scheme(), "framing")]
ALLY, OPPONENT = "indirect_ally", "indirect_opponent"


class Rule(Form):
    when = ConditionField("Needed only if")


def asked(before=None, **ticked):
    sent = MultiDict()
    for name, values in ticked.items():
        sent.setlist(f"when-{name.replace('__', '-')}", values if isinstance(values, list) else [values])
    form = Rule(sent if ticked else None)
    form.when.offer(ATTRIBUTES, before or {})
    return form.when


@pytest.mark.parametrize(
    "ticked, condition",
    [
        ({"aim": ALLY}, {"aim": ALLY}),
        ({"aim": [OPPONENT, ALLY]}, {"aim": [ALLY, OPPONENT]}),
        ({"aim": ALLY, "aim__how": "none"}, {"aim": {"not": [ALLY]}}),
        ({"aim__how": "none"}, {"aim": {"not": []}}),
        ({"aim__how": "one"}, {}),
        ({"in_quote": "true", "intensity": ["1", "3"]}, {"in_quote": True, "intensity": [1, 3]}),
        ({"aim": "gone"}, {}),
    ],
)
def test_what_is_ticked_is_the_condition(ticked, condition):
    assert asked(**ticked).data == condition


@pytest.mark.parametrize("condition", [{"aim": [ALLY]}, {"aim": {"not": [ALLY]}}, {"in_quote": False}, {}])
def test_a_condition_is_shown_and_comes_back_as_it_was_written(condition):
    shown = asked(condition)
    ticked = {part.attribute.name: list(part.chosen) for part in shown.parts if part.chosen}
    ticked |= {f"{part.attribute.name}__how": part.how for part in shown.parts}
    assert asked(condition, **ticked).data == condition


def test_what_cannot_be_ticked_stays():
    kept = {"neutral_alternative": "x", "aim": ["gone"]}
    assert asked(kept, in_quote="true").data == {**kept, "in_quote": True}


def test_only_attributes_with_one_answer_of_several_are_offered():
    names = {part.attribute.name for part in asked().parts}
    assert {"aim", "in_quote", "intensity"} <= names
    assert not names & {"technique", "target", "neutral_alternative"}
