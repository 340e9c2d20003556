"""The dependency audit says what it found, and in one line when it could not ask; nothing passes in silence."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAYS = {
    "nothing known": ("echo 'No known vulnerabilities found'", 0, "No known vulnerability in the "),
    "something known": ("echo 'Found 1 known vulnerability in 1 package'; exit 1", 1, "Found 1 known"),
    "no network": (
        "echo 'ConnectionError: no route'; exit 1",
        0,
        "the list of vulnerabilities cannot be asked",
    ),
    "silence": ("exit 3", 0, "did not run: the list of vulnerabilities cannot be asked from here."),
    "a slow list": ("sleep 9", 0, "did not answer within 1 seconds"),
    "a crash after all": ("echo 'No known vulnerabilities found'; exit 2", 0, "did not run"),
}


def audit(folder: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the audit with a tool that does what the script says."""
    tool = folder / "bin" / "pip-audit"
    tool.parent.mkdir()
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o755)
    given = {**os.environ, "CI": "", "AUDIT_TOOL": str(folder), "AUDIT_SECONDS": "1", **environment}
    return subprocess.run([ROOT / "requirements/audit.sh"], env=given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("case", SAYS)
def test_the_audit_says_how_it_went(tmp_path, case):
    script, code, words = SAYS[case]
    done = audit(tmp_path, script)
    assert (done.returncode, words in done.stdout + done.stderr) == (code, True), done
    assert len((done.stdout + done.stderr).splitlines()) == 1


def test_an_audit_that_did_not_run_is_a_failure_where_tests_must_run(tmp_path):
    done = audit(tmp_path, "echo 'ConnectionError: no route'; exit 1", CI="true")
    assert (done.returncode, "ConnectionError: no route" in done.stderr) == (1, True)
