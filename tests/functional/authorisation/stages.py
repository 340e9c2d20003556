"""One article in each state of its life, with everybody around it, and what is asked of each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from annotator.models import Case, Layer
from tests import released
from tests.bodies import claim, framing, uid
from tests.functional.authorisation.setting import COLUMNS
from tests.world import World

STATES = ("open", "submitted", "adjudicated", "opened", "released", "withdrawn")
"""open: ann has begun. submitted: all have handed in, a case is open. adjudicated: there is gold. opened: and its
annotators may see it. released: and a release has frozen it. withdrawn: ann had begun, and was taken off it."""

ANNOTATORS = ("ann", "ben", "bli")
READS = (
    "", "/comments", "/history", "/layers", "/layers/gold", "/layers/mine", "/layers/ANN",
    "/layers/ANN?withdrawn=true", "/original", "/sentences",
)  # fmt: skip
WRITES: tuple[tuple[str, str, Any], ...] = (
    ("PUT", f"/annotations/{uid(901)}", {"tag": "none"}),
    ("PUT", f"/relations/{uid(902)}", {"type": "none", "from": uid(1), "to": uid(2)}),
    ("DELETE", f"/annotations/{uid(901)}", None),
    ("PUT", f"/comments/{uid(901)}", {"text": ""}),
    ("PUT", "/purpose", {"purpose": "none"}),
    ("PUT", "/regions", {"regions": "none"}),
    ("PUT", "/submission", {"none": 1}),
)
OF_A_CASE: tuple[tuple[str, str, Any], ...] = (
    ("GET", "/cases/CASE", None),
    ("GET", "/cases/CASE/blind", None),
    ("PUT", "/cases/CASE/decision", {"none": 1}),
    ("PUT", "/cases/CASE/blind", {"none": 1}),
)
"""Bodies that nobody may store: the answer tells how far the person got, and nothing changes."""


def set_up(world: World) -> dict[str, str]:
    """Make the articles, each named by its state; return the name of ann's layer in each."""
    world.add_project("other")
    world.add_person("out", "manager", slug="other")
    world.add_person("idle", "annotator")
    world.add_person("bli", "annotator", "reviewer")
    with world.writing() as session:  # what is drawn by lot to be looked at again would answer otherwise
        world.project(session).sample_share = 0
    for state in ("released", "adjudicated", "opened"):
        add(world, state)
        hand_in(world, state)
        if state == "released":
            with world.writing() as session:
                released.carding.write(session, released.OPERATOR, world.project(session), released.CARD)
            released.build(world)
    assert world.as_("man").put("/articles/opened/opening").status_code == 204
    for state in ("open", "submitted", "withdrawn"):
        add(world, state)
    save(world, "ann", "submitted", framing(), 8)
    hand_in(world, "submitted")
    man = world.as_("man")
    rows = man.get("/projects/news/assignments?limit=100").json["items"]
    taken = next(row["id"] for row in rows if (row["article"], row["annotator"]) == ("withdrawn", "ann"))
    assert man.delete(f"/projects/news/assignments/{taken}").status_code == 204
    return {state: layer_of_ann(world, state) for state in STATES}


def add(world: World, state: str) -> None:
    """Add the article, with a claim by ann, and the same by the others."""
    text = f"Report {state}. The ministry said exports rose by 12 percent in 2023."
    world.add_article(state, text, outlet="The Gazette", published="2024-01-02", language="en", rights="CC BY 4.0")
    world.assign(state, *ANNOTATORS)
    for number, name in enumerate(ANNOTATORS):
        save(world, name, state, claim(), number)


def save(world: World, name: str, state: str, body: dict[str, Any], number: int) -> None:
    """Save an annotation on the same words."""
    text, words = world.as_("man").get(f"/articles/{state}").json["text"], "exports rose by 12 percent in 2023"
    start = text.index(words)
    segments = [{"start": start, "end": start + len(words), "exact": words}]
    sent = body | {"anchor": {"kind": "span", "segments": segments}}
    uuid = uid(1000 + 10 * STATES.index(state) + number)
    answer = world.as_(name).put(f"/articles/{state}/annotations/{uuid}", sent)
    assert answer.status_code == 201, answer.json


def hand_in(world: World, state: str) -> None:
    """Let all hand in."""
    for name in ANNOTATORS:
        assert world.as_(name).put(f"/articles/{state}/submission").status_code == 200


def layer_of_ann(world: World, state: str) -> str:
    """Return the name under which others know ann's layer."""
    with world.reading() as session:
        account = world.actor(session, "ann").account_id
        article = world.article(session, state)
        query = select(Layer.name).where(Layer.article_id == article.id, Layer.account_id == account)
        return session.scalars(query).one()


def statuses(world: World, layers: dict[str, str]) -> list[str]:
    """Ask everything of everybody; return one line a request, with the status each gets."""
    lines = []
    for state in STATES:
        asked = [("GET", path, None) for path in READS] + [*WRITES, *OF_A_CASE]
        for method, path, body in asked:
            real = address(world, state, path, layers[state])
            got = [
                str(world.as_(None if who == "nobody" else who).call(method, real, body).status_code)
                for who in COLUMNS
            ]
            shown = path.replace(uid(901), "<uuid>").replace(uid(902), "<uuid>") or "/"
            lines.append(f"{state:<12}{method:<7}{shown:<28}{' '.join(got)}")
    return lines


def address(world: World, state: str, path: str, layer: str) -> str:
    """Return where to ask: at the article of the state, or at its first case, else at one of nobody."""
    if not path.startswith("/cases"):
        return f"/articles/{state}{path.replace('ANN', layer)}"
    with world.reading() as session:
        query = select(Case.public_id).where(Case.article_id == world.article(session, state).id).order_by(Case.id)
        return path.replace("CASE", session.scalars(query).first() or uid(903))


def fields(world: World, layers: dict[str, str]) -> list[str]:
    """Return which names of fields each sees in each state, those who see the same in one line."""
    lines = []
    for state in STATES:
        for path in READS:
            seen: dict[str, list[str]] = {}
            for who in COLUMNS[1:]:
                answer = world.as_(who).get(f"/articles/{state}{path.replace('ANN', layers[state])}")
                if answer.status_code == 200 and answer.is_json:
                    seen.setdefault(" ".join(sorted(names(answer.json))), []).append(who)
            lines += [f"{state} {path or '/'} {','.join(people)}: {told}" for told, people in seen.items()]
    return lines


def names(value: Any) -> set[str]:
    """Return every name of a field in the value, but for what people called their attributes."""
    if isinstance(value, list):
        return {name for one in value for name in names(one)}
    if not isinstance(value, dict):
        return set()
    inner = {name for key, one in value.items() if key not in {"attributes", "meta"} for name in names(one)}
    return set(value) | inner
