"""Small states of a workspace, drawn at random, as rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from sqlalchemy.orm import Session

from annotator import clock
from annotator.models import Account, Article, Assignment, Case, Entity, FactCheck, Layer, Member, Project, Source
from annotator.permissions.actor import ROLES

PEOPLE = 3
ARTICLES = 3
NOW = clock.now()


@dataclass
class Drawn:
    """What was drawn, as rows that are in the session."""

    people: list[Account] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    rows: dict[type, list[Any]] = field(default_factory=dict)

    def keep(self, session: Session, row: Any) -> Any:
        """Add the row and give it its number."""
        session.add(row)
        session.flush()
        self.rows.setdefault(type(row), []).append(row)
        return row


roles = st.frozensets(st.sampled_from(ROLES))
layer_state = st.sampled_from(["open", "submitted"])
articles = st.fixed_dictionaries(
    {
        "project": st.sampled_from([0, 0, 1]),
        "story": st.sampled_from([None, "s", "t"]),
        "opened": st.booleans(),
        "annotators": st.dictionaries(
            st.integers(0, PEOPLE - 1), st.tuples(st.booleans(), layer_state), max_size=PEOPLE
        ),
        "gold": st.sampled_from([None, "open", "adjudicated"]),
        "imported": st.sampled_from([None, "open", "submitted"]),
        "case": st.sampled_from([None, "open", "decided", "void"]),
    }
)
makers = st.lists(st.tuples(st.integers(0, 1), st.sampled_from([None, *range(PEOPLE)])), max_size=3)
states = st.fixed_dictionaries(
    {
        "roles": st.lists(st.tuples(roles, roles), min_size=PEOPLE, max_size=PEOPLE),
        "articles": st.lists(articles, max_size=ARTICLES),
        "entities": makers,
        "sources": makers,
        "checks": st.lists(st.integers(0, 1), max_size=2),
    }
)


def put_down(session: Session, state: dict[str, Any]) -> Drawn:
    """Put the drawn state into the session."""
    drawn = Drawn()
    for number in range(2):
        project = Project(slug=f"p{number}", title="p", created=NOW)
        drawn.projects.append(drawn.keep(session, project))
    for number, held in enumerate(state["roles"]):
        _person(session, drawn, number, held)
    for number, article in enumerate(state["articles"]):
        _article(session, drawn, number, article)
    for table, name in ((Entity, "entities"), (Source, "sources")):
        for number, (project, maker) in enumerate(state[name]):
            words = {"name": "n"} if table is Entity else {"title": "t"}
            made_by = None if maker is None else drawn.people[maker].id
            row = table(project_id=drawn.projects[project].id, uuid=f"{number}", body={}, version=1, **words)
            row.made_by = made_by
            drawn.keep(session, row)
    for number, project in enumerate(state["checks"]):
        row = FactCheck(project_id=drawn.projects[project].id, uuid=f"{number}", body={}, version=1)
        drawn.keep(session, row)
    return drawn


def _person(session: Session, drawn: Drawn, number: int, held: tuple[frozenset[str], frozenset[str]]) -> None:
    name = f"person {number}"
    person = drawn.keep(session, Account(public_id=name, name=name, name_key=name, created=NOW))
    drawn.people.append(person)
    for project, roles_there in zip(drawn.projects, held, strict=True):
        for role in sorted(roles_there):
            drawn.keep(session, Member(project_id=project.id, account_id=person.id, role=role))


def _article(session: Session, drawn: Drawn, number: int, given: dict[str, Any]) -> None:
    article = Article(
        public_id=f"a{number}", project_id=drawn.projects[given["project"]].id, story=given["story"],
        opened=given["opened"], text="x", text_sha256=f"{number}", regions=[], authors=[], meta={},
        created=NOW,
    )  # fmt: skip
    drawn.keep(session, article)
    members = []
    for slot, (who, (active, state)) in enumerate(sorted(given["annotators"].items()), 1):
        person = drawn.people[who]
        name = f"layer of {person.name}"
        assignment = Assignment(public_id=f"{number}-{slot}", article_id=article.id, account_id=person.id)
        assignment.slot, assignment.created = slot if active else None, NOW
        drawn.keep(session, assignment)
        layer = Layer(article_id=article.id, name=name, kind="annotator", account_id=person.id, state=state)
        drawn.keep(session, layer)
        members.append({"layer": name, "id": "x"})
    for name, kind in (("gold", "gold"), ("came along", "imported")):
        if given[kind]:
            drawn.keep(session, Layer(article_id=article.id, name=name, kind=kind, state=given[kind]))
    if given["case"]:
        case = Case(public_id=f"c{number}", article_id=article.id, state=given["case"], kinds=[], primary="agree")
        case.members, case.missing, case.inputs_sha256 = members, [], "x"
        drawn.keep(session, case)
