"""The charset that a page says it is written in."""

from __future__ import annotations

import re

from annotator.errors import AnnotatorError, Invalid
from annotator.text.decoding import Decoded, decode

_HEAD = 4096
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})")


def declared(data: bytes) -> str | None:
    """Return the name that the first bytes of the page give for its charset."""
    head = data[:_HEAD]
    found = _META.search(head) or _XML.search(head)
    return found[1].decode() if found else None


def characters(data: bytes, charset: str | None = None) -> tuple[Decoded, list[str]]:
    """Return the characters of the page, and warnings; a charset given from outside outranks the page's own.

    Raises what `decode` raises; where the page's own word does not hold, `encoding_unclear` with the choices.
    """
    own = declared(data)
    if charset or own is None:
        return decode(data, charset), []
    try:
        decoded = decode(data, own)
    except AnnotatorError as error:
        if error.code == "type_mismatch":
            raise
        return _despite(data, own), []
    return decoded, _doubts(data, decoded)


def _despite(data: bytes, own: str) -> Decoded:
    """Ask which charset it is: the page says one that it is not written in."""
    try:
        decode(data)
    except Invalid as unclear:
        words = f"The page says it is {own}, and its bytes are not. Choose the encoding that reads right."
        raise Invalid("encoding_unclear", words, **unclear.extra) from None
    words = f"The page says it is {own[:40]}, and its bytes are not; they read as UTF-8. Choose the encoding."
    preview = data.decode()[:200].strip()
    raise Invalid("encoding_unclear", words, choices=[{"charset": "utf-8", "preview": preview}])


def _doubts(data: bytes, decoded: Decoded) -> list[str]:
    if decoded.charset.startswith("utf-") or data.isascii():
        return []
    try:
        data.decode()
    except UnicodeDecodeError:
        return []
    return [f"The page says it is {decoded.charset}, and reads as UTF-8 too. Look whether its letters are right."]
