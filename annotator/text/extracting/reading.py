"""Read a page with two readers and say what of it is the article. Runs in the child."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import lxml.html
from lxml.etree import ParserError
from trafilatura import bare_extraction

from annotator.text.extracting.active import count_active
from annotator.text.extracting.blocks import blocks_of
from annotator.text.extracting.second import key, second_reading

DEEPEST = 256
_LONG = 25
"""From how many letters on a block is found by what it says, wherever it stands."""

_LOST = 200
"""How many letters the parser may miss, beside a tenth of all."""


def read(html: str, *, url: str | None = None) -> dict[str, Any]:
    """Return blocks, what was left out, what is known of the page, and the share both readers agree on."""
    root = _parsed(html)
    if root is None:
        return _too_deep()
    blocks = blocks_of(root)
    other = second_reading(html)
    if _letters_lost(root, other.words):
        return _too_deep()
    active = count_active(root)
    found: Any = bare_extraction(
        root, url=url, with_metadata=True, include_comments=False, include_tables=True, deduplicate=False
    )
    main = _main(blocks.texts, (found.text if found else None) or "")
    return {
        "blocks": [[text, kind, is_main] for (text, kind), is_main in zip(blocks.texts, main, strict=True)],
        "unseen": [[what, *entry] for what, entry in sorted(blocks.unseen.items())],
        "active": active,
        "found": _known(found, root),
        "agreement": _agreement(blocks.texts, main, other.paragraphs),
    }


def _parsed(html: str) -> Any:
    """Return the tree, None when it is deeper than 256 elements below its body."""
    parser = lxml.html.HTMLParser(huge_tree=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(html, parser=parser, ensure_head_body=True)
    except ParserError:
        return lxml.html.document_fromstring("<p></p>")
    if any("depth" in entry.message for entry in parser.error_log):
        return None
    return None if any(depth > DEEPEST for depth in _depths(root)) else root


def _depths(root: Any) -> Iterator[int]:
    """Yield how deep each element stands below the body."""
    waiting = [(root, -1)]
    while waiting:
        element, depth = waiting.pop()
        yield depth
        waiting += [(child, depth + 1) for child in element]


def _letters_lost(root: Any, words: Sequence[str]) -> bool:
    """Tell whether the tree lacks what the other parser sees."""
    there = len(key("".join(root.itertext())))
    seen = len(key("".join(words)))
    return there < seen * 9 // 10 - _LOST


def _main(texts: Sequence[tuple[str, str]], article: str) -> list[bool]:
    """Say of each block whether it is of the article: what is long by its words, what is short by its place."""
    lines, whole = {key(line) for line in article.splitlines()}, key(article)
    keys = [key(text) for text, _ in texts]
    long = [len(one) >= _LONG and (one in lines or one in whole) for one in keys]
    if not any(long):
        return [bool(one) and one in lines for one in keys]
    first, last = long.index(True), len(long) - long[::-1].index(True)
    short = [len(one) < _LONG and one in lines for one in keys]
    return [long[n] or (short[n] and first <= n < last) for n in range(len(keys))]


def _agreement(texts: Sequence[tuple[str, str]], main: Sequence[bool], paragraphs: Sequence[str]) -> int | None:
    """Return how much of the running text that the second reader finds is in the article, in per cent."""
    kept = key("".join(text for (text, _), is_main in zip(texts, main, strict=True) if is_main))
    keys = [key(paragraph) for paragraph in paragraphs]
    total = sum(map(len, keys))
    return 100 * sum(len(one) for one in keys if one in kept) // total if total else None


def _known(found: Any, root: Any) -> dict[str, Any]:
    """Return what the page says of itself; null where it does not say."""
    authors = [name.strip() for name in (getattr(found, "author", None) or "").split(";")]
    return {
        "title": getattr(found, "title", None),
        "outlet": getattr(found, "sitename", None),
        "authors": [name for name in authors if name],
        "published": getattr(found, "date", None),
        "language": root.get("lang") or root.get("xml:lang"),
        "url": getattr(found, "url", None),
    }


def _too_deep() -> dict[str, Any]:
    words = "The page is nested deeper than 256 elements, or is so broken that text would be lost."
    return {"code": "too_deep", "detail": f"{words} Nothing was stored. Paste the text of the article instead."}
