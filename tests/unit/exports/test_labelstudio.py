from __future__ import annotations

import io
import json

from exports.labelstudio import read
from exports.mapping import make
from exports.options import Reading

TEXT = "😀 The mayor said so.\r\nNot true, said others."


def region(known, start, end, text, *labels, **more):
    value = {"start": start, "end": end, "text": text, "labels": list(labels)}
    return {"id": known, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def task(*annotations, predictions=(), **data):
    about = {"text": TEXT, **data}
    return {"id": 7, "data": about, "annotations": list(annotations), "predictions": list(predictions)}


def of(*tasks, how=None):
    return [one for _, one in read(io.BytesIO(json.dumps(tasks).encode()), how or Reading())]


def marks(found):
    return [one for layer in found["layers"] for one in layer["annotations"]]


def test_offsets_count_utf16_of_the_text_as_it_stands():
    [found] = of(
        task({"result": [region("a", 3, 12, "The mayor", "claim"), region("b", 23, 31, "Not true", "claim")]})
    )
    assert [one["anchor"]["segments"][0]["exact"] for one in marks(found)] == ["The mayor", "Not true"]
    assert found["id"] == "7"


def test_other_units_are_refused_with_the_one_that_fits():
    sent = task({"result": [region("a", 2, 11, "The mayor", "claim")]})
    [found] = of(sent)
    assert found.code == "offsets_do_not_fit"
    assert "All 1 fit as code points" in found.detail
    [found] = of(sent, how=Reading(offsets="code_points"))
    assert marks(found)[0]["anchor"]["segments"][0]["exact"] == "The mayor"


def test_people_and_models_have_a_layer_each():
    result = [region("a", 3, 12, "The mayor", "claim")]
    how = Reading()
    annotations = [
        {"completed_by": {"id": 3, "email": "alice@example.org"}, "lead_time": 1.5, "result": result},
        {"completed_by": 4, "result": []},
        {"completed_by": 5, "was_cancelled": True, "result": result},
    ]
    [found] = of(
        task(*annotations, predictions=[{"model_version": "m1", "score": 0.9, "result": result}]), how=how
    )
    assert set(how.people) == {"alice@example.org", "4"}
    assert [layer["layer"] for layer in found["layers"]] == [*how.people.values(), "prediction m1"]
    assert {one["origin"] for one in marks(found)} == {"imported"}
    assert how.report.lines() == ["1 cancelled annotations"]


def test_answers_about_a_region_are_its_attributes_and_notes_its_note():
    place = {"start": 3, "end": 12, "text": ["One sentence."]}
    result = [
        region("a", 3, 12, "The mayor", "claim", meta={"text": ["hm"]}),
        {"id": "a", "from_name": "normalized", "type": "textarea", "value": place},
        {"id": "a", "from_name": "Voice", "type": "choices", "value": {**place, "choices": ["direct"]}},
    ]
    said = {"attributes": {"Voice": "voice"}, "values": {"voice": {"direct": "direct_quote"}}}
    [one] = marks(of(task({"result": result}), how=Reading(mapping=make(said)))[0])
    assert one["attributes"] == {"normalized": "One sentence.", "voice": "direct_quote"}
    assert one["note"] == "hm"


def test_relations_run_as_their_arrows_do():
    result = [region("a", 3, 12, "The mayor", "claim"), region("b", 23, 31, "Not true", "rebuttal")]
    arrow = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "left", "labels": ["rebuts"]}
    [found] = of(task({"result": [*result, arrow]}))
    [relation] = found["layers"][0]["relations"]
    assert relation["from"] == marks(found)[1]["id"]


def test_a_choice_about_the_task_stands_on_the_article():
    choice = {"id": "c", "from_name": "frame", "type": "choices", "value": {"choices": ["framing"]}}
    words = {"id": "d", "from_name": "why", "type": "textarea", "value": {"text": ["so"]}}
    how = Reading()
    [found] = of(task({"result": [choice, words]}), how=how)
    assert marks(found)[0]["anchor"]["kind"] == "article"
    assert how.report.lines() == ["1 answers about the whole text, 'why'"]


def test_two_labels_of_one_region_are_two_annotations():
    assert len(marks(of(task({"result": [region("a", 3, 12, "The mayor", "claim", "framing")]}))[0])) == 2


def test_what_is_no_task_is_named_and_the_rest_is_read():
    found = of({"data": {"text": 1}}, {"no": "data"}, task())
    assert [getattr(one, "code", "good") for one in found] == ["bad_labelstudio", "bad_labelstudio", "good"]


def minimal(person, *regions):
    about = {"id": 7, "text": TEXT, "title": "Bridge", "annotator": person, "annotation_id": 1, "lead_time": 1.5}
    return {**about, "label": [one["value"] for one in regions]}


def test_minimal_json_is_read_with_the_work_of_several_people():
    mayor = region("a", 3, 12, "The mayor", "claim")
    [found] = of(minimal(1, mayor), minimal(2, region("b", 23, 31, "Not true", "rebuttal")))
    assert sorted(one["tag"] for one in marks(found)) == ["claim", "rebuttal"]
    assert (found["title"], len(found["layers"])) == ("Bridge", 2)


def test_a_task_without_data_says_so_in_words():
    [error] = of({"no": "data"})
    assert error.detail == "This is no task of Label Studio: 'data' is missing."
