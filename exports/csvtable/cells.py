"""What stands in a cell: words that no spreadsheet takes for a formula, and the way back."""

from __future__ import annotations

import json
import re
from typing import Any

_RISKY = re.compile(r"'*(?:[=+\-@\t\r\n＝＋－＠]|\Z)")
_SAVED = re.compile(r"'+(?:[=+\-@\t\r\n＝＋－＠]|\Z)")


def cell(value: Any) -> str:
    """Return the value as a cell: nothing for null, lists and objects as JSON, risky words after an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    words = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return f"'{words}" if _RISKY.match(words) else words


def words(cell: str) -> str | None:
    """Return what a cell says, or nothing for an empty one."""
    if not cell:
        return None
    return cell[1:] if _SAVED.match(cell) else cell


def value(cell: str) -> Any:
    """Return what a cell says, a list or an object where it is one in JSON."""
    found = words(cell)
    if found and found[0] in "[{":
        try:
            return json.loads(found)
        except (ValueError, RecursionError):
            return found
    return found
