#!/usr/bin/env python3
"""Puts the texts back into a release that came without them, and checks that they are the ones annotated.

Usage: python3 restore_texts.py TEXTS [--release DIR] [--out DIR]

TEXTS is a folder of plain text files in UTF-8, whatever their names, or a JSONL file whose lines have a "text".
Each text is known by its SHA-256. Articles whose text is found are written whole to DIR/data (restored/data
if not given); those whose text is not found are named. Needs Python 3.11 and nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CONTEXT = 32


class Wrong(Exception):
    """A text or a record that is not what the release says."""


def main(arguments: list[str] | None = None) -> int:
    """Restore what can be; return 0, or 1 when a text is missing or something is not as it was."""
    parser = argparse.ArgumentParser(description="Put the texts back into a release.")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--release", type=Path, default=Path(sys.argv[0]).parent)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    if not (given.release / "data/texts.jsonl").is_file():
        parser.error(f"{given.release} is no release with texts to restore")
    try:
        known = {digest(text): text for text in read_texts(given.texts)}
    except (OSError, Wrong) as error:
        parser.error(str(error))
    missing, wrong, done = restore(given.release, known, given.out or given.release / "restored")
    sys.stdout.write(f"{done} articles whole, {len(missing)} without their text, {len(wrong)} not as they were\n")
    for words in (*missing, *wrong):
        sys.stderr.write(f"{words}\n")
    return 1 if missing or wrong else 0


def read_texts(path: Path) -> Iterator[str]:
    """Yield the texts of a folder or of a JSONL file, with LF line ends and without a byte order mark."""
    for text in texts_in(path) if path.is_dir() else lines_of(path):
        yield text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def texts_in(folder: Path) -> Iterator[str]:
    """Yield the texts of the files of a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.read_text(encoding="utf-8", errors="replace")


def lines_of(path: Path) -> Iterator[str]:
    """Yield the texts of a JSONL file, of which only LF ends a line; raises Wrong with the number of the line."""
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        try:
            row = json.loads(line.decode("utf-8-sig")) if line.strip() else {}
        except (ValueError, RecursionError) as error:
            raise Wrong(f"{path}:{number}: no JSON in UTF-8: {error}") from None
        text = row.get("text") if isinstance(row, dict) else None
        yield text if isinstance(text, str) else ""


def digest(text: str) -> str:
    """Return the SHA-256 by which a text is known."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def restore(release: Path, known: dict[str, str], out: Path) -> tuple[list[str], list[str], int]:
    """Write the articles with their texts; return what is missing, what is wrong, and how many are whole."""
    digests = {row["article"]: row for row in rows(release / "data/texts.jsonl")}
    missing, wrong, done = list[str](), list[str](), 0
    (out / "data").mkdir(parents=True, exist_ok=True)
    for path in sorted((release / "data").glob("*.jsonl")):
        articles = [row for row in rows(path) if row.get("schema", "").startswith("annotator/article/")]
        lines = []
        for article in articles:
            text = article["text"] or known.get(article["text_sha256"])
            if text is None:
                missing.append(f"article {article['id']}: no text with the SHA-256 {article['text_sha256']}")
                continue
            try:
                lines.append(whole(article, text, digests.get(article["id"])))
                done += 1
            except Wrong as error:
                wrong.append(f"article {article['id']}: {error}")
        if articles:
            (out / "data" / path.name).write_text("".join(lines), encoding="utf-8")
    return missing, wrong, done


def rows(path: Path) -> Iterator[Any]:
    """Yield the rows of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def whole(article: dict[str, Any], text: str, about: dict[str, Any] | None) -> str:
    """Return the line of the article with its text and quotes; raises Wrong."""
    if about is None:
        return compact(article)
    filled = fill({**article, "text": text}, text)
    bare = {key: value for key, value in filled.items() if key != "history"}
    found = hashlib.sha256(canonical(bare).encode()).hexdigest()
    if found != about["record_sha256"]:
        raise Wrong(f"the text is right, but the record is not the one that was released (SHA-256 {found})")
    return compact({**filled, "history": {**filled["history"], "record_sha256": found}})


def fill(value: Any, text: str) -> Any:
    """Return the value with the words of every anchor; raises Wrong for a quote that is not the text."""
    if isinstance(value, list):
        return [fill(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    filled = {key: fill(item, text) for key, item in value.items()}
    if {"start", "end", "exact"} <= filled.keys():
        quote = text[filled["start"] : filled["end"]]
        if filled["exact"] not in (None, quote):
            raise Wrong(f"the quote {filled['exact'][:40]!r} does not stand at {filled['start']}")
        filled["exact"] = quote
    if filled.get("segments") and "kind" in filled:
        start, end = filled["segments"][0]["start"], filled["segments"][-1]["end"]
        words = {"prefix": text[max(0, start - CONTEXT) : start], "suffix": text[end : end + CONTEXT]}
        filled |= {key: found for key, found in words.items() if key in filled and filled[key] is None}
    return filled


def compact(value: Any) -> str:
    """Return the value as one line, keys in the order they stand."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def canonical(value: Any) -> str:
    """Return canonical JSON (RFC 8785) of a value without floats."""
    return json.dumps(in_order(value), ensure_ascii=False, separators=(",", ":"))


def in_order(value: Any) -> Any:
    """Return the value with keys sorted by UTF-16 units."""
    if isinstance(value, list):
        return [in_order(item) for item in value]
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    return value


if __name__ == "__main__":
    sys.exit(main())
