"""The README is typed in, line by line, and does what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from tests.conventions.tree import ROOT

LINES = re.findall(
    r"^    (annotator .+?|corpus = .+?)(?:\s{2,}#.*)?$", (ROOT / "README.md").read_text(), re.MULTILINE
)
INLINE = re.findall(r"`(annotator [^`]+)`", (ROOT / "README.md").read_text())
ARTICLE = "Prices rise\n\nThe minister said on Monday that prices had risen by three percent since the spring.\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with two articles, where everything but the server has been typed."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "articles").mkdir()
    (folder / "articles/one.txt").write_text(ARTICLE)
    (folder / "articles/two.txt").write_text(ARTICLE.replace("three", "four"))
    commands = [line for line in LINES if line.startswith("annotator ") and line != "annotator serve"]
    done = [typed(command, folder) for command in commands + INLINE]
    return folder, done


@pytest.mark.slow
def test_every_command_succeeds(desk):
    _, done = desk
    assert [(run.args, run.stderr) for run in done if run.returncode] == []


def test_corpus_is_loaded_in_one_line(desk):
    folder, _ = desk
    [line] = [line for line in LINES if line.startswith("corpus = ")]
    here = {"json": json, "open": lambda name, **options: (folder / name).open(**options)}
    exec(line, here)
    assert [article["text"] for article in here["corpus"]] == [ARTICLE, ARTICLE.replace("three", "four")]


def typed(command: str, folder) -> subprocess.CompletedProcess[str]:
    line = re.sub(r"^annotator\b", f'"{sys.executable}" -m annotator', command)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ANNOTATOR_")}
    environment["PYTHONPATH"] = str(ROOT)
    return subprocess.run(
        ["/bin/sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
