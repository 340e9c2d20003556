from __future__ import annotations

import io
import json
import zipfile

import pytest

from exports.format import FormatInfo, NotInstalled, get
from exports.options import Reading
from exports.reading import read


def line(*labels):
    return json.dumps({"text": "The mayor said so.", "label": list(labels)}) + "\n"


def test_a_zip_of_one_file_a_person_becomes_one_text_with_a_layer_for_each():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("alice.jsonl", line([4, 9, "claim"]))
        archive.writestr("bob.jsonl", line([0, 9, "claim"]))
    how = Reading()
    [one] = read(get("doccano"), io.BytesIO(buffer.getvalue()), how)
    assert {layer["layer"] for layer in one.value["layers"]} == set(how.people.values())
    assert set(how.people) == {"alice", "bob"}


def test_a_folder_of_files_is_read_as_a_zip_is(tmp_path):
    (tmp_path / "train.jsonl").write_text(line([4, 9, "claim"]))
    [one] = read(get("doccano"), tmp_path, Reading())
    assert (one.file, one.line, one.value["layers"][0]["layer"]) == ("train.jsonl", 1, "imported")


def test_what_is_not_installed_is_said_in_one_line():
    info = FormatInfo("odd", needs=("no_such_module",), reads=lambda *_: iter(()))
    with pytest.raises(NotInstalled, match=r"no_such_module: pip install 'annotator\[all\]'"):
        list(read(info, io.BytesIO(), Reading()))


def test_one_text_with_one_layer_twice_stays_two(tmp_path):
    for name in ("train.jsonl", "test.jsonl"):
        (tmp_path / name).write_text(line([4, 9, "claim"]))
    assert len(list(read(get("doccano"), tmp_path, Reading()))) == 2
