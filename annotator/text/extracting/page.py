"""A page as it is taken: its frozen text with regions, what it says of itself, and what was left out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.errors import Invalid, TooLarge
from annotator.text.decoding import decode
from annotator.text.extracting import child
from annotator.text.extracting.charsets import characters
from annotator.text.extracting.second import key
from annotator.text.regions import find

MOST_BYTES = 5 * 2**20
_ENOUGH = 50
"""Below this share, in per cent, the two readers disagree so much that somebody should look."""

_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something on the page that is no text for a reader: what, how often, its characters, its first words."""

    what: str
    count: int
    characters: int
    sample: str


@dataclass(frozen=True)
class Page:
    """What a page became; `agreement` is the share of running text, in per cent, on which both readers agree."""

    text: str
    regions: list[dict[str, Any]]
    found: dict[str, Any]
    charset: str
    dropped: list[Dropped] = field(default_factory=list)
    active: int = 0
    agreement: int | None = None
    warnings: list[str] = field(default_factory=list)

    def to_record(self) -> dict[str, Any]:
        """Return what is told of the page beside its text."""
        return {
            "found": self.found,
            "charset": self.charset,
            "dropped": [
                {"what": one.what, "count": one.count, "characters": one.characters, "sample": one.sample}
                for one in self.dropped
            ],
            "active": self.active,
            "agreement": self.agreement,
        }


def read_page(data: bytes, *, charset: str | None = None, url: str | None = None) -> Page:
    """Return the article of an HTML page.

    Raises TooLarge over 5 MB, what `decode` raises, and Invalid `too_deep` or `page_too_complex`.
    """
    if len(data) > MOST_BYTES:
        words = f"A page of {MOST_BYTES:,} bytes is taken at most; this one has {len(data):,}. Paste its text."
        raise TooLarge("too_large", words, limit=MOST_BYTES, size=len(data))
    if not data:
        raise Invalid("empty_file", "The page is empty. Choose another.")
    decoded, warnings = characters(data, charset)
    if "\0" in decoded.text:
        words = "The page holds the character U+0000. Take it out, or save the page anew."
        raise Invalid("bad_character", words, position=decoded.text.index("\0"), code_point="U+0000")
    read = child.run("html", decoded.text.encode(), url=url)
    text, regions = _arranged(read["blocks"], read["found"]["title"])
    if not text:
        raise Invalid("empty_text", "The page holds no text that a reader sees. Paste the text instead.")
    warnings += _warnings(read, text)
    dropped = [Dropped(*entry) for entry in read["unseen"]]
    return Page(
        text, regions, read["found"], decoded.charset, dropped, read["active"], read["agreement"], warnings
    )


def read_plain(data: bytes, *, charset: str | None = None, url: str | None = None) -> Page:
    """Return a plain text that came where a page was looked for; raises what `decode` raises."""
    decoded = decode(data, charset)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    return Page(text, find(text), {"url": url}, decoded.charset)


def _arranged(blocks: Sequence[Sequence[Any]], title: str | None) -> tuple[str, list[dict[str, Any]]]:
    """Return the text, an empty line between blocks, and a region for each."""
    texts = [block[0] for block in blocks]
    text = "\n\n".join(texts)
    if not any(is_main for _, _, is_main in blocks):
        return text, find(text, given_title=title)
    roles = list(_roles(blocks, title))
    regions, start = [], 0
    for words, role in zip(texts, roles, strict=True):
        regions.append({"role": role, "start": start, "end": start + len(words)})
        start += len(words) + 2
    return text, regions


def _roles(blocks: Sequence[Sequence[Any]], title: str | None) -> Iterator[str]:
    headline = _headline(blocks, title)
    of_article = [number for number, (_, _, is_main) in enumerate(blocks) if is_main]
    beside = range(of_article[0], of_article[-1] + 2)
    for number, (_, kind, is_main) in enumerate(blocks):
        if number == headline:
            yield "title"
        elif kind == "caption" and number in beside:
            yield "caption"
        elif not is_main:
            yield "boilerplate"
        else:
            yield "quote_block" if kind == "quote" else "body"


def _headline(blocks: Sequence[Sequence[Any]], title: str | None) -> int | None:
    """Return the heading that says the title, or the one heading of the first order there is."""
    wanted = key(title or "")
    heads = [n for n, (text, kind, _) in enumerate(blocks) if kind == "h1" and len(text) <= _LONGEST_TITLE]
    said = [n for n in heads if wanted and key(blocks[n][0]) == wanted]
    if said or len(heads) == 1:
        return (said or heads)[0]
    same = [n for n, (text, kind, _) in enumerate(blocks) if kind == "heading" and key(text) == wanted]
    return same[0] if same and wanted else None


def _warnings(read: dict[str, Any], text: str) -> Iterator[str]:
    if read["active"]:
        count = read["active"]
        yield f"{count} active {'element' if count == 1 else 'elements'} ignored."
    if text and not any(is_main for _, _, is_main in read["blocks"]):
        yield "No article was found in the page, so its lines are marked by their looks. Check the regions."
    elif read["agreement"] is not None and read["agreement"] < _ENOUGH:
        share = read["agreement"]
        yield f"Only {share} % of the running text a second reader finds is in the article. Check the regions."
