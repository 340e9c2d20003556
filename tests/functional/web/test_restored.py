"""A workspace restored on an empty machine is the same in every page and every answer, for everybody."""

from __future__ import annotations

import html
import re

import pytest

from annotator.migrations import newest
from annotator.services.proof import backing_up, restoring
from tests.functional.api.test_agreement_corpus import figures
from tests.functional.authorisation.test_blindness import told
from tests.released import add, build, ready
from tests.visitors import Visitor
from tests.world import World

PEOPLE = ("adm", "man", "rev", "res", "ann", "out", None)
LINK = re.compile(r'(?:href|data-src)="(/[^"#]*)')
PASSED_OVER = ("/metrics", "/healthz", "/readyz", "/static/", "/words/", "/projects/news/scheme/edit/")
"""What tells of the process, is the same for everybody, or has a page for each word of the scheme."""

SHOWN = re.compile(rb'(?<=name="shown" type="hidden" value=")\d+')
"""When a page was opened."""

READS = (
    "/projects", "/projects/news", "/projects/news/articles", "/projects/news/assignments", "/projects/news/cases",
    "/projects/news/entities", "/projects/news/sources", "/projects/news/fact-checks", "/projects/news/releases",
    "/projects/news/agreement?bootstrap=200", "/projects/news/agreement/reviewers", "/projects/news/calibration",
    "/projects/news/statistics", "/projects/news/scheme", "/projects/news/guidelines", "/projects/news/quality",
    "/projects/news/export?layers=all", "/projects/news/export?layers=gold&format=csv", "/articles/b1/history",
    "/articles/b1/layers", "/articles/b1/layers/gold", "/articles/b1/layers/mine", "/articles/b1/original",
)  # fmt: skip
ADDRESSES = (
    "agreement/detail",
    "agreement/positions",
    "settings",
    "releases/card",
    "statistics",
    "quality",
    "export",
)


@pytest.fixture
def both(world, tmp_path):
    """A world in which people have worked and released, and what was restored from its backup elsewhere."""
    ready(world)
    add(world, "b2", story="s1")
    build(world, split="train=.5,test=.5")
    backing_up.back_up(world.workspace, world.store, tmp_path / "saved.tgz", revision=newest())
    restoring.restore(tmp_path / "saved.tgz", tmp_path / "elsewhere")
    other = World(f"sqlite:///{tmp_path / 'elsewhere/annotator.db'}", tmp_path / "elsewhere", world.tokens)
    for one in (world, other):
        figures(one, "news")  # until no alignment is left for want of time
    yield world, other
    other.close()


def everything(world: World, name: str | None) -> dict[str, object]:
    """Return every page that the links lead to, and every answer of the API."""
    heard, visitor = {}, Visitor(world, name)
    waiting = ["/", "/help", "/account", "/login", *(f"/projects/news/{part}" for part in ADDRESSES)]
    while waiting:
        path = waiting.pop(0)
        if path in heard or path.startswith(PASSED_OVER):
            continue
        answer = visitor.get(path)
        status, headers, body = told(answer)
        heard[path] = status, headers, SHOWN.sub(b"", body)
        if answer.mimetype == "text/html":
            waiting += [html.unescape(found) for found in LINK.findall(answer.text)]
    client = world.as_(name)
    return heard | {f"API {path}": told(client.get(path)) for path in READS}


@pytest.mark.slow
@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_finds_every_page_as_it_was(both, name):
    before, after = (everything(world, name) for world in both)
    assert list(before) == list(after)
    assert [path for path in before if before[path] != after[path]] == []
    assert all(answer[0] < 500 for answer in before.values())
    assert name in {None, "out"} or len(before) > len(READS) + 15
