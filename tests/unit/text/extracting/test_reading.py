"""Which blocks are the article: long ones by their words, short ones by their place."""

from __future__ import annotations

from annotator.text.extracting.reading import read
from tests.pages import FIRST, PAGE, SECOND


def test_the_article_is_what_the_first_reader_takes():
    main = [text for text, _, is_main in read(PAGE)["blocks"] if is_main]
    assert FIRST in main and SECOND in main
    assert "Home" not in main and "Related news" not in main


def test_both_readers_agree_on_a_plain_page():
    assert read(PAGE)["agreement"] == 100


def test_an_empty_page_has_no_blocks():
    assert read("<!-- nothing -->")["blocks"] == []
