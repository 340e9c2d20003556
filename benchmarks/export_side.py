"""One side of the export, in a process of its own, so that its memory can be read: ours, or the floor.

Run as a program with `ours` or `floor`, the workspace and the slug; prints seconds and the peak of memory in MB.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.config import find_workspace
from annotator.db import open_store
from annotator.permissions import OPERATOR
from annotator.queries import projects
from annotator.services.corpus import exporting
from exports.format import Losses

FIELDS = "public_id, title, url, outlet, published, language, story, genre, rights, text, text_sha256, regions"
PARTS = "a.uuid, a.tag, a.anchor, a.attributes, a.sources, a.note, a.confidence, a.origin, a.version"
CODED = {"regions", "anchor", "attributes", "sources"}


def ours(folder: Path, slug: str) -> Iterator[bytes]:
    """Yield the corpus as the program writes it."""
    workspace = find_workspace(folder)
    store = open_store(workspace.database_url, workspace.lock_path)
    with store.reading() as session:
        project = projects.find(session, OPERATOR, slug)
        yield from exporting.write(session, OPERATOR, project, Losses())
    store.close()


def floor(folder: Path, slug: str) -> Iterator[bytes]:
    """Yield the same content with two SELECTs and one dump an article."""
    connection = sqlite3.connect(find_workspace(folder).path / "annotator.db")
    connection.row_factory = sqlite3.Row
    of_project = "project_id = (SELECT id FROM project WHERE slug = ?)"
    for (key,) in connection.execute(f"SELECT id FROM article WHERE {of_project}", (slug,)).fetchall():
        article = connection.execute(f"SELECT {FIELDS} FROM article WHERE id = ?", (key,)).fetchone()
        join = "annotation a JOIN layer l ON l.id = a.layer_id"
        order = "WHERE l.article_id = ? AND NOT a.withdrawn ORDER BY a.position"
        rows = connection.execute(f"SELECT {PARTS} FROM {join} {order}", (key,))
        record = _decoded(article) | {"annotations": [_decoded(row) for row in rows]}
        yield json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _decoded(row: sqlite3.Row) -> dict[str, object]:
    return {name: json.loads(row[name]) if name in CODED else row[name] for name in row.keys()}  # noqa: SIM118


def main(side: Callable[[Path, str], Iterator[bytes]], folder: Path, slug: str) -> None:
    """Write the corpus to a file as one does, and say what it took."""
    began = time.perf_counter()
    with (folder / "corpus.jsonl").open("wb") as file:
        size = sum(map(file.write, side(folder, slug)))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "size": size}))


if __name__ == "__main__":
    main({"ours": ours, "floor": floor}[sys.argv[1]], Path(sys.argv[2]), sys.argv[3])
