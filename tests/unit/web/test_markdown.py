"""Guidelines as HTML: text stays text, links lead to the web, headings stand under the page's own."""

from __future__ import annotations

import pytest

from annotator.web.markdown import render


def test_headings_begin_one_level_down():
    assert str(render("# One\n\n## Two")) == "<h2>One</h2>\n<h3>Two</h3>\n"


def test_lists_tables_and_quotes_are_kept():
    html = render("- a\n\n> b\n\n| c |\n|---|\n| d |")
    assert all(f"<{tag}>" in html for tag in ("ul", "li", "blockquote", "table", "td"))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://tracker.example/a.png)",
        "<svg/onload=alert(1)>",
        "[x](data:text/html,hi)",
    ],
)
def test_nothing_that_acts_or_loads_gets_through(text):
    html = render(text)
    assert not [part for part in ("<script", "<img", "<svg", 'href="javascript', 'href="data') if part in html]


def test_links_do_not_tell_where_they_were_followed():
    assert render("[x](https://a.example)") == '<p><a href="https://a.example" rel="noreferrer">x</a></p>\n'
