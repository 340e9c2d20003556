"""The text of a PDF, page by page. Runs in the child."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

MOST_PAGES = 500


def read(data: bytes) -> dict[str, Any]:
    """Return the text of the pages, joined by form feeds; a locked or broken file is a refusal."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return _refusal("The PDF is locked by a password. Save it without one, and choose it again.")
        if len(reader.pages) > MOST_PAGES:
            return _refusal(f"The PDF has more than {MOST_PAGES} pages. Take out the ones that matter.")
        return {"text": "\f".join(page.extract_text() for page in reader.pages)}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return _refusal("The PDF is damaged or of a kind that cannot be read. Print it to a new PDF.")


def _refusal(words: str) -> dict[str, Any]:
    return {"code": "bad_pdf", "detail": words}
