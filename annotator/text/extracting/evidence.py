"""The text of a captured piece of evidence: a page, a plain text, a PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.errors import Invalid, TooLarge
from annotator.text.decoding import decode
from annotator.text.extracting import child
from annotator.text.extracting.page import read_page

PDF, HTML, PLAIN = "application/pdf", "text/html", "text/plain"
MOST_BYTES = 20 * 2**20
MOST_TEXT = 2_000_000
"""In code points: what is beyond is kept as bytes, and no quotation is found there."""

_MARKUP = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_BAD = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True)
class Evidence:
    """Bytes that were captured, what they are, and the text in them."""

    data: bytes
    media_type: str
    text: str


def read_evidence(data: bytes, *, said: str | None = None, charset: str | None = None) -> Evidence:
    """Return what the bytes say; `said` is the type they came with, and what they are outranks it.

    Raises TooLarge, WrongType `type_mismatch`, Invalid `empty_file`, `encoding_unclear`, `bad_pdf` and the like.
    """
    if len(data) > MOST_BYTES:
        words = f"A capture has {MOST_BYTES:,} bytes at most, and this one {len(data):,}."
        raise TooLarge("too_large", words, limit=MOST_BYTES, size=len(data))
    if not data:
        raise Invalid("empty_file", "The file is empty. Choose another.")
    if data.startswith(b"%PDF-"):
        kind, text = PDF, str(child.run("pdf", data)["text"])
    elif _MARKUP.match(data[:4096]) or said in {HTML, "application/xhtml+xml"}:
        kind, text = HTML, read_page(data, charset=charset).text
    else:
        kind, text = PLAIN, decode(data, charset).text.replace("\r\n", "\n").replace("\r", "\n")
    return Evidence(data, kind, _BAD.sub("\ufffd", text[:MOST_TEXT]))
