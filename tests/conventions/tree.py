"""The files of this repository, as the conventions look at them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("annotator", "exports", "schemas")


@cache
def files(*folders: str, suffix: str = "") -> tuple[Path, ...]:
    """Return the files under the folders (all when none is named), without what git ignores."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z", "--", *folders]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name.endswith(suffix))
    return tuple(path for path in paths if path.is_file())


def name(path: Path) -> str:
    """Return the path as one would type it at the top of the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def lines(path: Path) -> int:
    """Count the lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function of a Python file with its number of lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1
