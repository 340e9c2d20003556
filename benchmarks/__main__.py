"""Print every figure, or those of the parts that are named."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, table

PARTS = (
    "saving",
    "importing",
    "exporting",
    "reading",
    "sentences",
    "agreement",
    "releasing",
    "proving",
    "stories",
)


def main() -> None:
    """Measure and print; a missed goal is said in the table, and is no failure of the run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    chosen = parser.parse_args().parts or PARTS
    print(f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}")
    figures = [figure for part in chosen for figure in _measured(part)]
    print(table(figures))
    missed = [figure.name for figure in figures if not figure.met]
    print(f"MISSED {len(missed)}: {'; '.join(missed)}" if missed else "Every goal is met.")


def _measured(part: str) -> list[Figure]:
    print(f"Measuring {part}", flush=True)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        measured: list[Figure] = importlib.import_module(f"benchmarks.{part}").measure(Path(folder))
    return measured


if __name__ == "__main__":
    main()
