"""A world in which every table that pages show has rows, and every field for words has some."""

from __future__ import annotations

from html import escape
from typing import Any

from sqlalchemy import select

from annotator import clock
from annotator.models import Job, Release
from annotator.permissions import OPERATOR
from annotator.queries import projects as queries
from annotator.services.corpus import pages, previewing
from annotator.services.evidence import verdicts
from annotator.services.people import accounts
from annotator.services.project import projects, scheme_drafts
from annotator.services.proof import erasing
from tests import released
from tests.bodies import ENTITY, SOURCE, TEXT, claim, framing, omission, rebuttal, source, uid
from tests.corpora import bring_in, line
from tests.pages import FIRST, PAGE
from tests.strings.payloads import UNREADABLE, all_from
from tests.unit.services.agreement.test_qualifying import settle
from tests.unit.services.review.test_verdict_cases import proposing
from tests.world import World

CHECK, WAITING, MERGED, CITED = (uid(number) for number in range(701, 705))
QUOTED = {"quote": "A quote of it.", "paraphrase": "In other words.", "locator": "Page 2, line 3"}
LINK = {"source": SOURCE, "stance": "refutes", **QUOTED}
LINKS = [{**LINK, "locator": f"Page 2, line {number}"} for number in range(10)]
KNOWN = {
    "story": "s",
    "outlet": "The Gazette",
    "authors": ["Ada Smith"],
    "rights": "CC BY 4.0",
    "url": "https://gazette.example/1",
    "language": "en",
    "title": "A title.",
    "meta": {"Desk of it": ["City desk"], "page": "Front page"},
}
EVERY = all_from(0, "z").translate(UNREADABLE)
HOSTILE = PAGE.replace("</article>", f"{EVERY}</article>").replace(FIRST, f"{FIRST} {escape(EVERY)}")
"""A page that holds them as markup and as words."""
QUESTION = {"question": "Did it rise?", "answers": [{"text": "It did not.", "answer_type": "abstractive"}]}
CHECKED = {
    "claim": "Exports rose.",
    "evidence": LINKS,
    "verdict": "refuted",
    "justification": "The report has it otherwise.",
    "questions": [QUESTION],
    "speakers": [ENTITY],
}


def fill(world: World) -> dict[str, list[str]]:
    """Let everybody work; return what there is in place of the parts of addresses."""
    world.add_person("eve", "annotator")
    released.build(released.ready(world), texts="full")
    for name in ("w1", "h1"):
        world.add_article(name, f"{TEXT}\n\nThis is {name}.", **KNOWN)
        world.assign(name, "ann", "ben")
    _ledger(world)
    _annotate(world)
    _decide(world)
    _import(world)
    _check_facts(world)
    return {
        **_by_services(world),
        "case_id": _cases(world),
        "check_id": [CHECK, WAITING],
        "article_id": ["w1", "h1", "a1", "p1", "i1", "t1"],
        "entity_id": [ENTITY, MERGED],
        "source_id": [SOURCE],
        "version": ["1.0.0"],
        "uuid": [ENTITY, SOURCE, CHECK],
        "name": ["mine", "gold", "Of others", "jsonl", "csv"],
    }


def _cases(world: World) -> list[str]:
    """Return some cases; those with a decision first."""
    found = _do(world, "rev", "GET", "/projects/news/cases?state=all&limit=100")["items"]
    return [case["id"] for case in sorted(found, key=lambda case: str(case["state"]))][:4]


def _do(world: World, name: str, method: str, path: str, body: Any = None) -> Any:
    answer = world.as_(name).call(method, path, body)
    assert answer.status_code < 300, (method, path, answer.json)
    return answer.json


def _ledger(world: World) -> None:
    about = source() | {"authors": ["Eve Writer"], "rights": "Some of them.", "locator": "Page 3, below"}
    about |= {"archive_url": "https://archive.example/2", "reliability_note": "Good enough.", "language": "en"}
    for uuid in (CITED, SOURCE):
        body = {**about, "url": f"https://x.example/{uuid}"}
        assert world.as_("man").put(f"/projects/news/sources/{uuid}", body, if_match=1).status_code < 300
        where = f"/projects/news/sources/{uuid}/capture"
        answer = world.as_("man").call("PUT", where, data=HOSTILE.encode(), content_type="text/html")
        assert answer.status_code < 300, answer.json
    for uuid in (ENTITY, MERGED):
        body = {"name": "A ministry", "kind": "person", "aliases": ["The other name"]}
        assert world.as_("man").put(f"/projects/news/entities/{uuid}", body, if_match=1).status_code < 300
    _do(world, "man", "PUT", f"/projects/news/entities/{MERGED}/merge", {"into": ENTITY})


