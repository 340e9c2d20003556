"""The command line of the verifier that lies in every release."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from exports.proof.notes import Checkpoint, Key, kept_notes, read_checkpoint, read_keys
from exports.proof.release import check_release, is_release
from exports.proof.report import Step, Wrong
from exports.proof.zipped import folder_of


def main() -> int:
    """Check a release; return 0, 1 when something is wrong, 2 for wrong usage."""
    parser = argparse.ArgumentParser(description="Check a release from itself alone, by Python's library.")
    words = "its folder or zip; without it, where this file lies"
    parser.add_argument("folder", nargs="?", default=Path(sys.argv[0]).parent, type=Path, help=words)
    parser.add_argument("--key", help="a file of keys that you trust, got another way")
    parser.add_argument("--checkpoint", help="a file of checkpoints that you kept from before")
    given = parser.parse_args()
    try:
        keys, held = read_trusted(given.key, given.checkpoint)
        with folder_of(given.folder) as folder:
            if not is_release(folder):
                raise ValueError(f"{given.folder} is no release")
            return tell(check_release(folder, keys=keys, held=held))
    except Wrong as wrong:
        return tell([Step("zip", 0, str(wrong))])
    except (OSError, ValueError) as error:
        parser.error(str(error))


def read_trusted(key: str | None, checkpoint: str | None) -> tuple[list[Key], list[Checkpoint]]:
    """Read the keys and checkpoints that the auditor brought along; raises BadNote."""
    keys = read_keys(Path(key).read_text(encoding="utf-8")) if key else []
    text = Path(checkpoint).read_text(encoding="utf-8") if checkpoint else ""
    notes = kept_notes(text) if checkpoint else []
    return keys, [read_checkpoint(note.rpartition("\n\n")[0] + "\n") for note in notes]


def tell(steps: list[Step]) -> int:
    """Print a line for each step; return 1 when one fails."""
    for step in steps:
        sys.stdout.write(f"{step}\n")
    wrong = [step for step in steps if step.wrong]
    if wrong:
        sys.stderr.write(f"The first thing that is wrong: {wrong[0].wrong}\n")
    return 1 if wrong else 0
