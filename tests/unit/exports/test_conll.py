from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import schemas
from exports.conll import read, write
from exports.conll.labels import is_label, spans
from exports.mapping import make
from exports.options import Losses, Reading, Writing

FULL = schemas.examples("valid")["article.full"]
OTHERS = make({"labels": {"PER": "claim", "LOC": "framing", "NP": None}})


def of(text, how=None):
    return [one for _, one in read(io.BytesIO(text.encode()), how or Reading(mapping=OTHERS))]


def quotes(found):
    marks = [one for layer in found["layers"] for one in layer["annotations"]]
    return [(one["tag"], one["anchor"]["segments"][0]["exact"]) for one in marks]


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("B-X I-X O B-X", [(0, 1, "X"), (3, 3, "X")]),
        ("I-X I-X I-Y", [(0, 1, "X"), (2, 2, "Y")]),
        ("B-X B-X", [(0, 0, "X"), (1, 1, "X")]),
        ("B-X I-X E-X S-Y", [(0, 2, "X"), (3, 3, "Y")]),
        ("B-X L-X U-Y O", [(0, 1, "X"), (2, 2, "Y")]),
    ],
)
def test_labels_of_every_scheme_make_spans(labels, found):
    assert list(spans(labels.split())) == found


@given(st.lists(st.sampled_from(["O", "B-X", "I-X", "B-Y", "I-Y", "E-X", "S-X"]), max_size=12))
def test_spans_never_overlap(labels):
    ends = -1
    for start, end, _ in spans(labels):
        assert ends < start <= end
        ends = end


def test_what_is_a_label():
    assert all(map(is_label, ["O", "_", "B-PER", "O|I-x"]))
    assert not any(map(is_label, ["NN", "B", "", "Be-X"]))


def test_a_corpus_of_others_is_put_together_from_its_tokens():
    found = of(
        "-DOCSTART- -X- -X- O\n\nAnn NNP I-NP B-PER\nOrtiz NNP I-NP I-PER\n. . O O\n\nRome NNP I-NP B-LOC\n\n"
        "-DOCSTART- -X- -X- O\n\nAgain RB O O\n"
    )
    assert [one["text"] for one in found] == ["Ann Ortiz .\nRome", "Again"]
    assert quotes(found[0]) == [("claim", "Ann Ortiz"), ("framing", "Rome")]


def test_overlaps_survive_in_columns_and_lanes():
    data = b"".join(write([FULL], Losses(), Writing())).decode()
    assert "# columns = token start end claim rebuttal omission framing" in data
    row = next(line for line in data.splitlines() if line.startswith("alarmist\t"))
    assert row.split("\t")[3:] == ["O", "O", "O", "B-framing"]


def test_a_document_that_is_broken_is_named():
    [found] = of("# newdoc id = x\n# columns = token start end\n# text = 1\nA\t0\n")
    assert found.code == "bad_conll"
    [found] = of("A O\nB B-MISC\n")
    assert found.code == "unknown_tag"


@pytest.mark.parametrize("layer", ["[" * 20_000, "9" * 5_000, '{"a": 1, "a": 2}', '["x"]', "{}"])
def test_a_comment_of_ours_that_was_changed_breaks_its_document_alone(layer):
    data = b"".join(write([FULL], Losses(), Writing())).decode()
    lines = [f"# layer = {layer}" if line.startswith("# layer = ") else line for line in data.splitlines()]
    found = of("\n".join([*lines, "", *data.splitlines()]))
    assert found[-1]["text"] == FULL["text"]


def test_numbered_tokens_are_read_with_the_text_that_a_comment_says():
    data = b"# newdoc id = d\n# text = Not so, he said.\n1\tNot\tB-rebuttal\n2\tso\tL-rebuttal\n3\t,\tO\n"
    data += b"4\the\tO\n5\tsaid\tO\n6\t.\tO\n"
    [(_, found)] = read(io.BytesIO(data), Reading())
    assert found["text"] == "Not so, he said."
    assert found["layers"][0]["annotations"][0]["anchor"]["segments"] == [
        {"start": 0, "end": 6, "exact": "Not so"}
    ]


def test_tokens_that_are_numbers_stay_the_text():
    [(_, found)] = read(io.BytesIO(b"1\tO\n2\tB-claim\n"), Reading())
    assert found["text"] == "1 2"


def test_columns_without_labels_are_told():
    how = Reading()
    list(read(io.BytesIO(b"Not\tX-rebuttal\nso\tO\n"), how))
    assert how.report.lines() == [
        "1 documents in which no column holds labels alone, such as B-claim, I-claim and O"
    ]
