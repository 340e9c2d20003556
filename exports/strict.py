"""Reading JSON strictly: what two readers could understand differently is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

from exports.canonical import LARGEST
from exports.characters import NEAR, bad, first, walk

_NONCHARACTER = re.compile(f"[{NEAR}]")
_ESCAPED = re.compile(
    r"\\(?:[bf]|u(?:00(?:0[0-8bBcCeEfF]|1[0-9a-fA-F])|[dD][89a-fA-F]|[fF][dD][dDeE]|[fF]{3}[eEfF]))"
)


class StrictError(ValueError):
    """JSON that is refused: code, sentence, and where (`line`, `column`, `position`, `key`, `pointer`).

    `others` are further errors of the same document.
    """

    def __init__(self, code: str, detail: str, **where: Any) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.where = where
        self.others: list[StrictError] = []


def together(errors: list[StrictError]) -> StrictError:
    """Return the first error, with the others beside it."""
    errors[0].others = errors[1:]
    return errors[0]


def misread(code: str, what: str, error: Exception) -> StrictError:
    """Return the error that says in words what kept a document from being read."""
    if isinstance(error, KeyError):
        return StrictError(code, f"{what}: {error} is missing.")
    words = str(error) if type(error) is ValueError else "a part has another shape than the format gives it"
    return StrictError(code, f"{what}: {words}.")


def loads(data: bytes, *, max_depth: int = 32, fractions: bool = False) -> object:
    """Return the value that the bytes hold; raise `StrictError` with the code that says why not.

    Codes: empty_body, bad_encoding, bad_json, json_too_deep, duplicate_key, bad_number, out_of_range
    (a fraction, or an integer beyond 2^53), bad_character (a control but tab and line ends, a lone surrogate, a
    noncharacter).
    `fractions` says that they may be there, as other programs write them.
    """
    text = _decode(data)
    if not text.strip(" \t\r\n"):
        raise StrictError("empty_body", "There is nothing here to read.")
    try:
        value: object = (_LENIENT if fractions else _DECODER).decode(text)
    except json.JSONDecodeError as error:
        detail = f"This is no JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        raise StrictError("bad_json", detail, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise _too_deep(max_depth) from error
    except StrictError as error:
        if error.code in ("out_of_range", "bad_number"):
            error.where["pointer"] = _place(text, fractions)
        raise
    if text.count("[") + text.count("{") > max_depth:  # fewer cannot be nested deeper
        _check_depth(value, max_depth)
    if first(_NONCHARACTER, text) or _ESCAPED.search(text):
        _check_characters(value)
    return value


def _decode(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(error.start + (len(data) - len(error.object))) from error
    if b"\0" in data[:4]:  # ASCII in UTF-16 or UTF-32 without a mark decodes as UTF-8 full of NUL
        raise _not_utf8(data.index(0))
    return text


def _not_utf8(at: int) -> StrictError:
    return StrictError("bad_encoding", f"Byte {at} is no text in UTF-8; send UTF-8.", position=at)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) < len(pairs):
        seen: set[str] = set()
        key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise StrictError("duplicate_key", f"The key {key!r} stands here twice; keep one.", key=key)
    return result


def _whole(number: str) -> int:
    value = int(number) if len(number) <= 20 else LARGEST + 1
    if not -LARGEST <= value <= LARGEST:
        raise StrictError("out_of_range", f"{_clip(number)} is beyond 2^53, where numbers lose digits.")
    return value


def _fraction(number: str) -> NoReturn:
    if float(number) in (float("inf"), float("-inf")):
        _constant(number)
    raise StrictError("out_of_range", f"{_clip(number)} is not a whole number; records hold no fractions.")


def _finite(number: str) -> float:
    value = float(number)
    if value in (float("inf"), float("-inf")):
        _constant(number)
    return value


def _constant(name: str) -> NoReturn:
    raise StrictError("bad_number", f"{_clip(name)} is not a number that JSON knows.")


class _Misfit:
    """Stands where a number was that is refused."""


def _place(text: str, fractions: bool) -> str | None:
    """Return the pointer of the first number that is refused; None in what is broken further on."""
    decoder = json.JSONDecoder(
        parse_int=_or_misfit(_whole),
        parse_float=_or_misfit(_finite if fractions else _fraction),
        parse_constant=_or_misfit(_constant),
    )
    try:
        return next((place for place, value in walk(decoder.decode(text)) if isinstance(value, _Misfit)), None)
    except (json.JSONDecodeError, RecursionError):
        return None


def _or_misfit(read: Callable[[str], object]) -> Callable[[str], object]:
    def reading(number: str) -> object:
        try:
            return read(number)
        except StrictError:
            return _Misfit()

    return reading


def _check_depth(value: object, max_depth: int) -> None:
    level = [value]
    for _ in range(max_depth):
        level = [child for item in level for child in _children(item) if isinstance(child, dict | list)]
        if not level:
            return
    raise _too_deep(max_depth)


def _too_deep(max_depth: int) -> StrictError:
    return StrictError("json_too_deep", f"Lists and objects are nested deeper than {max_depth}.")


def _children(value: object) -> Any:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _check_characters(value: object) -> None:
    found = bad(value)
    if found:
        pointer, match = found
        point = f"U+{ord(match[0]):04X}"
        detail = f"Character {match.start()} is {point}, which is no text; take it out."
        raise StrictError("bad_character", detail, position=match.start(), code_point=point, pointer=pointer)


def _clip(word: str) -> str:
    return word if len(word) <= 30 else f"{word[:27]}…"


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_whole, parse_float=_fraction, parse_constant=_constant
)
_LENIENT = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_whole, parse_float=_finite, parse_constant=_constant
)
