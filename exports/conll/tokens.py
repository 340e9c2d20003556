"""The text of a document that came as tokens: as a comment says it, or put together from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exports.conll.labels import is_label

Cells = list[str]
Span = tuple[int, int]


def put_together(sentences: Sequence[list[Cells]], said: Mapping[int, str]) -> tuple[str, list[Span]]:
    """Return the text, a line a sentence, and where each token stands.

    `said` is the text of a sentence by its number; where there is none, or not with these words in it, a space
    stands between tokens that nothing else joins.
    """
    column = 1 if _numbered(sentences) else 0
    text, places = "", []
    for number, sentence in enumerate(sentences):
        if not sentence:
            continue
        text += "\n" if text else ""
        words = [cells[column] for cells in sentence]
        line, spans = _found(said.get(number, ""), words) or _joined(sentence, words)
        places += [(len(text) + start, len(text) + end) for start, end in spans]
        text += line
    return text, places


def _numbered(sentences: Sequence[list[Cells]]) -> bool:
    """Say whether the first column counts the tokens of each sentence, and the second is none of labels."""
    for sentence in sentences:
        numbers = [cells[0] for cells in sentence if cells[0].isdecimal()]
        if numbers != [str(n) for n in range(1, len(numbers) + 1)]:
            return False
    rows = [cells for sentence in sentences for cells in sentence]
    counted = all(len(cells) > 1 and _is_number(cells[0]) for cells in rows)
    return counted and not all(is_label(cells[1]) for cells in rows)


def _is_number(cell: str) -> bool:
    """Say whether a cell numbers a token: 3, or 3-4 and 3.1 as CoNLL-U has them."""
    return cell.replace("-", ".").replace(".", "", 1).isdecimal()


def _found(line: str, words: Sequence[str]) -> tuple[str, list[Span]] | None:
    """Return the line and where the words stand in it, one after the other; nothing if they do not."""
    at, spans = 0, []
    for word in words if line else ():
        start = line.find(word, at)
        if start < 0 or line[at:start].strip():
            return None
        at = start + len(word)
        spans.append((start, at))
    return (line, spans) if line and not line[at:].strip() else None


def _joined(sentence: Sequence[Cells], words: Sequence[str]) -> tuple[str, list[Span]]:
    line, spans = "", []
    for number, word in enumerate(words):
        glued = number == 0 or "SpaceAfter=No" in sentence[number - 1][-1]
        line += word if glued else f" {word}"
        spans.append((len(line) - len(word), len(line)))
    return line, spans
