from __future__ import annotations

from exports import record
from exports.document import Document, Layer, Link, Mark
from exports.fitting import to_record
from exports.mapping import make
from exports.offsets import Unit
from exports.options import Reading
from exports.strict import StrictError

TEXT = "😀 The mayor\r\nsaid so."


def of(*marks, how=None, unit=None, links=(), **about):
    document = Document(TEXT, [Layer("imported", list(marks), list(links))], unit=unit or Unit(), metadata=about)
    how = how or Reading()
    return to_record(document, how), how


def placed(found):
    return [one["anchor"]["segments"] for one in found["layers"][0]["annotations"]]


def test_a_mark_becomes_an_annotation_of_a_valid_record():
    found, _ = of(Mark("T1", "Claim", [(2, 11, "The mayor")], note="n", confidence=2))
    assert record.problems({"id": "x", "project": None, **found}) == []
    assert placed(found) == [[{"start": 2, "end": 11, "exact": "The mayor"}]]
    assert found["layers"][0]["annotations"][0]["origin"] == "imported"
    assert found["text"] == "😀 The mayor\nsaid so."


def test_offsets_that_do_not_fit_say_which_unit_would():
    found, how = of(Mark("T1", "claim", [(3, 12, "The mayor")]))
    assert isinstance(found, StrictError)
    assert found.code == "offsets_do_not_fit"
    assert "All 1 fit as UTF-16" in found.detail
    assert how.advice() == ["All 1 fit as utf16: say offsets utf16."]


def test_offsets_are_converted_when_the_unit_is_said():
    found, _ = of(Mark("T1", "claim", [(3, 12, "The mayor")]), how=Reading(offsets="utf16"))
    assert placed(found)[0][0]["start"] == 2
    found, _ = of(Mark("T1", "claim", [(13, 17, "said")]), how=Reading(offsets="crlf"))
    assert placed(found)[0][0] == {"start": 12, "end": 16, "exact": "said"}


def test_unknown_labels_are_all_named():
    found, how = of(Mark("1", "Person", [(2, 5, None)]), Mark("2", "Place", [(2, 5, None)]))
    assert found.code == "unknown_tag"
    assert "'Person', 'Place'" in found.detail
    assert dict(how.unknown) == {"Person": 1, "Place": 1}


def test_a_mapping_says_what_labels_attributes_and_values_are():
    mapping = make(
        {
            "labels": {"LOADED": {"tag": "framing", "attributes": {"bias_form": "lexical"}}, "X": None},
            "attributes": {"How": "polarity"},
            "values": {"polarity": {"bad": "neg"}},
        }
    )
    marks = Mark("1", "LOADED", [(2, 5, None)], {"How": "bad"}), Mark("2", "X", [(2, 5, None)])
    found, how = of(*marks, how=Reading(mapping=mapping))
    [one] = found["layers"][0]["annotations"]
    assert one["attributes"] == {"polarity": "neg", "bias_form": "lexical"}
    assert how.report.lines() == ["1 annotations 'X', left out by the mapping"]


def test_white_space_at_the_ends_goes_and_is_counted_and_what_touches_is_one():
    found, how = of(Mark("1", "claim", [(1, 5, None), (5, 6, None), (8, 12, None)]))
    assert placed(found) == [[{"start": 2, "end": 5, "exact": "The"}, {"start": 8, "end": 11, "exact": "yor"}]]
    assert how.report.counts["segments trimmed of white space at their ends"] == 3
    assert how.report.lines()


def test_a_relation_follows_its_marks_and_goes_with_them():
    marks = Mark("1", "rebuttal", [(2, 5, None)]), Mark("2", "claim", [(6, 11, None)])
    links = Link("R1", "rebuts", "1", "2"), Link("R2", "rebuts", "1", "9")
    found, how = of(*marks, links=links)
    [relation] = found["layers"][0]["relations"]
    assert relation["from"] == found["layers"][0]["annotations"][0]["id"]
    assert sum(how.report.counts.values()) == 1


def test_people_bear_pseudonyms_and_their_names_stand_nowhere_in_the_record():
    document = Document(TEXT, [Layer("alice", [Mark("1", "claim", [(2, 5, None)])], person=True)])
    how = Reading()
    found = to_record(document, how)
    assert "alice" not in str(found)
    assert how.people == {"alice": found["layers"][0]["layer"]}


def test_an_attribute_that_cannot_be_read_is_an_error_and_one_unknown_is_counted():
    found, _ = of(Mark("1", "framing", [(2, 5, None)], {"in_quote": "perhaps"}))
    assert found.code == "bad_value"
    found, how = of(Mark("1", "framing", [(2, 5, None)], {"Negation": True}))
    assert found["layers"][0]["annotations"][0]["attributes"] == {}
    assert how.report.lines() == ["1 attributes 'Negation', which framing does not have"]


def test_metadata_that_a_record_has_no_field_for_stays_as_meta():
    found, how = of(id=7, title="T", section="City", score=0.5)
    assert (found["id"], found["title"], found["meta"]) == ("7", "T", {"section": "City"})
    assert sum(how.report.counts.values()) == 1


def test_regions_are_looked_for_only_where_nothing_was_marked():
    assert "regions" not in of()[0]
    assert of(Mark("1", "claim", [(2, 5, None)]))[0]["regions"] == []
