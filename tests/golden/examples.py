"""Writes the example of every format anew, after a change on purpose: `python -m tests.golden.examples`.

Each is one invented article of `schemas/examples`, with its gold and one reading, as the format carries it.
"""

from __future__ import annotations

import shutil

import schemas
from exports.format import EXAMPLES, FormatInfo, formats
from exports.options import Losses, Writing
from exports.writing import stream, to_folder

RECORD = schemas.examples("valid")["article.full"]


def main() -> None:
    """Write all examples."""
    for info in formats():
        if info.writes and info.example and info.example.parent == EXAMPLES:
            write(info)


def write(info: FormatInfo) -> None:
    """Write the example of one format."""
    assert info.example is not None
    if info.folder:
        shutil.rmtree(info.example, ignore_errors=True)
        to_folder(info, [RECORD], Losses(), Writing(name="riverside"), info.example)
    else:
        info.example.write_bytes(b"".join(stream(info, [RECORD], Losses(), Writing(name="riverside"))))


if __name__ == "__main__":
    main()
