"""A release without gamma: how long and in how much memory, told for a corpus of a million annotations."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.config import find_workspace
from annotator.db import open_store
from annotator.permissions import OPERATOR
from annotator.queries import projects
from annotator.services.corpus import importing
from annotator.services.release import carding
from benchmarks import material
from benchmarks.figures import Figure
from exports.release.fields import FIELDS
from tests.browser.server import ROOT, Workspace

ARTICLES = 1000
SPANS = 20
WHOLE = 1_000_000
ENTITY = "11111111-1111-4111-8111-111111111111"
CLAIM = {
    "speaker": ENTITY, "voice": "author_voice", "claim_type": ["event_property"],
    "checkworthiness": "checkworthy_factual",
}  # fmt: skip


def measure(folder: Path) -> list[Figure]:
    """Release a thousand articles; the time for a million annotations is what that gives, times fifty."""
    workspace = Workspace(folder / "workspace")
    workspace.make()
    fill(workspace, "news", ARTICLES)
    command = [sys.executable, "-m", "benchmarks.releasing", str(workspace.folder), "news", str(folder / "r")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    whole = said["seconds"] * WHOLE / (ARTICLES * SPANS) / 60
    return [
        Figure(f"release of {ARTICLES * SPANS} annotations", said["seconds"], "s"),
        Figure("processor time of it", said["processor"], "s"),
        Figure("the same for a million", whole, "min", 10, 1),
        Figure("memory of it", said["peak"], "MB"),
    ]


def fill(workspace: Workspace, slug: str, count: int) -> None:
    """Import articles with a layer handed in and a card that says all it must."""
    workspace.make_project(slug)
    found = find_workspace(workspace.folder)
    store = open_store(found.database_url, found.lock_path)
    for at in range(0, count, 500):
        data = "".join(json.dumps(line) + "\n" for line in _lines(at, min(500, count - at))).encode()
        with store.writing() as session:
            importing.import_lines(session, OPERATOR, projects.find(session, OPERATOR, slug), data)
    with store.writing() as session:
        said = {field.name: "Made up to measure." for field in FIELDS if field.needed}
        carding.write(session, OPERATOR, projects.find(session, OPERATOR, slug), said)
    store.close()


def _lines(first: int, count: int) -> Iterator[dict[str, Any]]:
    for number in range(first, first + count):
        line = material.article(number)
        drafts = material.drafts(line["text"], SPANS, seed=number)
        claims = [{"id": key, "tag": "claim", "anchor": d["anchor"], "attributes": CLAIM} for key, d in drafts]
        layer = {"layer": f"reader-{number % 3}", "state": "submitted", "annotations": claims}
        entity = {"id": ENTITY, "name": "The council", "kind": "government_body"}
        about = {"story": f"story-{number // 4}", "outlet": f"Outlet {number % 9}", "rights": "CC0-1.0"}
        yield line | about | {"published": "2024-01-02", "layers": [layer], "entities": [entity]}


def _run(folder: str, slug: str, into: str) -> None:
    """Release, and say how much memory that took."""
    import resource

    from annotator.services.release import releasing
    from annotator.services.release.package.options import read_options

    workspace = find_workspace(folder)
    store = open_store(workspace.database_url, workspace.lock_path)
    options = read_options({"split": "train=.8,dev=.1,test=.1"})
    began, spent = time.perf_counter(), time.process_time()
    releasing.build(workspace, store, OPERATOR, slug, "1.0.0", options, into=Path(into))
    said = {"seconds": time.perf_counter() - began, "processor": time.process_time() - spent}
    store.close()
    print(json.dumps(said | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    _run(*sys.argv[1:])
