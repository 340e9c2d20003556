"""The places of a vocabulary's entries: shown as they are, read as they were typed."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from annotator.web.forms.scheme_orders import OrderForm

TERMS = [{"id": "low"}, {"id": "high", "label": {"en": "High"}}, {"id": "none"}]


def test_places_are_shown_from_low_to_high():
    assert OrderForm(TERMS, ["low", "high"]).places == {"low": 1, "high": 2}


def test_what_is_typed_wins_and_empty_is_no_place():
    form = OrderForm(TERMS, ["low", "high"], MultiDict({"place-low": "4", "place-high": ""}))
    assert form.validate() and form.places == {"low": 4}


def test_a_place_is_a_whole_number():
    form = OrderForm(TERMS, [], MultiDict({"place-low": "first", "place-high": "0"}))
    assert not form.validate() and set(form.errors) == {"low", "high"}
