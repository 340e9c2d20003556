from __future__ import annotations

from exports.mapping import Mapping
from exports.options import Losses, Reading, lines_of, words_of


def test_losses_are_counted_the_most_frequent_first():
    losses = Losses()
    losses.add("points")
    losses.add("overlaps", 1200)
    losses.add("notes", 0)
    assert losses.lines() == ["1,200 overlaps", "1 points"]


def test_somebody_has_one_pseudonym_and_only_the_report_says_who_it_is():
    how = Reading()
    assert how.person("alice") == how.person("alice") != how.person("bob")
    assert how.lines() == ["reader-1 is alice", "reader-2 is bob"]


def test_a_pseudonym_of_before_is_taken_up_again():
    assert Reading(mapping=Mapping(people={"alice": "heron"})).person("alice") == "heron"


def test_the_advice_names_labels_and_the_unit_that_fits_all():
    how = Reading(misfits=212)
    how.units.update({"utf16": 212, "bytes": 100})
    how.unknown.update({"Person": 3})
    assert how.advice() == [
        "Labels that the scheme does not have: 'Person' (3 times). Map them.",
        "All 212 fit as utf16: say offsets utf16.",
    ]


def test_lines_and_words_stand_for_sentences_and_tokens():
    assert [" a b\n\nc"[slice(*span)] for span in lines_of(" a b\n\nc")] == ["a b", "c"]
    assert ["It's 3."[slice(*span)] for span in words_of("It's 3.")] == ["It", "'", "s", "3", "."]


def test_the_tags_are_those_of_the_scheme():
    assert set(Reading().tags) == {"claim", "rebuttal", "omission", "framing"}
