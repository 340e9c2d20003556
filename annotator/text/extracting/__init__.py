"""Article pages come in: what of a page is its text, what is marked, what is left out; read in a child process."""

from annotator.text.extracting.page import MOST_BYTES, Dropped, Page, read_page, read_plain

__all__ = ["MOST_BYTES", "Dropped", "Page", "read_page", "read_plain"]
