from __future__ import annotations

import pytest

from annotator.models import Annotation, Assignment, Entity, Member, Relation
from annotator.records.states import state_of


def test_a_key_names_the_kind_the_layer_and_the_id():
    assert state_of(Annotation(uuid="u"), "gold")[0] == "annotation/gold/u"
    assert state_of(Relation(uuid="u"), "a-1")[0] == "relation/a-1/u"
    assert state_of(Member(role="manager"), "a-1")[0] == "member/a-1/manager"


def test_who_annotates_is_a_pseudonym():
    key, state = state_of(Assignment(public_id="x", slot=2, account_id=77), "a-1")
    assert (key, state) == ("assignment/x", {"annotator": "a-1", "slot": 2})


def test_a_withdrawn_relation_knows_what_took_it_along():
    _, state = state_of(Relation(uuid="u", withdrawn=True, withdrawn_with="c"), "a-1")
    assert (state["withdrawn"], state["withdrawn_with"]) == (True, "c")


def test_an_entity_is_its_body_and_version():
    key, state = state_of(Entity(uuid="u", version=3, body={"name": "N"}))
    assert (key, state) == ("entity/u", {"version": 3, "name": "N"})


def test_of_other_things_no_state_is_kept():
    with pytest.raises(TypeError, match="no state is kept of str"):
        state_of("a token")
