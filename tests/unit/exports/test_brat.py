from __future__ import annotations

import pytest

from exports import reading
from exports.archives import Folder
from exports.brat import read
from exports.format import get
from exports.mapping import make
from exports.options import Reading

TEXT = "Mayor Ann Ortiz said\nthe old bridge 🌉 is safe, and cheap.\n"


@pytest.fixture
def of(tmp_path):
    """Read a corpus of these files."""

    def read_files(files, how=None):
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8", newline="")
        return [value for _, _, value in read(Folder(tmp_path), how or Reading())]

    return read_files


def marks(found):
    return {one["id"]: one for layer in found["layers"] for one in layer["annotations"]}


def quotes(found):
    return [[segment["exact"] for segment in one["anchor"]["segments"]] for one in marks(found).values()]


def test_spans_across_line_ends_and_gaps(of):
    ann = "T1\tclaim 16 20;21 24;41 45\tsaid the safe\nT2\tframing 16 20;25 28\tsaid old\n"
    [found] = of({"d.txt": TEXT, "d.ann": ann})
    assert quotes(found) == [["said\nthe", "safe"], ["said", "old"]]


def test_attributes_notes_and_their_targets(of):
    ann = (
        "T1\tframing 25 28\told\nA1\tin_quote T1\nA2\tpolarity T1 neg\nM1\tintensity T1 2\n"
        "#1\tAnnotatorNotes T1\tone\n#2\tAnnotatorNotes T1\ttwo words\n"
        "A3\ttechnique T1 st3_doubt\nA4\ttechnique T1 st3_slogans\n"
        "N1\ttarget T1 Wikipedia:1\tAnn Ortiz\n"
    )
    how = Reading()
    [found] = of({"d.txt": TEXT, "d.ann": ann}, how)
    [one] = marks(found).values()
    assert one["note"] == "one\ntwo words"
    assert one["attributes"] | {"target": "x"} == {
        "target": "x", "polarity": "neg", "in_quote": True, "intensity": 2,
        "technique": ["st3_doubt", "st3_slogans"],
    }  # fmt: skip
    assert found["entities"][0]["name"] == "Ann Ortiz"
    assert how.report.lines() == []


def test_events_refer_to_their_trigger_and_roles_are_relations(of):
    ann = "T1\tRebuts 16 20\tsaid\nT2\tclaim 25 35\told bridge\nE1\tRebuts:T1 Theme2:T2\nA1\tNegation E1\n"
    said = {"labels": {"Rebuts": "rebuttal"}, "relations": {"Theme": "rebuts"}, "attributes": {"Negation": None}}
    [found] = of({"d.txt": TEXT, "d.ann": ann}, Reading(mapping=make(said)))
    [relation] = found["layers"][0]["relations"]
    assert (relation["type"], *map(marks(found).get, (relation["from"], relation["to"]))) == (
        "rebuts", *marks(found).values(),
    )  # fmt: skip


def test_equivalences_are_duplicates(of):
    ann = "T1\tclaim 16 20\tsaid\nT2\tclaim 25 28\told\nT3\tclaim 29 35\tbridge\n*\tEquiv T1 T2 T3\n"
    [found] = of({"d.txt": TEXT, "d.ann": ann})
    assert [one["type"] for one in found["layers"][0]["relations"]] == ["duplicates", "duplicates"]


def test_offsets_in_utf16_and_crlf_are_refused_with_the_unit_and_converted_when_said(of):
    files = {"d.txt": TEXT, "d.ann": "T1\tclaim 42 46\tsafe\nT2\tclaim 16 20\tsaid\n"}
    [found] = of(files)
    assert found.code == "offsets_do_not_fit"
    assert "All 2 fit as UTF-16" in found.detail
    assert quotes(of(files, Reading(offsets="utf16"))[0]) == [["safe"], ["said"]]
    files = {"d.txt": TEXT.replace("\n", "\r\n"), "d.ann": "T1\tclaim 26 29\told\r\n"}
    assert "fit as CRLF" in of(files)[0].detail
    assert quotes(of(files, Reading(offsets="crlf"))[0]) == [["old"]]


def test_a_discontinuous_span_in_utf16_fits_as_such(of):
    files = {"d.txt": TEXT, "d.ann": "T1\tclaim 36 38;42 46\t🌉 safe\n"}
    assert "All 2 fit as UTF-16" in of(files)[0].detail
    assert quotes(of(files, Reading(offsets="utf16"))[0]) == [["🌉", "safe"]]


def test_one_text_in_several_folders_is_the_work_of_several_people(of):
    ann = "T1\tclaim 16 20\tsaid\n"
    how = Reading()
    [found] = of({"alice/d.txt": TEXT, "alice/d.ann": ann, "bob/d.txt": TEXT, "bob/d.ann": ann}, how)
    assert [layer["layer"] for layer in found["layers"]] == list(how.people.values())
    assert set(how.people) == {"alice", "bob"}


def test_other_folders_are_no_layers(of):
    files = {"train/d.txt": TEXT, "train/d.ann": "T1\tclaim 16 20\tsaid\n", "test/e.txt": "Another."}
    found = of({**files, "test/e.ann": ""})
    assert [[layer["layer"] for layer in one["layers"]] for one in found] == [["imported"], ["imported"]]
    assert found[0]["meta"] == {"file": "test/e.txt"}


@pytest.mark.parametrize(
    "line", ["T1\tclaim x y\tq", "T1", "R1\trebuts T1", "Z9\twhat", "#1\tvoice:json T1\t{", "E1\tX:T1 broken"]
)
def test_a_line_that_is_no_standoff_is_named(of, line):
    [found] = of({"d.txt": TEXT, "d.ann": f"T2\tclaim 16 20\tsaid\n{line}\n"})
    assert found.code == "bad_brat"
    assert (found.where["file"], found.where["line"]) == ("d.ann", 2)


def test_standoff_without_its_text_is_an_error(of):
    assert [one.code for one in of({"d.ann": "T1\tclaim 0 1\ta\n"})] == ["text_missing"]


def test_the_older_files_of_two_kinds_are_read_together(of):
    [found] = of({"d.txt": TEXT, "d.a1": "T1\tclaim 16 20\tsaid\n", "d.a2": "T2\tclaim 25 28\told\n"})
    assert quotes(found) == [["said"], ["old"]]


def test_every_line_that_is_wrong_is_named_with_its_file_and_line(tmp_path):
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    lines = ["T1\tclaim 16", "T2\tclaim 0 5\tMayor", "T2\tclaim 0 5\tMayor", "Q1\twhat"]
    (tmp_path / "d.ann").write_text("\n".join(lines), encoding="utf-8")
    found = [(one.file, one.line) for one in reading.read(get("brat"), tmp_path, Reading())]
    assert found == [("d.ann", 1), ("d.ann", 3), ("d.ann", 4)]


def test_every_place_that_does_not_fit_is_named_by_its_line(tmp_path):
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    lines = ["T1\tclaim 0 5\tMayor", "T2\tclaim 0 5\tMajor", "T3\tclaim 700 800\tso"]
    (tmp_path / "d.ann").write_text("\n".join(lines), encoding="utf-8")
    found = [(one.file, one.line) for one in reading.read(get("brat"), tmp_path, Reading())]
    assert found == [("d.ann", 2), ("d.ann", 3)]
