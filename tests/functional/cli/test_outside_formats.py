"""A format of another package: installed beside the program, found by its entry point, in and out."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

MODULE = """
import json
from exports.document import Document, Layer, Mark
from exports.fitting import to_record
from exports.format import register

def write(records, losses, how):
    for record in records:
        marks = [one for layer in record["layers"] for one in layer["annotations"]]
        losses.add("notes", sum(one["note"] is not None for one in marks))
        spans = [[part["start"], part["end"], one["tag"]] for one in marks for part in one["anchor"]["segments"]]
        yield (json.dumps({"text": record["text"], "spans": spans}) + "\\n").encode()

def read(stream, how):
    for number, line in enumerate(stream, 1):
        given = json.loads(line)
        marks = [Mark(f"m{at}", tag, [(start, end, None)]) for at, (start, end, tag) in enumerate(given["spans"])]
        yield number, to_record(Document(given["text"], [Layer("outside", marks)]), how)

register("tab", title="Spans of another package", reads=read, writes=write, suffixes=(".tab",))
"""


@pytest.fixture
def beside(tmp_path, workspace):
    """Install the module beside the program, and hand out what runs the program with it."""

    def install(module):
        folder = tmp_path / "site"
        (folder / "outside-1.0.dist-info").mkdir(parents=True)
        (folder / "outside-1.0.dist-info/METADATA").write_text(
            "Metadata-Version: 2.1\nName: outside\nVersion: 1.0\n"
        )
        entry = "[annotator.formats]\ntab = outside_format\n"
        (folder / "outside-1.0.dist-info/entry_points.txt").write_text(entry)
        (folder / "outside_format.py").write_text(module)
        path = os.pathsep.join([str(folder), *filter(None, sys.path)])

        def run(*arguments):
            command = [sys.executable, "-m", "annotator", *map(str, arguments)]
            return subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True)

        return run

    return install


def test_a_format_of_another_package_reads_and_writes(beside, tmp_path):
    run = beside(MODULE)
    assert "tab            reads and writes" in run("formats").stdout
    line = {"text": "The mayor said so.", "spans": [[0, 9, "claim"]]}
    (tmp_path / "in.tab").write_text(json.dumps(line) + "\n")
    run("project", "create", "news")
    assert "1 article" in run("import", "news", tmp_path / "in.tab").stdout
    assert json.loads(run("export", "news", "--layers", "all", "--format", "tab").stdout) == line


@pytest.mark.parametrize(
    "module, why", [("import nothing_there", "No module named"), (MODULE.replace('"tab"', '"brat"'), "registered")]
)
def test_a_package_that_does_not_load_is_named_and_holds_nothing_up(beside, module, why):
    run = beside(module)
    listed = run("formats")
    assert listed.returncode == 0 and "webannotation" in listed.stdout
    assert "The format tab of the package outside could not be loaded" in listed.stderr and why in listed.stderr
    assert run("project", "list").returncode == 0
