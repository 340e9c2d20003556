from __future__ import annotations

import io
import json

from exports.doccano import read
from exports.mapping import make
from exports.options import Reading
from exports.strict import StrictError

TEXT = "👨‍👩‍👧 said the mayor"


def of(*lines, how=None):
    data = "\n".join(json.dumps(line) for line in lines).encode()
    return [value for _, value in read(io.BytesIO(data), how or Reading())]


def quotes(found):
    marks = [one for layer in found["layers"] for one in layer["annotations"]]
    return [(one["tag"], *(segment["exact"] for segment in one["anchor"]["segments"])) for one in marks]


def test_labels_are_read_under_every_name_they_have_had():
    for key in ("label", "labels", "entities"):
        [found] = of({"text": TEXT, key: [[6, 10, "claim"]]})
        assert quotes(found) == [("claim", "said")]
    [found] = of({"data": TEXT, "entities": [{"id": 5, "label": "claim", "start_offset": 6, "end_offset": 10}]})
    assert quotes(found) == [("claim", "said")]


def test_relations_join_entities_by_their_ids():
    entities = [
        {"id": 7, "label": "rebuttal", "start_offset": 6, "end_offset": 10},
        {"id": 9, "label": "claim", "start_offset": 11, "end_offset": 20},
    ]
    relations = [{"id": 1, "from_id": 7, "to_id": 9, "type": "rebuts"}]
    [found] = of({"text": TEXT, "entities": entities, "relations": relations})
    [layer] = found["layers"]
    assert layer["relations"][0]["to"] == layer["annotations"][1]["id"]


def test_graphemes_are_counted_when_asked_for():
    [found] = of({"text": TEXT, "label": [[2, 6, "claim"]]}, how=Reading(offsets="graphemes"))
    assert quotes(found) == [("claim", "said")]


def test_line_ends_count_as_they_stand_in_the_file():
    [found] = of({"text": "a\r\nb c", "label": [[3, 4, "claim"]]})
    assert quotes(found) == [("claim", "b")]


def test_a_label_of_the_whole_text_stands_on_the_article():
    how = Reading(mapping=make({"labels": {"biased": "framing"}}))
    [found] = of({"text": TEXT, "label": ["biased"]}, how=how)
    assert found["layers"][0]["annotations"][0]["anchor"]["kind"] == "article"


def test_people_of_the_old_dialect_have_a_layer_each():
    labels = [{"label": 1, "start_offset": 6, "end_offset": 10, "user": user} for user in (3, 4)]
    how = Reading(mapping=make({"labels": {"1": "claim"}}))
    [found] = of({"text": TEXT, "annotations": labels}, how=how)
    assert len(found["layers"]) == 2
    assert set(how.people) == {"3", "4"}


def test_a_list_of_all_is_read_as_lines_are():
    data = json.dumps([{"text": "One.", "label": []}, {"text": "Two.", "label": []}], indent=1).encode()
    assert [value["text"] for _, value in read(io.BytesIO(data), Reading())] == ["One.", "Two."]


def test_what_is_no_line_of_it_is_named_and_the_rest_is_read():
    bad = [{"text": TEXT, "label": [[1]]}, {"label": []}, {"text": TEXT, "label": [["a", 2, "claim"]]}]
    found = of(*bad, {"text": TEXT})
    assert [getattr(one, "code", "good") for one in found] == ["bad_doccano", "bad_doccano", "bad_doccano", "good"]
    [cut] = [value for _, value in read(io.BytesIO(b'{"text": '), Reading())]
    assert isinstance(cut, StrictError)
    assert cut.code == "bad_json"


def test_offsets_outside_the_text_do_not_fit():
    assert of({"text": "short", "label": [[0, 99, "claim"]]})[0].code == "offsets_do_not_fit"


def test_offsets_outside_the_text_lead_to_the_unit_in_which_they_lie_in_it():
    [error] = of({"text": "😀😀 So it is.", "label": [[5, 14, "claim"]]})
    assert "All 1 lie in it as UTF-16: read them with offsets utf16." in error.detail


def test_spans_that_cut_words_lead_to_the_unit_in_which_they_would_not():
    how = Reading()
    of({"text": "😀😀 Bridges stay.", "label": [[5, 12, "claim"]]}, how=how)
    assert how.report.lines() == ["1 texts whose spans cut words, but fewer as UTF-16: try offsets utf16"]


def test_a_line_without_a_text_says_so_in_words():
    [error] = of({"id": 4, "label": []})
    assert error.detail == "This is no line of doccano: 'text' is missing."
