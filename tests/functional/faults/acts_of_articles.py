"""What managers do with articles: taken in, corrected, given out, taken back, opened; what is said about them."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from annotator.models import Assignment, Job, Layer, PageDraft
from annotator.services.people import accounts
from tests.bodies import claim, uid
from tests.corpora import bring_in, line
from tests.functional.faults.story import Act, Story
from tests.pages import PAGE
from tests.unit.services.corpus.test_comparing import A, B, C
from tests.visitors import Visitor

API, IMPORT = "/api/v1/projects/<slug>", "/projects/<slug>/import"
LAYERS = "/api/v1/articles/<article_id>"
JOINED = {"story_id": "news:karsh"}
SAID = {"uuid": uid(14)}
LINES = "".join(json.dumps({"text": f"Text {n}."}) + "\n" for n in range(3)).encode()


def begin(story: Story) -> None:
    """Let there be articles: of one story, with layers that came along, and one that was talked about."""
    world = story.world
    for name, text in (("b1", A), ("b2", B), ("b3", C)):
        world.add_article(name, text, story="karsh")
    world.add_article("r1", "A title\n\nFirst words.\nShare this")
    world.assign("b3", "ann")
    bring_in(world, line("i", {"x1": [("claim", 0, 5)], "x2": [("claim", 0, 2)]}))
    assert world.as_("ann").put(f"/articles/a1/annotations/{uid(700)}", claim()).status_code == 201


def handed_in(story: Story) -> None:
    """Let the only annotators of the article hand it in."""
    for name in ("ann", "ben"):
        assert story.world.as_(name).put("/articles/a1/submission").status_code == 200


def said(story: Story) -> None:
    body = {"text": "Unclear."}
    assert story.world.as_("ann").put(f"/articles/b3/comments/{uid(14)}", body).status_code in {200, 201}


def the_draft(story: Story) -> str:
    """Return the page that waits to be stored."""
    with story.world.reading() as session:
        return session.scalars(select(PageDraft.public_id).order_by(PageDraft.id.desc())).first() or ""


def waiting(story: Story) -> None:
    """Let another page wait."""
    Visitor(story.world, "man").send("/projects/news/import/pages", page="/projects/news/import", html=PAGE)


def the_assignment(article: str, name: str = "ann") -> Any:
    def find(story: Story) -> str:
        with story.world.reading() as session:
            row = story.world.article(session, article)
            query = select(Assignment.public_id).where(Assignment.article_id == row.id)
            query = query.where(Assignment.account_id == accounts.find(session, name).id)
            return session.scalars(query).one()

    return {"assignment_id": find}


def the_layer(story: Story) -> str:
    """Return the name of ann's layer of the first article."""
    with story.world.reading() as session:
        query = select(Layer.name).where(Layer.article_id == story.world.article(session).id)
        return session.scalars(query.where(Layer.account_id == accounts.find(session, "ann").id)).one()


def the_job(story: Story) -> str:
    with story.world.reading() as session:
        return session.scalars(select(Job.public_id).order_by(Job.id.desc())).first() or ""


ACTS = (
    Act(f"POST {API}/articles", "man", {"text": "A new text."}),
    Act(f"POST {API}/articles", "man", LINES, kind="application/x-ndjson"),
    Act(f"POST {IMPORT}", "man", {"text": "Another text.", "format": "auto"}, IMPORT),
    Act(f"POST {IMPORT}/pages", "man", {"html": PAGE}, IMPORT),
    Act(f"POST {IMPORT}/pages/<page_id>", "man", {"title": "Bridge"}, f"{IMPORT}/pages/<page_id>",
        {"page_id": the_draft}),
    Act(f"POST {IMPORT}/pages/<page_id>/drop", "man", at={"page_id": the_draft}, before=waiting),
    Act(f"PUT {LAYERS}/regions", "man", {"regions": [{"role": "body", "start": 0, "end": 7}]},
        at={"article_id": "r1"}),
    Act("POST /articles/<article_id>/regions", "man", {"role-9": "boilerplate", "new-9": "y"},
        "/articles/<article_id>/regions", {"article_id": "r1"}),
    Act(f"POST {API}/assignments", "man", {"article": "b1", "annotator": "ann"}),
    Act(f"DELETE {API}/assignments/<assignment_id>", "man", at=the_assignment("b1")),
    Act("POST /projects/<slug>/assignments", "man", {"article": "b2", "annotator": "ann"}),
    Act("POST /projects/<slug>/assignments/<assignment_id>/withdraw", "man", at=the_assignment("b2")),
    Act("POST /projects/<slug>/assignments/evenly", "man", {"per_article": "2"}),
    Act("POST /stories/<story_id>/omissions", "ann", {"article": "b3", "told": ["b1:0:59", "b2:0:59"]},
        "/stories/<story_id>", JOINED),
    Act("POST /articles/<article_id>/comments", "ann", {"text": "Unclear."},
        "/articles/<article_id>/comments", {"article_id": "b3"}),
    Act("POST /articles/<article_id>/comments/<uuid>/settle", "man", {"settled": "yes"},
        at={"article_id": "b3", **SAID}, before=said),
    Act(f"DELETE {LAYERS}/comments/<uuid>/settlement", "man", at={"article_id": "b3", **SAID}),
    Act(f"PUT {LAYERS}/opening", "man"),
    Act(f"DELETE {LAYERS}/opening", "man"),
    Act("POST /articles/<article_id>/gold", "man", {"opened": "yes"}),
    Act(f"DELETE {LAYERS}/layers/<name>/submission", "man", at={"name": the_layer}, before=handed_in),
    Act("POST /projects/<slug>/assignments/<assignment_id>/reopen", "man", at=the_assignment("a1"),
        before=handed_in),
    Act(f"POST {API}/imported-layers", "man", {"layers": {"x1": None}}),
    Act("POST /projects/<slug>/people/layers", "man", {"layer": ["x2"], "whose": [""]}),
    Act(f"POST {API}/agreement/gamma", "man"),
    Act("POST /projects/<slug>/agreement/gamma/cancel", "man"),
    Act("POST /projects/<slug>/agreement/gamma", "man"),
    Act("DELETE /api/v1/jobs/<job_id>", "man", at={"job_id": the_job}),
)  # fmt: skip
