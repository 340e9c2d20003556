"""What stands around an article on its page: menus, buttons, notices, headlines of other articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from annotator.text.paragraphs import Paragraph
from annotator.text.phrases import LINES, NOTICES, POINTERS

_SEPARATORS = ("|", "•", "·", "»", "›", " > ", " / ")
_DECORATION = " \t:：»›>…←→▸▶►·•|-–—"
_BULLETS = ("-", "–", "—", "•", "*", "·", "▪", "◦")
_LONGEST_NOTICE = 400
_LONGEST_HEADLINE = 200
_LONGEST_BUTTON = 28
_RUN = 3


class Surroundings:
    """The paragraphs of a text, and for each the rule that makes it boilerplate (empty for the article).

    `title` is the number of the paragraph known to be the title. `head` and `tail` are the numbers of the
    first and last paragraph of running text; without any, `head` is past the end and `tail` is -1.
    """

    def __init__(self, items: Sequence[Paragraph], title: int | None) -> None:
        """Apply every rule, from what a line says by itself to what its neighbours say of it."""
        self.items = items
        self.reasons = [_own_reason(item.text) for item in items]
        if title is not None:
            self.reasons[title] = ""
        self.title = title
        self.head, self.tail = self._edges()
        self._mark_lists()
        if self.tail >= 0:
            self._mark_repeated()
            self._mark_menu()
            self._mark_followers()
            self._mark_headlines()

    def _edges(self) -> tuple[int, int]:
        mine = [n for n, item in enumerate(self.items) if not self.reasons[n] and not _is_list(item.text)]
        running = [n for n in mine if self.items[n].prose] or [n for n in mine if self.items[n].stopped]
        return (running[0], running[-1]) if running else (len(self.items), -1)

    def _mark(self, numbers: Iterable[int], reason: str) -> None:
        for number in numbers:
            if number != self.title and not self.reasons[number]:
                self.reasons[number] = reason

    def _around(self) -> list[int]:
        return [*range(self.head), *range(self.tail + 1, len(self.items))]

    def _mark_lists(self) -> None:
        """Headlines or a menu in one line; in the midst of an article it may be a table, and stays."""
        self._mark((n for n in self._around() if _is_list(self.items[n].text)), "list of headlines")

    def _mark_repeated(self) -> None:
        """A short line that comes again is a button or a menu entry."""
        short = [n for n in self._around() if _is_short(self.items[n], _LONGEST_BUTTON)]
        counts = Counter(self.items[n].text for n in short)
        self._mark((n for n in short if counts[self.items[n].text] > 1), "repeated line")

    def _mark_menu(self) -> None:
        """Several very short lines before the article are its menu, if something is left to be the title."""
        before = [n for n in range(self.title if self.title is not None else self.head) if n < self.head]
        short = [n for n in before if self.reasons[n] or _is_short(self.items[n], _LONGEST_BUTTON)]
        if len(short) >= _RUN and (self.title is not None or len(short) < len(before)):
            self._mark(short, "menu before the article")

    def _mark_followers(self) -> None:
        """What follows a menu phrase at the end, and is no sentence, belongs to it."""
        begun = False
        for number in range(self.tail + 1, len(self.items)):
            begun = begun or self.reasons[number] == "menu phrase"
            if begun and not self.items[number].stopped:
                self._mark([number], "follows a menu phrase")

    def _mark_headlines(self) -> None:
        """Several lines after the article that are neither sentences nor a list of points are links."""
        after = range(self.tail + 1, len(self.items))
        short = [n for n in after if self.reasons[n] or _is_short(self.items[n], _LONGEST_HEADLINE)]
        if len(short) >= _RUN:
            self._mark(short, "headlines after the article")


def _own_reason(line: str) -> str:
    """Name the rule by which a line is boilerplate for its own words, or return an empty string."""
    if len(line) > _LONGEST_NOTICE:
        return ""
    folded = line.replace("’", "'").casefold()
    if folded.strip(_DECORATION) in LINES:
        return "menu phrase"
    if POINTERS.match(folded):
        return "pointer to another article"
    return "notice" if NOTICES.match(folded) else ""


def _is_list(line: str) -> bool:
    if len(line) <= _RUN + 2 or max(map(line.count, _SEPARATORS)) < _RUN - 1:
        return False
    return any(line.count(mark) >= _RUN - 1 and _all_entries(line, mark) for mark in _SEPARATORS)


def _all_entries(line: str, separator: str) -> bool:
    longest = _LONGEST_HEADLINE if len(separator) == 1 else _LONGEST_BUTTON
    entries = [entry.strip() for entry in line.split(separator) if not entry.isspace()]
    entries = [entry for entry in entries if entry]
    return len(entries) >= _RUN and all(len(e) <= longest and e[-1] not in ".。។" for e in entries)


def _is_short(item: Paragraph, longest: int) -> bool:
    return len(item.text) <= longest and not item.stopped and not item.text.startswith(_BULLETS)
