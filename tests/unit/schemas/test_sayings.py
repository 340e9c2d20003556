"""A sentence remembers how it was made."""

from __future__ import annotations

import json

from schemas.sayings import label, say


def test_it_is_the_english_sentence():
    saying = say("%(name)s is 50 %% done.", name="Ann")
    assert saying == "Ann is 50 % done."
    assert json.dumps({"detail": saying}) == '{"detail": "Ann is 50 % done."}'


def test_it_remembers_the_message_and_its_values():
    saying = say("%(name)s is here.", name="Ann")
    assert (saying.message, saying.values) == ("%(name)s is here.", {"name": "Ann"})


def test_a_label_is_english_and_remembers_its_languages():
    claim = label({"en": "Claim", "de": "Behauptung"}, "claim")
    assert (claim, claim.texts["de"]) == ("Claim", "Behauptung")
    assert label({}, "claim") == "claim"
