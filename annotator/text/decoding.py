"""Bytes become characters: strictly, by byte order mark, declared charset or UTF-8; never by guessing."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from annotator.errors import Invalid, Malformed, WrongType
from schemas.sayings import say


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, one byte order mark taken off, and the charset they came in."""

    text: str
    charset: str
    bom_removed: bool


_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"PK\x03\x04", "zip (also docx, xlsx, odt)"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What a label means on the web is often a larger set than its name says: "iso-8859-1" there is Windows-1252.
_AS_ON_THE_WEB = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "utf-16": "utf-16-le",
    "utf-8-sig": "utf-8",
}

_TAKEN = frozenset(
    {"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030", "big5", "big5hkscs", "johab"}
    | {"euc_jp", "iso2022_jp", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "ptcp154", "kz1048"}
    | {f"cp{number}" for number in (866, 874, 932, 949, *range(1250, 1259))}
    | {f"iso8859-{number}" for number in (*range(2, 9), 10, 13, 14, 15, 16)}
)

_OFFERED = (
    "cp1252",
    "cp1251",
    "cp1256",
    "iso8859-2",
    "cp874",
    "gb18030",
    "big5",
    "cp932",
    "cp949",
    "utf-16-le",
)
_SAMPLE = 400


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """Return the characters of the bytes.

    A byte order mark outranks the declared charset. Raises `WrongType` (`type_mismatch`) for bytes of another
    kind, `Malformed` (`bad_encoding`, with `position`, the first bad byte) when the bytes break the charset,
    and `Invalid` (`encoding_unclear`, with `choices`) when they are not UTF-8 and nothing is declared.
    """
    _refuse_other_kinds(data)
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    name = marked or (_known(charset) if charset else "utf-8")
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        if marked or charset:
            raise _broken(name, error) from None
        raise _unclear(data, error) from None
    bom = text.startswith("\ufeff")
    return Decoded(text.removeprefix("\ufeff"), name, bom)


def _refuse_other_kinds(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            detail = say(
                "This looks like %(name)s, not like text. Save the article as plain text or HTML.", name=name
            )
            raise WrongType("type_mismatch", detail, looks_like=name)


def _known(charset: str) -> str:
    try:
        name = codecs.lookup(charset.strip()).name
    except (LookupError, ValueError):
        name = ""
    name = _AS_ON_THE_WEB.get(name, name)
    if name not in _TAKEN:
        detail = say(
            "The charset %(charset)r is not known here. Name another, such as utf-8 or windows-1252.",
            charset=charset[:40],
        )
        raise Invalid("encoding_unclear", detail, choices=[])
    return name


def _broken(name: str, error: UnicodeDecodeError) -> Malformed:
    detail = say(
        "The text is not %(name)s: byte %(start)s does not fit. Save it again, or name another charset.",
        name=name,
        start=error.start,
    )
    return Malformed("bad_encoding", detail, position=error.start, charset=name)


def _unclear(data: bytes, error: UnicodeDecodeError) -> Invalid:
    detail = say(
        "The text is not UTF-8 (byte %(start)s) and says no charset. Choose the one that reads right.",
        start=error.start,
    )
    return Invalid("encoding_unclear", detail, position=error.start, choices=_choices(data, error.start))


def _choices(data: bytes, position: int) -> list[dict[str, str]]:
    """Show the line of the first bad byte in every charset that could be meant."""
    start = max(data.rfind(b"\n", 0, position) + 1, position - _SAMPLE // 2)
    readings = ((name, _read(data, start, name)) for name in _OFFERED)
    return [{"charset": name, "preview": preview} for name, preview in readings if preview is not None]


def _read(data: bytes, start: int, name: str) -> str | None:
    if name.startswith("utf-16"):
        start, even = 0, b"\x00" in data[:_SAMPLE]
        if not even:
            return None
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(data[start : start + _SAMPLE]).strip()
    except UnicodeDecodeError:
        return None
