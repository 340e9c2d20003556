"""What is done with names, sources and fact-checks, and what reviewers do with cases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from annotator.models import Case, FactCheck
from annotator.permissions import OPERATOR
from annotator.services.project import projects
from tests.bodies import ENTITY, SOURCE, claim, entity, framing, rebuttal, uid
from tests.functional.api.test_adjudication import work
from tests.functional.api.test_verdicts import EVIDENCE, REFUTED
from tests.functional.faults.story import Act, Story
from tests.visitors import Visitor

API, CHECKS, SOURCES = "/api/v1/projects/<slug>", "/projects/<slug>/fact-checks", "/projects/<slug>/sources"
CHECK, ENTITIES, REVIEW = f"{CHECKS}/<check_id>", "/projects/<slug>/entities", "/articles/<article_id>/review"
KNOWN = {"title": "A letter", "publisher": "The union", "tier": "primary", "genre": "document"}
OTHER = {"uuid": uid(21), "entity_id": uid(21)}
HERE, OF_SOURCE, CLAIM = {"uuid": uid(13), "check_id": uid(13)}, {"uuid": SOURCE, "source_id": SOURCE}, uid(1)
SLIP = {"reason": "slip", "confidence": "3"}
RULING = {"outcome": "reject", "reason": "slip", "rationale": "No.", "confidence": 2}
ASKED = {"question": "What does the table say?", "answer": "That they fell.", "answer_type": "abstractive"}


def begin(story: Story) -> None:
    """Let two hand in what they read differently, and there be another entity and another reviewer."""
    world = story.world
    world.add_person("rob", "reviewer")
    assert world.as_("man").put(f"/projects/news/entities/{uid(21)}", entity("Gazette")).status_code == 201
    with world.writing() as session:
        settings = {"second_share": 100, "sample_share": 0}
        projects.change_settings(session, OPERATOR, world.project(session), **settings)
    words = ("exports rose by 12 percent in 2023", "exports rose by 12 percent")
    ann, ben = ([claim(one), rebuttal(), framing()] for one in words)
    del ann[1], ben[1]
    work(world, ann=ann, ben=ben)


def the_case() -> dict[str, Any]:
    """Return what finds the case of a boundary."""

    def find(story: Story) -> str:
        with story.world.reading() as session:
            query = select(Case.public_id).where(Case.primary == "boundary")
            return session.scalars(query).first() or ""

    return {"case_id": find}


def ruled(story: Story) -> dict[str, object]:
    """Return the ruling that takes ann's reading, at the version of the case."""
    with story.world.reading() as session:
        version = session.scalars(select(Case.version).where(Case.primary == "boundary")).one()
    return {**RULING, "case_version": version}


def checked(story: Story) -> None:
    """Let there be a fact-check of which two verdicts are asked for."""
    body = {"claim": "Exports rose by 12 percent in 2023.", "mentions": [], "evidence": EVIDENCE}
    assert story.world.as_("rev").put(f"/projects/news/fact-checks/{uid(13)}", body).status_code == 201


def two_verdicts(story: Story) -> None:
    answer = Visitor(story.world, "man").send("/projects/news/fact-checks/settings", second_verdict="y")
    assert answer.status_code == 303


def the_seen(story: Story) -> dict[str, str]:
    with story.world.reading() as session:
        version = session.scalars(select(FactCheck.version).where(FactCheck.uuid == uid(13))).one()
    return {"verdict": "refuted", "justification": "It says so.", "seen": str(version)}


def decided_again(story: Story) -> None:
    """Give the first verdict anew, since the two differed."""
    here, rev = f"/projects/news/fact-checks/{uid(13)}", story.world.as_("rev")
    answer = rev.put(f"{here}/verdict", REFUTED, if_match=int(rev.get(here).headers["ETag"].strip('"')))
    assert answer.status_code == 200, answer.text


ACTS = (
    Act(f"POST {ENTITIES}", "rev", {"name": "Clean Rivers", "kind": "ngo"}, ENTITIES),
    Act(f"PUT {API}/entities/<uuid>/merge", "rev", {"into": ENTITY}, at=OTHER),
    Act(f"DELETE {API}/entities/<uuid>/merge", "rev", at=OTHER),
    Act(f"POST {ENTITIES}/<entity_id>/merge", "rev", {"into": ENTITY}, at=OTHER),
    Act(f"POST {ENTITIES}/<entity_id>/split", "rev", at=OTHER),
    Act(f"POST {SOURCES}/new", "ann", KNOWN, f"{SOURCES}/new"),
    Act(f"POST {SOURCES}/<source_id>", "man", {"title": "Another title"}, f"{SOURCES}/<source_id>", OF_SOURCE),
    Act(f"POST {SOURCES}/<source_id>/capture", "man", {"file": (b"Exports fell.", "a.txt"), "how": "upload"},
        f"{SOURCES}/<source_id>", OF_SOURCE),
    Act(f"PUT {API}/sources/<uuid>/capture", "man", b"Exports rose.", at=OF_SOURCE, kind="text/plain"),
    Act(f"POST {CHECKS}", "rev", {"claim": "Imports fell in 2023.", "claim_date": "2023"}, CHECKS),
    Act(f"PUT {API}/fact-checks/<uuid>/mentions/<annotation>", "rev", at={**HERE, "annotation": CLAIM},
        before=checked),
    Act(f"POST {CHECK}/mentions", "rev", {"annotation": uid(101)}, CHECK, HERE),
    Act(f"POST {CHECK}/claim", "rev", {"claim": "Exports grew.", "claim_date": ""}, CHECK, HERE),
    Act(f"POST {CHECK}/evidence", "rev", {"source": SOURCE, "stance": "refutes", "quote": "fell"}, CHECK, HERE),
    Act(f"POST {CHECK}/questions", "rev", ASKED, CHECK, HERE),
    Act(f"PUT {API}/fact-checks/<uuid>/verdict", "rev", REFUTED, at=HERE),
    Act(f"POST {CHECK}/verdict", "rev", the_seen, CHECK, HERE, before=two_verdicts),
    Act(f"POST {CHECK}/blind", "rob", {"verdict": "supported", "justification": "No."}, f"{CHECK}/blind", HERE),
    Act(f"PUT {API}/fact-checks/<uuid>/blind", "rob", REFUTED, at=HERE,
        before=decided_again),
    Act(f"POST {REVIEW}/<case_id>", "rev", {"choice": CLAIM, **SLIP}, f"{REVIEW}?case=<case_id>",
        the_case()),
    Act(f"POST {REVIEW}/<case_id>/undo", "rev", None, f"{REVIEW}?case=<case_id>", the_case()),
    Act("PUT /api/v1/cases/<case_id>/decision", "rev", ruled, at=the_case(),
        supersedes=frozenset({"article", "decision"})),
    Act("PUT /api/v1/cases/<case_id>/blind", "rob", ruled, at=the_case()),
)  # fmt: skip
