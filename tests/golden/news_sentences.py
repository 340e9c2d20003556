"""Awkward news sentences of our own making, and how many of them a division finds."""

from __future__ import annotations

from pathlib import Path

from annotator.text.sentences import sentences

HALVES = {"tuned": 0.95, "held_out": 0.90}
"""The two halves with the F1 asked of each; rules are made while looking at the first alone."""


def passages(half: str) -> list[list[str]]:
    """Return the passages of a half, each as its sentences."""
    path = Path(__file__).parent / "sentences" / f"{half}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


def f1(half: str) -> float:
    """Return the F1 of our division over whole sentences: right only when both of its ends are."""
    right = found = wanted = 0
    for passage in passages(half):
        text = " ".join(passage)
        pieces = [text[start:end] for start, end in sentences(text, "en")]
        right += sum(piece in passage for piece in pieces)
        found += len(pieces)
        wanted += len(passage)
    return 2 * right / (found + wanted)
