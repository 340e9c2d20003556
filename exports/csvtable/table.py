"""A table as it comes in: strictly, each row a set of named cells, what is wrong named by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from exports.strict import StrictError

LONGEST_TEXT = 1_000_000
LONGEST = 131_072
"""The most characters that a cell may have; a text may be longer."""

_DELIMITERS = ",;\t|"
_MOST = 1_000
csv.field_size_limit(LONGEST_TEXT + 1)

Row = dict[str, str]


def table(stream: BinaryIO, texts: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    """Yield the line and the cells by name of each row; `texts` are names for the column that must be there.

    Raise `StrictError` `bad_csv` with row and column (from 1), `empty_file` or `bad_encoding`.
    """
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="strict", newline="")
    try:
        yield from _rows(lines, texts)
    except UnicodeDecodeError as error:
        words = f"Byte {error.start} of a part is no text in UTF-8; save the table as UTF-8."
        raise StrictError("bad_encoding", words, position=error.start) from error
    finally:
        lines.detach()


def _rows(lines: io.TextIOWrapper, texts: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    first = lines.readline(LONGEST)
    if not first.strip() and not any(line.strip() for line in lines):
        words = "The table is empty. Choose one whose first row names its columns, one of them text."
        raise StrictError("empty_file", words, row=1, column=None)
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        named = next(csv.reader([first], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise _wrong(1, None, f"{error}: is a quotation mark open?") from error
    header = [name.strip().lower() for name in named]
    _check_header(header, texts)
    reader = csv.reader(_without_nul(lines), delimiter=delimiter, strict=True)
    before = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _wrong(before + 1, None, f"{error}: is a quotation mark open?") from error
        if cells:
            yield before + 1, _named(header, cells, before + 1, delimiter)
        before = reader.line_num + 1


def _without_nul(lines: io.TextIOWrapper) -> Iterator[str]:
    for number, line in enumerate(lines, 2):
        if "\0" in line:
            raise _wrong(number, None, "The character NUL is no text; take it out.")
        yield line


def _check_header(header: list[str], texts: tuple[str, ...]) -> None:
    if "\0" in "".join(header):
        raise _wrong(1, None, "The character NUL is no text; take it out.")
    if not set(texts) & set(header):
        raise _wrong(1, None, f"There is no column {texts[0]!r}; there are: {', '.join(header)[:200]}.")
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice or len(header) > _MOST:
        raise _wrong(
            1, None, f"The column {twice!r} stands there twice." if twice else "There are too many columns."
        )


def _named(header: list[str], cells: list[str], row: int, delimiter: str) -> Row:
    if len(cells) != len(header):
        words = f"There are {len(cells)} cells, and {len(header)} columns divided by {delimiter!r}."
        raise _wrong(row, min(len(cells), len(header)), words)
    for column, (name, cell) in enumerate(zip(header, cells, strict=True), 1):
        limit = LONGEST_TEXT if name in {"text", "content", "body"} else LONGEST
        if len(cell) >= limit:
            raise _wrong(row, column, f"The cell holds {len(cell):,} characters, at most {limit:,} are taken.")
    return dict(zip(header, cells, strict=True))


def _wrong(row: int, column: int | None, words: str) -> StrictError:
    place = f"Row {row}" + (f", column {column}" if column else "")
    return StrictError("bad_csv", f"{place}: {words}", row=row, column=column)
