"""A release of the demo changed by chance, as a folder or as a zip: both verifiers name the file that is wrong."""

from __future__ import annotations

import random
import runpy
import shutil
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from annotator.cli import main
from benchmarks.figures import Figure
from benchmarks.soaks import Outcome
from exports.proof.report import Step
from tests.browser.server import Workspace
from tests.tampering import tamper

GATE = "changes to a release"
SIZE = 1000
ZIPPED = 4
"""So many changes, one is made inside a zip."""


def soak(folder: Path, size: int, start: int) -> Outcome:
    """Change and check."""
    workspace, whole = Workspace(folder / "workspace"), folder / "release"
    workspace.run("demo", "--no-serve")
    workspace.run("release", "demo", "1.0.0", "-o", str(whole), "--split", "train=.8,dev=.1,test=.1")
    plain = runpy.run_path(str(whole / "verify.py"), run_name="verifier")
    faults = [f"the release as it was made: {said}" for said in _said(plain, whole) if said]
    for number in range(start, start + size):
        name = tamper(random.Random(number), whole, folder / "copy")
        packed = number % ZIPPED == 0
        given = shutil.make_archive(str(folder / "copy"), "zip", folder, "copy") if packed else folder / "copy"
        for who, said in zip(("verify", "verify.py"), _said(plain, Path(given)), strict=True):
            if name not in said:
                faults.append(f"change {number}, in {name}: {who} said {said or 'nothing'}")
    return Outcome([Figure(f"of {size:,} changes missed or misplaced", len(faults), "changes", 0)], faults)


def _said(plain: dict[str, Any], path: Path) -> tuple[str, str]:
    """Return what the command names first, and what the verifier inside does; nothing where all passes."""
    done = CliRunner().invoke(main, ["verify", str(path)])
    with plain["folder_of"](path) as folder:
        steps: list[Step] = plain["check_release"](folder)
    first = next((step.wrong for step in steps if step.wrong), None)
    return done.stderr.rpartition("The first: ")[2] if done.exit_code else "", first or ""