def _annotate(world: World) -> None:
    """Let ann be at work on w1; h1 waits for its review, a1 for its second half."""
    for number, (article, person) in enumerate(
        [("w1", "ann"), ("h1", "ann"), ("h1", "ben"), ("a1", "ann"), ("a1", "ben")], 100
    ):
        words = "exports rose by 12 percent" + (" in 2023" if person == "ann" else "")
        bodies = [
            {**proposing("refuted" if person == "ann" else "not_enough_evidence"), "sources": LINKS[:4]},
            {**rebuttal(target_external="What others said."), "sources": [LINK]},
            framing(neutral_alternative="The other party."),
            {**omission(), "sources": [{**LINK, "stance": "supports"}]},
        ]
        bodies[0]["anchor"] = claim(words)["anchor"]
        for place, body in enumerate(bodies):
            said = {**body, "note": "A note of it."}
            _do(world, person, "PUT", f"/articles/{article}/annotations/{uid(100 * number + place)}", said)
        if article != "w1":
            _do(world, person, "PUT", f"/articles/{article}/submission")
    said = {"text": "Is it one?", "annotation": uid(10_000)}
    _do(world, "ann", "PUT", f"/articles/w1/comments/{uid(801)}", said)
    _do(world, "ann", "PUT", f"/articles/w1/comments/{uid(802)}", {"text": "It is none.", "kind": "unsuitable"})
    _do(world, "ann", "PUT", f"/articles/h1/comments/{uid(803)}", {"text": "What of this?"})


def _decide(world: World) -> None:
    """Let the cases of one article be decided, for want of a rule."""
    found = _do(world, "rev", "GET", "/projects/news/cases?limit=100")["items"]
    for case in (one for one in found if one["article"] == "a1" and one["state"] == "open"):
        ruling = {"case_version": case["case_version"], "outcome": "reject", "reason": "guideline_gap"}
        world.as_("rev").put(f"/cases/{case['id']}/decision", {**ruling, "rationale": "A gap.", "confidence": 2})


def _import(world: World) -> None:
    page = {"html": HOSTILE, "id": "p1", **KNOWN, "url": None}
    _do(world, "man", "POST", "/projects/news/articles", {key: one for key, one in page.items() if one})
    bring_in(
        world, line("i1", {"Of others": [("claim", 4, 12)]}, state="open", text=f"{TEXT} This is i1.", **KNOWN)
    )
    settle(world, "t1", "training")
    for name, article in (("ann", "i1"), ("eve", "i1"), ("ann", "p1"), ("ann", "t1")):
        world.assign(article, name)
    _do(world, "ann", "PUT", "/articles/t1/submission")


def _check_facts(world: World) -> None:
    """Let one fact-check be decided, and another wait for a second verdict."""
    _do(world, "rev", "PUT", f"/projects/news/fact-checks/{CHECK}", CHECKED)
    with world.writing() as session:
        verdicts.set_second_verdict(session, OPERATOR, world.project(session), wanted=True)
    path = f"/projects/news/fact-checks/{WAITING}"
    ruled = {key: CHECKED[key] for key in ("verdict", "justification")}
    _do(world, "rev", "PUT", path, {key: one for key, one in CHECKED.items() if key not in ruled})
    _do(world, "rev", "PUT", f"{path}/verdict", ruled)


def _by_services(world: World) -> dict[str, list[str]]:
    """Make what has no door in the API: guidelines, drafts, long work that failed."""
    with world.writing() as session:
        project, man = world.project(session), world.actor(session, "man")
        projects.publish_guideline(session, OPERATOR, project, "A claim can be [checked](https://x.example).")
        body = queries.scheme(session, project).data
        changed = {**body, "title": {"en": "Another title"}}
        scheme_drafts.keep(session, man, project, changed)
        page = previewing.keep(session, man, project, "A page.html", pages.read(HOSTILE.encode(), {}))
        for kind in ("gamma", "release"):
            job = Job(public_id=clock.new_id(), project_id=project.id, kind=kind, key=kind, created=clock.now())
            job.arguments, job.state, job.error = {"version": "1.1.0"}, "failed", "It did not work."
            job.result = {"notes": ["Less than it was."]}
            session.add(job)
        session.scalars(select(Release)).one().notes = ["A warning of it."]
        erased = accounts.find(session, "ben").public_id
        erasing.erase(session, world.actor(session, "adm"), accounts.find(session, "eve"), "A ground for it.")
        page_id, job_id = page.public_id, job.public_id
    sent = {"headers": {"Idempotency-Key": "A key of it"}}
    assert world.as_("man").post("/projects/news/articles", {"text": "One more text."}, **sent).status_code == 201
    body = {"basis": "guideline", "version": 2, "parts": ["claim"]}
    look = _do(world, "man", "POST", "/projects/news/rechecks", body)["id"]
    return {"page_id": [page_id], "job_id": [job_id], "account_id": [erased], "recheck_id": [look]}
