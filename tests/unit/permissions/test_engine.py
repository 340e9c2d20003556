from __future__ import annotations

import itertools

import pytest

from annotator.errors import Refused
from annotator.permissions import OPERATOR, TABLE, Act, Actor, Target, allowed, require
from annotator.permissions.actor import ROLES, SCOPES
from annotator.permissions.acts import scope_of

HERE = Target(project_id=1)
FACTS = ("assigned", "beside", "opened", "own", "common", "open_layer", "own_case", "released", "trained")
EVERY_TARGET = [Target(1, *values) for values in itertools.product((False, True), repeat=len(FACTS))]


def person(*roles: str, **more) -> Actor:
    return Actor(7, "p", roles={1: frozenset(roles)} if roles else {}, **more)


def can(actor: Actor, act: Act) -> list[Target]:
    return [target for target in EVERY_TARGET if allowed(actor, act, target)]


@pytest.mark.parametrize("act", Act)
def test_who_holds_no_role_may_nothing_in_a_project(act):
    if act not in {Act.ACCOUNT_MANAGE, Act.PROJECT_CREATE, Act.ASSIGNMENT_READ}:
        assert can(person(), act) == []
        assert can(person(admin=True), act) == []


@pytest.mark.parametrize("act", Act)
def test_the_operator_may_everything(act):
    assert len(can(OPERATOR, act)) == len(EVERY_TARGET)


@pytest.mark.parametrize("act", Act)
def test_a_token_of_a_lesser_scope_may_never_more(act):
    allowed_by = [set(map(repr, can(person(*ROLES, admin=True, scope=scope), act))) for scope in SCOPES]
    assert allowed_by[0] <= allowed_by[1] <= allowed_by[2]
    needed = SCOPES.index(scope_of(act))
    assert all(not found for found in allowed_by[:needed])


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", ROLES)
def test_a_second_role_takes_nothing_away(act, role):
    """Blindness comes from being assigned, which is a fact of the target, not a role."""
    for other in ROLES:
        both = set(map(repr, can(person(role, other), act)))
        assert set(map(repr, can(person(role), act))) <= both


WORK_OF_OTHERS = [Act.CASE_READ, Act.CASE_DECIDE, Act.HISTORY_READ]


@pytest.mark.parametrize("act", WORK_OF_OTHERS)
def test_who_annotates_blind_sees_no_work_of_others_whatever_the_roles(act):
    blind = [target for target in can(person(*ROLES), act) if target.assigned and not target.opened]
    assert blind == []


FACTS_THAT_DECIDE = [
    ("annotator", Act.ARTICLE_READ, lambda target: target.assigned or target.beside),
    ("annotator", Act.CALIBRATION_READ, lambda target: target.own and target.released),
    ("annotator", Act.ENTITY_READ, lambda target: target.own or target.common),
    ("annotator", Act.FEEDBACK_READ, lambda target: target.assigned and target.own and target.trained),
    ("annotator", Act.GOLD_READ, lambda target: target.assigned and target.opened),
    ("annotator", Act.LAYER_READ, lambda target: target.assigned and target.own),
    ("reviewer", Act.CASE_DECIDE, lambda target: (target.opened or not target.assigned) and not target.own_case),
    ("reviewer", Act.LAYER_READ, lambda target: (target.opened or not target.assigned) and not target.open_layer),
    ("researcher", Act.HISTORY_READ, lambda target: target.opened or not target.assigned),
    ("manager", Act.ASSIGNMENT_READ, lambda target: target.opened or not target.assigned or target.own),
]


@pytest.mark.parametrize("role, act, holds", FACTS_THAT_DECIDE)
def test_the_facts_decide_what_a_role_alone_may(role, act, holds):
    assert can(person(role), act) == [target for target in EVERY_TARGET if holds(target)]


def test_who_decides_a_case_a_second_time_does_not_read_the_gold_before():
    assert allowed(person("reviewer"), Act.GOLD_READ, HERE)
    assert not allowed(person("reviewer"), Act.GOLD_READ, Target(1, second_awaited=True))


def test_who_is_blind_somewhere_in_a_project_reads_nothing_that_tells_of_all_of_it():
    assert can(person("manager"), Act.RELEASE_READ) == EVERY_TARGET
    assert can(person("manager", blinded=frozenset({1})), Act.RELEASE_READ) == []
    assert can(person("manager", blinded=frozenset({2})), Act.RELEASE_READ) == EVERY_TARGET


def test_projects_are_made_by_admins_and_by_whom_they_let():
    assert can(person(admin=True), Act.PROJECT_CREATE) == can(person(may_create=True), Act.PROJECT_CREATE) != []
    assert can(person(*ROLES), Act.PROJECT_CREATE) == []


def test_who_annotates_blind_reads_the_own_layer_only():
    blind = [t for t in can(person(*ROLES), Act.LAYER_READ) if t.assigned and not t.opened]
    assert all(target.own for target in blind)
    assert [t for t in can(person(*ROLES), Act.GOLD_READ) if t.assigned and not t.opened] == []


def test_nobody_decides_on_an_own_annotation():
    for roles in (["reviewer"], ["manager"], list(ROLES)):
        assert [target for target in can(person(*roles), Act.CASE_DECIDE) if target.own_case] == []
    with pytest.raises(Refused) as caught:
        require(person("reviewer"), Act.CASE_DECIDE, Target(1, own_case=True))
    assert caught.value.code == "conflict_of_interest"


@pytest.mark.parametrize("act, target", [(Act.CASE_DECIDE, HERE), (Act.ARTICLE_IMPORT, Target(1, own_case=True))])
def test_a_conflict_is_told_where_an_own_reading_is_decided_and_nowhere_else(act, target):
    with pytest.raises(Refused) as caught:
        require(person("annotator"), act, target)
    assert caught.value.code == "forbidden"


def test_only_the_assigned_annotator_writes_a_layer():
    for target in can(person(*ROLES), Act.LAYER_WRITE):
        assert target.assigned
        assert target.own
    assert can(person("reviewer", "researcher", "manager"), Act.LAYER_WRITE) == []


def test_roles_of_one_project_are_none_in_another():
    manager = Actor(7, "p", roles={2: frozenset(ROLES)})
    for act in set(Act) - {Act.ASSIGNMENT_READ}:
        assert can(manager, act) == [], act


def test_a_refusal_says_what_was_missing():
    with pytest.raises(Refused) as caught:
        require(person("annotator"), Act.ARTICLE_IMPORT, HERE)
    assert caught.value.code == "forbidden"
    assert "a manager of the project" in caught.value.detail
    with pytest.raises(Refused) as caught:
        require(person("manager", scope="read"), Act.ARTICLE_IMPORT, HERE)
    assert (caught.value.code, "manage" in caught.value.detail) == ("scope", True)


def test_what_is_allowed_is_not_refused():
    assert require(person("manager"), Act.ARTICLE_IMPORT, HERE) is None


@pytest.mark.parametrize("act", TABLE)
def test_every_act_can_be_done_by_somebody(act):
    assert can(person(*ROLES, admin=True, may_create=True), act)
