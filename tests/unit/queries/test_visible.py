"""What the queries find is exactly what the permissions allow: drawn states, every actor, every row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.db import open_store
from annotator.models import Article, Assignment, Case, Entity, FactCheck, Layer, Member, Project, Source
from annotator.permissions import OPERATOR, Act, Actor, Target, allowed
from annotator.queries import actors, articles, assignments, cases, layers, ledger, projects, targets
from tests.unit.queries.states import put_down, states


@pytest.fixture(scope="module")
def session(tmp_path_factory, migrate) -> Iterator[Session]:
    """A session on an empty database, for states that come and go."""
    url = f"sqlite:///{tmp_path_factory.mktemp('visible') / 'a.db'}"
    migrate(url)
    store = open_store(url)
    with Session(store.write_engine) as session:
        yield session
    store.close()


def of_article(session: Session, actor: Actor, row: Article) -> tuple[Act, Target]:
    return Act.ARTICLE_READ, targets.of_article(session, actor, row)


def of_layer(session: Session, actor: Actor, row: Layer) -> tuple[Act, Target]:
    article = session.get_one(Article, row.article_id)
    act = Act.GOLD_READ if row.kind == "gold" else Act.LAYER_READ
    return act, targets.of_layer(session, actor, article, row)


def of_case(session: Session, actor: Actor, row: Case) -> tuple[Act, Target]:
    return Act.CASE_READ, targets.of_case(session, actor, session.get_one(Article, row.article_id), row)


def of_assignment(session: Session, actor: Actor, row: Assignment) -> tuple[Act, Target]:
    target = targets.of_article(session, actor, session.get_one(Article, row.article_id))
    return Act.ASSIGNMENT_READ, replace(target, own=row.account_id == actor.account_id)


def of_entry(session: Session, actor: Actor, row: Entity | Source) -> tuple[Act, Target]:
    managers = select(Member.account_id).where(Member.project_id == row.project_id, Member.role == "manager")
    common = row.made_by is None or row.made_by in session.scalars(managers).all()
    own = row.made_by is not None and row.made_by == actor.account_id
    act = Act.ENTITY_READ if isinstance(row, Entity) else Act.SOURCE_READ
    return act, Target(project_id=row.project_id, own=own, common=common)


def of_check(session: Session, actor: Actor, row: FactCheck) -> tuple[Act, Target]:
    return Act.FACT_CHECK_READ, Target(project_id=row.project_id)


def of_project(session: Session, actor: Actor, row: Project) -> tuple[Act, Target]:
    return Act.PROJECT_READ, targets.of_project(row.id)


def is_there(row: Any) -> bool:
    """Tell whether the row is one that anybody may see: void cases and withdrawn assignments are gone."""
    return not (isinstance(row, Case) and row.state == "void") and not (
        isinstance(row, Assignment) and row.slot is None
    )


RULES: dict[type, tuple[Callable[..., Any], Callable[..., tuple[Act, Target]]]] = {
    Article: (articles.visible_to, of_article),
    Layer: (layers.visible_to, of_layer),
    Case: (cases.visible_to, of_case),
    Assignment: (assignments.visible_to, of_assignment),
    Entity: (ledger.entities_visible_to, of_entry),
    Source: (ledger.sources_visible_to, of_entry),
    FactCheck: (ledger.fact_checks_visible_to, of_check),
    Project: (projects.visible_to, of_project),
}


@pytest.mark.slow
@given(state=states)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_row_is_found_exactly_when_it_is_allowed(session, state):
    drawn = put_down(session, state)
    try:
        everybody = [actors.of_account(session, person) for person in drawn.people]
        for actor in [*everybody, OPERATOR]:
            for table, (visible_to, facts) in RULES.items():
                found = {row.id for row in session.scalars(visible_to(actor))}
                rows = [row for row in drawn.rows.get(table, []) if is_there(row)]
                assert found == {row.id for row in rows if allowed(actor, *facts(session, actor, row))}, table
    finally:
        session.rollback()


@given(state=states)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_who_annotates_an_article_blind_sees_no_other_work_on_it(session, state):
    """The promise itself, said without the predicates."""
    drawn = put_down(session, state)
    try:
        for assignment in drawn.rows.get(Assignment, []):
            article = session.get_one(Article, assignment.article_id)
            if assignment.slot is None or article.opened:
                continue
            person = next(p for p in drawn.people if p.id == assignment.account_id)
            actor = actors.of_account(session, person)
            seen = session.scalars(layers.visible_to(actor).where(Layer.article_id == article.id)).all()
            assert [layer.account_id for layer in seen if layer.account_id != person.id] == []
            assert session.scalars(cases.visible_to(actor).where(Case.article_id == article.id)).all() == []
            others = assignments.visible_to(actor).where(Assignment.article_id == article.id)
            assert {row.account_id for row in session.scalars(others)} == {person.id}
    finally:
        session.rollback()
