"""What must not be wrong is made wrong, one small change at a time: some test must notice each."""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import signal
import sys
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from benchmarks.figures import Figure
from benchmarks.soaks import Outcome, counted
from benchmarks.soaks.mutations import Mutant, mutants

GATE = "wrong changes to what must not be wrong"
SIZE = 1000
SECONDS = 600
"""A test that takes longer has noticed: the change made something go on for ever."""
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not browser"]
ALONE = "annotator/domain/"
"""What is tested without a database, and so without the fixtures that load all of the program."""
ROOT = Path(__file__).parents[2]
OURS = {"annotator", "exports", "schemas", "tests"}
UNIT, FUNCTIONAL = "tests/unit", "tests/functional"
TESTS: dict[str, list[str]] = {
    "annotator/domain/offsets.py": [f"{UNIT}/domain/test_offsets.py"],
    "annotator/domain/anchors.py": [f"{UNIT}/domain/test_anchors.py"],
    "annotator/domain/segments.py": [f"{UNIT}/domain/test_segments.py", f"{UNIT}/domain/test_anchors.py"],
    "annotator/domain/quotes.py": [f"{UNIT}/domain/test_quotes.py"],
    "annotator/domain/history/chain.py": [f"{UNIT}/domain/test_history.py"],
    "annotator/domain/history/signing.py": [f"{UNIT}/domain/test_history.py"],
    "annotator/permissions/engine.py": [f"{UNIT}/permissions"],
    "annotator/permissions/predicates.py": [f"{UNIT}/permissions"],
    "annotator/services/versions.py": [f"{UNIT}/services/test_versions.py"],
    "annotator/api/answers.py": [
        f"{UNIT}/api/test_answers.py",
        f"{FUNCTIONAL}/api/test_idempotency.py",
        f"{FUNCTIONAL}/api/test_races.py::test_a_post_with_a_key_many_times_at_once_is_done_once",
    ],
}


class _Wrong(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads the mutant in place of its module, and everything else as it is."""

    def __init__(self, file: str, mutant: Mutant) -> None:
        self._name = file.removesuffix(".py").replace("/", ".")
        self._file, self._mutant = file, mutant

    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, ROOT / self._file, loader=self)

    def create_module(self, spec: object) -> None:
        """Leave it to the import system."""

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._mutant.tree, self._file, "exec"), module.__dict__)


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Try so many mutants, spread over all; say which nobody noticed."""
    every = [(file, mutant) for file in TESTS for mutant in mutants((ROOT / file).read_text(encoding="utf-8"))]
    chosen = every if size >= len(every) else Random(start).sample(every, size)
    unwatched = [file for file in TESTS if noticed(file, None)]
    missed = 0
    for number in counted(len(chosen), every=20):
        file, mutant = chosen[number]
        if not noticed(file, mutant):
            missed += 1
            print(f"nobody notices {file}:{mutant.line}: {mutant.change}", flush=True)
    figures = [
        Figure("wrong changes to what must not be wrong", len(chosen), "changes"),
        Figure("noticed by a test", 100 * (1 - missed / len(chosen)), "%", 90, at_least=True),
    ]
    return Outcome(figures, [f"the tests of {file} fail as it is" for file in unwatched])


def noticed(file: str, mutant: Mutant | None) -> bool:
    """Run the tests of the file in a process of their own that has the mutant; tell whether one failed."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
            del sys.modules[name]
        if mutant:
            sys.meta_path.insert(0, _Wrong(file, mutant))
        tests = [str(ROOT / test) for test in TESTS[file]]
        os._exit(pytest.main([*OPTIONS, *(["--noconftest"] if file.startswith(ALONE) else []), *tests]))
    return os.waitpid(child, 0)[1] != 0
