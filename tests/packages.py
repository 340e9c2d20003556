"""A small corpus in records, and what a release of it says."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import schemas
from exports import record
from exports.release import Corpus, Release, write
from exports.release.fields import FIELDS

CARD = {field.name: f"About {field.name}." if field.needed else "" for field in FIELDS}
FULL = schemas.examples("valid")["article.full"]


def article(**changes: Any) -> dict[str, Any]:
    """Return the example article as it leaves, with some fields changed."""
    made = copy.deepcopy(FULL) | changes
    made["layers"] = [layer for layer in made["layers"] if layer["state"] != "open"]
    return record.leaving({**made, "history": {"events": 1, "head": "0" * 64, "record_sha256": "0" * 64}})


def release(version: str = "1.0.0", **changes: Any) -> Release:
    """Return what a release says."""
    given: dict[str, Any] = {
        "slug": "news", "title": "News", "version": version, "date": "2026-01-02", "texts": "full",
        "options": {"texts": "full"}, "scheme": schemas.scheme(), "guidelines": {1: "# Rules"},
        "guideline_version": 1, "card": CARD, "splits": {"shares": None}, "part_of": {},
        "agreement": {"tags": {}}, "creators": ["A. Writer"],
    }  # fmt: skip
    return Release(**given | changes)


def make(folder: Path, articles: list[dict[str, Any]], about: Release | None = None, **corpus: Any) -> Any:
    """Write a package of the articles; return its manifest and what changed."""
    folder.mkdir()
    given: dict[str, Any] = {"cases": [], "annotators": [], "lines": {}, **corpus}
    return write(folder, about or release(), Corpus(articles=articles, **given))
