"""Where functions begin and end in a page script, found by their brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

SILENT = re.compile(
    r"//[^\n]*|/\*.*?\*/"
    r"|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`"
    r"|(?:(?<=[=(,:!&|?;+\n])|(?<=return))\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*",
    re.DOTALL,
)
NAMED = re.compile(
    r"\bfunction\b\s*\*?\s*(?P<plain>[\w$]*)\s*\("
    r"|^[ \t]*(?:(?:static|async|get|set)\s+|\*\s*)*"
    r"(?P<method>(?!(?:if|for|while|switch|catch|with|function)\b)#?[\w$]+)\s*\(",
    re.MULTILINE,
)
ARROW = re.compile(r"=>\s*\{")
PAIRS = {"(": ")", "{": "}"}


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Yield each function of a script with its number of lines."""
    text = SILENT.sub(_blank, source)
    for match in NAMED.finditer(text):
        body = re.compile(r"\s*\{").match(text, _closing(text, match.end() - 1) + 1)
        if body:
            yield _measured(text, match["plain"] or match["method"] or "function", match.end(), body.end() - 1)
    for match in ARROW.finditer(text):
        yield _measured(text, "=>", match.start(), match.end() - 1)


def _measured(text: str, name: str, start: int, body: int) -> tuple[str, int]:
    first = text.count("\n", 0, start) + 1
    return f"{name} (line {first})", text.count("\n", 0, _closing(text, body)) + 2 - first


def _closing(text: str, opening: int) -> int:
    """Return where the bracket that opens here is closed; the end of the text when it never is."""
    left, right = text[opening], PAIRS[text[opening]]
    depth = 0
    for index in range(opening, len(text)):
        depth += (text[index] == left) - (text[index] == right)
        if depth == 0:
            return index
    return len(text) - 1


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
