"""One table says who may what: every act has its row, and every row its use."""

from __future__ import annotations

import re

from annotator.permissions import TABLE, Act, predicates
from tests.conventions.tree import files

CODE = [path for path in files("annotator", suffix=".py") if "permissions" not in path.parts]
ASKED = {name for path in CODE for name in re.findall(r"\.([A-Z_]+)\b", path.read_text(encoding="utf-8"))}


def test_every_act_has_a_row():
    assert set(TABLE) == set(Act)


def test_acts_stand_in_order_and_follow_one_grammar():
    values = [act.value for act in Act]
    assert values == sorted(values)
    assert [value for value in values if not re.fullmatch(r"[a-z_]+:[a-z]+", value)] == []


def test_every_act_that_changes_something_is_asked_for_somewhere():
    # Reading is narrowed by the queries, which begin from what the actor may see.
    assert [act.name for act in Act if act.name not in ASKED and not act.value.endswith(":read")] == []


def test_every_predicate_is_used_and_has_words():
    used = {predicate.__name__ for rows in TABLE.values() for row in rows for predicate in row}
    defined = {
        name: thing
        for name, thing in vars(predicates).items()
        if getattr(thing, "__module__", None) == predicates.__name__ and callable(thing)
    }
    assert set(defined) == used
    assert [name for name, thing in defined.items() if not thing.__doc__] == []
