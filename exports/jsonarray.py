"""The items of one large JSON list, one at a time."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from exports.strict import StrictError, loads

_CHUNK = 2**20
_DECODER = json.JSONDecoder(parse_int=str)
"""Finds where an item ends; its numbers are read, or refused as too long, with the item."""
_BETWEEN = " \t\r\n,"


def items(stream: BinaryIO, *, max_depth: int = 32) -> Iterator[tuple[int, Any]]:
    """Yield the number (from 1) and the value of each item of a list, or of the one value that is no list.

    An error is yielded in the place of an item; after one that is cut off nothing follows.
    """
    text, number = _Text(stream), 0
    try:
        listed = text.skip("[")
        while text.skip() and not (listed and text.at("]")):
            number += 1
            yield number, _value(text.item(), max_depth)
    except StrictError as error:
        yield max(number, 1), error


def _value(item: str, max_depth: int) -> Any:
    try:
        return loads(item.encode("utf-8", "surrogatepass"), max_depth=max_depth, fractions=True)
    except StrictError as error:
        return error


class _Text:
    """The text of the stream that was not used up yet."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._left = stream, ""
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("strict")
        self._over = False

    def skip(self, more: str = "") -> bool:
        """Pass over what stands between items; say whether something follows, or whether `more` was passed too."""
        while True:
            self._left = self._left.lstrip(_BETWEEN)
            if self._left or not self._read():
                break
        if more and self._left.startswith(more):
            self._left = self._left[1:]
            return True
        return bool(self._left) and not more

    def at(self, mark: str) -> bool:
        """Say whether the mark comes next."""
        return self._left.startswith(mark)

    def item(self) -> str:
        """Return the text of the next item and use it up."""
        while True:
            try:
                _, end = _DECODER.raw_decode(self._left)
                if end < len(self._left) or not self._read():
                    break
            except json.JSONDecodeError as error:
                if not self._read():
                    raise StrictError("bad_json", f"This is no JSON: {error.msg}.") from error
            except RecursionError as error:
                raise StrictError("json_too_deep", "Lists and objects are nested too deeply.") from error
        item, self._left = self._left[:end], self._left[end:]
        return item

    def _read(self) -> bool:
        """Read on, twice as much as there is; say whether there was something."""
        if self._over:
            return False
        data = self._stream.read(max(_CHUNK, len(self._left)))
        self._over = not data
        try:
            self._left += self._decoder.decode(data, final=self._over)
        except UnicodeDecodeError as error:
            words = f"Byte {error.start} of a part is no text in UTF-8; send UTF-8."
            raise StrictError("bad_encoding", words, position=error.start) from error
        return bool(data)
