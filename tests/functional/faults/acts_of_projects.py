"""What managers do with a project: its settings, words, scheme, quality, second looks, releases, and its end."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from annotator import keyring
from annotator.models import Recheck, RecheckItem
from annotator.permissions import OPERATOR
from annotator.queries import projects as reading_projects
from annotator.services.project import projects
from schemas import yamltext
from tests import released
from tests.bodies import claim, uid
from tests.functional.faults.story import Act, Story
from tests.unit.services.review.test_rechecking import redefine

EDIT, RECHECKS = "/projects/<slug>/scheme/edit", "/projects/<slug>/rechecks"
RELEASES, API = "/projects/<slug>/releases", "/api/v1/projects/<slug>"
PITY = {"adds": "inner", "new-label": "Appeal to pity", "new-definition": "Wins.", "new-group": "justification"}
RUMOUR = {"adds": "tags", "tag-label": "Rumour", "tag-key": "q", "tag-colour": "omission", "tag-anchors": "span"}
TECHNIQUE = {"kind": "vocabularies", "part": "technique"}


def begin(story: Story) -> None:
    """Let ann mark, and articles have gold: one to release, one to train with."""
    world = story.world
    keyring.signer(world.workspace.path)
    assert world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim()).status_code == 201
    released.ready(world)
    released.add(world, "b2", text="Another report. The ministry said exports rose by 12 percent in 2023.")


def redefined(story: Story) -> None:
    redefine(story.world)


def the_version(story: Story) -> int:
    with story.world.reading() as session:
        return story.world.project(session).scheme_version


def in_other_words(story: Story) -> dict[str, str]:
    """Return the scheme as text with another title."""
    with story.world.reading() as session:
        body = reading_projects.scheme(session, story.world.project(session)).data
    return {"text": yamltext.dumps({**body, "title": {"en": "Ours"}}), "act": "check"}


def another_look(story: Story) -> dict[str, Any]:
    return {"basis": "scheme", "version": the_version(story), "parts": ["claim"]}


def guided(story: Story) -> None:
    with story.world.writing() as session:
        projects.publish_guideline(session, OPERATOR, story.world.project(session), "A claim is told.")


def by_guideline(story: Story) -> dict[str, Any]:
    with story.world.reading() as session:
        return {
            "basis": "guideline",
            "version": story.world.project(session).guideline_version,
            "parts": ["claim"],
        }


def the_look(story: Story) -> str:
    """Return the second look that was opened last."""
    with story.world.reading() as session:
        return session.scalars(select(Recheck.public_id).order_by(Recheck.id.desc())).first() or ""


def a_look(story: Story) -> None:
    """Open a second look of which nothing is kept yet."""
    redefine(story.world)
    answer = story.world.as_("man").post("/projects/news/rechecks", another_look(story))
    assert answer.status_code == 201, answer.text


def the_item(story: Story) -> str:
    """Return the number of the first item of that second look."""
    with story.world.reading() as session:
        last = select(Recheck.id).order_by(Recheck.id.desc()).limit(1).scalar_subquery()
        query = select(RecheckItem.number).where(RecheckItem.recheck_id == last).order_by(RecheckItem.id)
        return str(session.scalars(query).first() or 1)


AT_LOOK = {"recheck_id": the_look, "item": the_item}
SETTINGS = {"title": "Renamed", "per_article": "3", "second_share": "10", "sample_share": "6"}

ACTS = (
    Act(f"POST {RELEASES}", "man", {"version": "1.0.0", "texts": "full", "mode": "story", "seed": "0"}),
    Act(f"POST {RELEASES}/stop", "man"),
    Act(f"POST {API}/releases", "man", {"version": "1.0.0"}),
    Act("POST /articles/<article_id>/gold/reopen", "man", at={"article_id": "b1"}),
    Act("POST /api/v1/projects", "adm", {"slug": "fresh"}),
    Act("POST /projects/new", "adm", {"title": "Second", "slug": "second", "per_article": "2"}, "/projects/new"),
    Act("POST /projects/<slug>/settings", "man", SETTINGS, "/projects/<slug>/settings"),
    Act(f"PUT {API}/card", "man", {"biases": "Many."}),
    Act(f"POST {RELEASES}/card", "man", {"biases": "Few."}, f"{RELEASES}/card"),
    Act(f"PUT {API}/quality", "man", {"pass_mark": 80}),
    Act("POST /projects/<slug>/quality", "man", {"pass_mark": "70", "control_every": "5"},
        "/projects/<slug>/quality"),
    Act("PUT /api/v1/articles/<article_id>/purpose", "man", {"purpose": "training"}, at={"article_id": "b2"}),
    Act("POST /articles/<article_id>/purpose", "man", {"purpose": "test"}, at={"article_id": "b2"}),
    Act(f"PUT {API}/calibration", "man", {"open": True}),
    Act("POST /projects/<slug>/calibration", "man", {"open": "no"}),
    Act("POST /projects/<slug>/guidelines/edit", "man", {"text": "A claim can be checked.", "act": "publish"},
        "/projects/<slug>/guidelines/edit"),
    Act(f"PUT {API}/scales/<scale>", "man", {}, at={"scale": "ifcn"}),
    Act("POST /projects/<slug>/fact-checks/scales", "man",
        {"scale": "house", "label": "Ours", "labels": "Wrong\nRight"}, "/projects/<slug>/fact-checks/scales"),
    Act("POST /projects/<slug>/fact-checks/settings", "man", {"second_verdict": "y"}),
    Act(f"POST {EDIT}", "man", RUMOUR, EDIT),
    Act(f"POST {EDIT}/<kind>/<part>", "man", PITY, f"{EDIT}/<kind>/<part>", TECHNIQUE),
    Act(f"POST {EDIT}/<kind>/<part>/<inner>", "man", {"label": "Told by"}, f"{EDIT}/<kind>/<part>/<inner>",
        {"kind": "tags", "part": "claim", "inner": "voice"}),
    Act(f"POST {EDIT}/arrange", "man", {"which": "tags/rumour", "act": "up"}, EDIT),
    Act(f"POST {EDIT}/publish", "man", None, f"{EDIT}/publish"),
    Act(f"POST {EDIT}/yaml", "man", in_other_words, f"{EDIT}/yaml"),
    Act(f"POST {EDIT}/discard", "man"),
    Act(f"POST {RECHECKS}", "man", {"parts": "claim"}, f"{RECHECKS}/new?basis=scheme&version=<version>",
        {"version": the_version}, before=redefined),
    Act(f"POST {RECHECKS}/<recheck_id>/<int:item>/keep", "ann", at=AT_LOOK),
    Act(f"POST {RECHECKS}/<recheck_id>/close", "man", {"closed": "yes"}, at=AT_LOOK),
    Act(f"POST {API}/rechecks", "man", by_guideline, before=guided),
    Act(f"PUT {API}/rechecks/<recheck_id>/<int:item>/kept", "ann", at=AT_LOOK, before=a_look),
    Act(f"PUT {API}/rechecks/<recheck_id>/closing", "man", {"closed": True}, at=AT_LOOK),
    Act("POST /projects/<slug>/withdraw", "man", {"name": "second"}, "/projects/<slug>/settings",
        {"slug": "second"}, before=lambda story: story.world.add_person("man", "manager", slug="second")),
    Act("POST /projects/<slug>/restore", "man", at={"slug": "second"}),
)  # fmt: skip
