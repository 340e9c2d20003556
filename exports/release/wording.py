"""Small pieces of the texts in a package: shares without floats, tables, YAML scalars."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def percent(count: int, of: int) -> str:
    """Return a share in whole tenths of a percent, rounded half up, such as `12.5 %`."""
    if not of:
        return "–"
    tenths = (2000 * count + of) // (2 * of)
    return f"{tenths // 10}.{tenths % 10} %"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    lines = [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def yaml(value: Any, indent: int = 0) -> str:
    """Return lists, objects and scalars as YAML, keys in the order given; texts are quoted as JSON."""
    space = "  " * indent
    if isinstance(value, Mapping):
        return "".join(f"{space}{key}:{_under(item, indent)}" for key, item in value.items())
    return "".join(f"{space}-{_item(item, indent)}" for item in value)


def _under(value: Any, indent: int) -> str:
    if isinstance(value, Mapping) and value:
        return "\n" + yaml(value, indent + 1)
    if isinstance(value, list) and value:
        return "\n" + yaml(value, indent)
    return f" {_scalar(value)}\n"


def _item(value: Any, indent: int) -> str:
    if isinstance(value, Mapping) and value:
        return " " + yaml(value, indent + 1).lstrip(" ")
    return f" {_scalar(value)}\n"


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
