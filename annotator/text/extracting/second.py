"""A second, cheap reading of a page by another parser: words, and longer paragraphs. Runs in the child."""

from __future__ import annotations

from html.parser import HTMLParser

from annotator.text.extracting.blocks import UNSEEN

_AROUND = frozenset({"nav", "header", "footer", "aside", "form", "menu"})
_LONG = 80
"""From how many characters on a paragraph counts as running text."""


def key(text: str) -> str:
    """Return letters and digits alone, by which two readings of the same words are compared."""
    return "".join(filter(str.isalnum, text.casefold()))


class Second(HTMLParser):
    """Gathers all words that are seen, and the paragraphs that look like running text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.paragraphs: list[str] = []
        self._unseen = self._around = 0
        self._paragraph: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the parser is."""
        self._unseen += tag in _CLOSED
        self._around += tag in _AROUND
        if tag == "p":
            self._end()
            self._paragraph = [] if not self._around else None

    def handle_endtag(self, tag: str) -> None:
        """Note what was left."""
        self._unseen = max(0, self._unseen - (tag in _CLOSED))
        self._around = max(0, self._around - (tag in _AROUND))
        if tag in {"p", "div", "article", "section", "body"}:
            self._end()

    def handle_data(self, data: str) -> None:
        """Keep what is seen."""
        if not self._unseen:
            self.words.append(data)
            if self._paragraph is not None:
                self._paragraph.append(data)

    def _end(self) -> None:
        text = " ".join("".join(self._paragraph or ()).split())
        self._paragraph = None
        if len(text) >= _LONG:
            self.paragraphs.append(text)


_CLOSED = UNSEEN - {"area", "base", "embed", "frame", "link", "meta", "param", "source", "track"}


def second_reading(html: str) -> Second:
    """Return the second reading of the page."""
    parser = Second()
    parser.feed(html)
    parser.close()
    return parser
