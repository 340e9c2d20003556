"""Guidelines and help as HTML: rendered with raw HTML off, then cleaned, so that text stays text."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = set(
    "a blockquote br code dd del dl dt em h2 h3 h4 h5 h6 hr li ol p pre s strong sub sup table tbody td th "
    "thead tr ul".split()
)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"colspan"}, "td": {"colspan"}}


@lru_cache(maxsize=64)
def render(text: str) -> Markup:
    """Return the Markdown as HTML; its headings begin one level down, under the page's own."""
    html = _reader().render(text)
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noreferrer"
    )
    return Markup(clean)  # noqa: S704 - cleaned in the line above


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    reader.core.ruler.push("lower_headings", _lower_headings)
    return reader


def _lower_headings(state: object) -> None:
    for token in state.tokens:  # type: ignore[attr-defined]
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
