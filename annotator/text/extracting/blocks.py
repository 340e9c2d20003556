"""The blocks of a page in reading order, and what of it a reader does not see. Runs in the child."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre "
    "section select summary table tbody tfoot thead tr ul video audio".split()
)
UNSEEN = frozenset(
    "applet area audio base canvas datalist embed frame frameset iframe link map math meta noframes noscript "
    "object param script source style svg template title track video".split()
)
SILENT = frozenset({"area", "base", "link", "meta", "param", "source", "title", "track"})
"""What has no words, or those that the page says of itself."""

LINKS = frozenset({"a", "button", "label"})
MENUS = frozenset({"nav", "menu"})
CELLS = frozenset({"td", "th"})
_SPACE = re.compile("[ \t\n\r\f]+")
_AROUND = re.compile(" *\n *")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SAMPLE = 120


@dataclass
class Blocks:
    """What a page says, block by block; `kind` is `h1`, `heading`, `caption`, `quote` or `text`."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    unseen: dict[str, list[Any]] = field(default_factory=dict)
    """By what it is: how often, how many characters, the first words."""

    _pieces: list[str] = field(default_factory=list)
    _menus: int = 0
    _after: bool = False
    """Whether a link with words has just ended."""

    _beside: bool = False
    """Whether another began right there: a page holds such links apart by its style alone."""

    def walk(self, element: Any, kind: str = "text", *, kept_space: bool = False) -> None:
        """Read the element and all in it, but not what follows it."""
        tag = element.tag if isinstance(element.tag, str) else "comment"
        why = "comment" if tag == "comment" else _why_unseen(element, tag)
        if why:
            if tag not in SILENT:
                self._leave_out(why, element)
            return
        kind, kept_space = _kind(tag, kind), kept_space or tag == "pre"
        if tag in BLOCKS:
            self._end(kind)
        self._menus += tag in MENUS
        is_link, before = tag in LINKS or (self._menus > 0 and tag not in BLOCKS), len(self._pieces)
        self._beside = self._beside or (is_link and self._after)
        self._add(element.text, kept_space)
        self._add_special(element, tag)
        for child in element:
            self.walk(child, kind, kept_space=kept_space)
            self._add(child.tail, kept_space)
        self._menus -= tag in MENUS
        self._after = is_link and len(self._pieces) > before
        if tag in BLOCKS:
            self._end(kind)
        elif tag in CELLS:
            self._pieces.append("\t")

    def _add(self, text: str | None, kept_space: bool) -> None:
        if text:
            if self._beside and (self._menus or _is_cased(self._pieces[-1][-1] + text[0])):
                self._pieces.append(" ")
            self._after = self._beside = False
            self._pieces.append(text if kept_space else _SPACE.sub(" ", text))

    def _add_special(self, element: Any, tag: str) -> None:
        if tag == "br":
            self._pieces.append("\n")
        elif tag == "img" and element.get("alt"):
            self._note("text of a picture", element.get("alt"))
        elif tag in {"input", "textarea"} and element.get("placeholder"):
            self._note("form field", element.get("placeholder"))

    def _end(self, kind: str) -> None:
        text = re.sub(" +", " ", "".join(self._pieces)).replace("\r\n", "\n").replace("\r", "\n")
        text = _AROUND.sub("\n", text).strip(" \t\n\f")
        self._pieces.clear()
        self._after = self._beside = False
        if text:
            self.texts.append((text, kind))

    def _leave_out(self, why: str, element: Any) -> None:
        is_text = isinstance(element.tag, str)
        self._note(why, "".join(element.itertext()) if is_text else str(element.text or ""))

    def _note(self, why: str, words: str) -> None:
        entry = self.unseen.setdefault(why, [0, 0, ""])
        shown = _SPACE.sub(" ", words).strip()
        entry[0] += 1
        entry[1] += len(shown)
        entry[2] = entry[2] or shown[:SAMPLE]


def blocks_of(root: Any) -> Blocks:
    """Return the blocks of a parsed page."""
    found = Blocks()
    for child in root if root.tag == "html" else [root]:
        found.walk(child)
    return found


def _why_unseen(element: Any, tag: str) -> str | None:
    if tag in UNSEEN:
        return tag
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
    return "hidden" if hidden else None


def _is_cased(edges: str) -> bool:
    """Tell whether both are letters of a script with small and capital ones, which parts its words by spaces."""
    return all(char.isdigit() or char.lower() != char.upper() for char in edges)


def _kind(tag: str, kind: str) -> str:
    if tag == "h1":
        return "h1"
    if tag in {"h2", "h3", "h4", "h5", "h6"}:
        return "heading"
    if tag in {"figcaption", "caption"}:
        return "caption"
    return "quote" if tag == "blockquote" else kind
