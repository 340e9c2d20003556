"""The text of a PDF, or why it cannot be read."""

from __future__ import annotations

import io

from pypdf import PdfWriter

from annotator.text.extracting.pdf import MOST_PAGES, read
from tests.pages import pdf


def test_pages_are_parted_by_form_feeds():
    assert [page.strip() for page in read(pdf("One page.", "Another."))["text"].split("\f")] == [
        "One page.",
        "Another.",
    ]


def test_a_locked_file_says_so():
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    writer.encrypt("secret", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    assert "locked" in read(data.getvalue())["detail"]


def test_a_broken_file_is_refused():
    assert read(b"%PDF-1.7 nothing more")["code"] == "bad_pdf"


def test_a_file_of_too_many_pages_is_refused():
    writer = PdfWriter()
    for _ in range(MOST_PAGES + 1):
        writer.add_blank_page(72, 72)
    data = io.BytesIO()
    writer.write(data)
    assert "500 pages" in read(data.getvalue())["detail"]
