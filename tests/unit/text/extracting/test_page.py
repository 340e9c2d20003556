"""A page becomes text with regions, and nothing of it is dropped in silence."""

from __future__ import annotations

import pytest

from annotator.errors import AnnotatorError
from annotator.text.extracting import MOST_BYTES, read_page
from tests.pages import FIRST, PAGE, SECOND


@pytest.fixture(scope="module")
def page():
    return read_page(PAGE.encode())


def said(page, role: str) -> list[str]:
    return [page.text[r["start"] : r["end"]] for r in page.regions if r["role"] == role]


def test_the_article_is_kept_and_the_rest_is_marked(page):
    assert said(page, "title") == ["Mayor opens bridge"]
    assert said(page, "body") == [FIRST, SECOND]
    assert said(page, "caption") == ["The bridge at night."]
    assert "The bridge is safe" in said(page, "quote_block")[0]
    assert {"Home", "News", "Related news"} <= set(said(page, "boilerplate"))


def test_every_letter_of_the_text_has_a_region(page):
    outside = list(page.text)
    for region in page.regions:
        outside[region["start"] : region["end"]] = [" "] * (region["end"] - region["start"])
    assert "".join(outside).strip() == ""


def test_what_the_page_says_of_itself_is_found(page):
    assert page.found == {
        "title": "Mayor opens bridge", "outlet": "The Courier", "authors": ["Ada Smith"],
        "published": "2024-06-03", "language": "en-GB", "url": None,
    }  # fmt: skip


def test_what_is_dropped_is_reported(page):
    dropped = {one.what: (one.count, one.sample) for one in page.dropped}
    assert dropped["hidden"] == (1, "secret words")
    assert dropped["comment"] == (1, "built 7")
    assert dropped["text of a picture"] == (1, "The bridge")
    assert dropped["iframe"][0] == dropped["svg"][0] == 1


def test_active_elements_are_counted(page):
    assert page.active == 6  # script, body with a handler, picture with one, iframe, svg, its script
    assert "6 active elements ignored." in page.warnings


def nested(depth: int) -> bytes:
    return ("<div>" * depth + "deep text" + "</div>" * depth).encode()


def test_a_page_256_deep_is_read():
    assert read_page(nested(256)).text == "deep text"


@pytest.mark.parametrize("depth", [257, 5000])
def test_a_page_deeper_than_that_is_refused_whole(depth):
    with pytest.raises(AnnotatorError) as refused:
        read_page(nested(depth))
    assert refused.value.code == "too_deep"


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "empty_file"),
        (b"%PDF-1.7 \xff", "type_mismatch"),
        (b"\x89PNG\r\n\x1a\n", "type_mismatch"),
        (b"PK\x03\x04", "type_mismatch"),
        (b"<p>caf\xe9</p>", "encoding_unclear"),
        (b"<meta charset=utf-8><p>caf\xe9</p>", "encoding_unclear"),
        (b"<meta charset=gb2312><p>\xff\xff</p>", "encoding_unclear"),
        (b"<p>a\0b</p>", "bad_character"),
        (b"<script>1</script>", "empty_text"),
        (b"x" * (MOST_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_page_is_refused(data, code):
    with pytest.raises(AnnotatorError) as refused:
        read_page(data)
    assert refused.value.code == code


@pytest.mark.slow
def test_a_page_too_hard_to_read_is_given_up():
    with pytest.raises(AnnotatorError) as refused:
        read_page(b"<p>a<p>b" * 300_000)
    assert refused.value.code == "page_too_complex"


def test_a_declared_charset_is_obeyed_and_doubted():
    assert read_page(b"<meta charset=windows-1252><p>caf\xe9</p>").text == "caf\xe9"
    doubtful = read_page("<meta charset=windows-1252><p>café</p>".encode())
    assert doubtful.text == "cafÃ©" and "reads as UTF-8 too" in doubtful.warnings[0]


def test_a_page_without_an_article_says_so():
    page = read_page(b"<p>One.</p><p>Two.</p>")
    assert page.text == "One.\n\nTwo."
    assert any("Check the regions" in words for words in page.warnings) or said(page, "body")


def test_two_readers_that_disagree_are_a_warning():
    hidden = f'<div class="comments"><p>{FIRST * 4}</p></div>'
    page = read_page(f"<article><h1>T</h1><p>{SECOND}</p></article>{hidden}".encode())
    assert page.agreement is not None
    assert (page.agreement < 50) == any("second reader" in words for words in page.warnings)
