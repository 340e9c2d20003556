"""Wrong changes to a module: each differs from it in one place, and is a module."""

from __future__ import annotations

import ast

import pytest

from benchmarks.soaks.mutations import mutants

CASES = [
    ("a < b", {"a <= b"}),
    ("a and b", {"a or b"}),
    ("x = not a", {"x = a"}),
    ("x = a + 1", {"x = a - 1", "x = a + 2"}),
    ("if a:\n    b", {"if not a:\n    b"}),
    ("if a is None:\n    raise b", {"if a is not None:\n    raise b", "if a is None:\n    pass"}),
    ("def f():\n    return a", {"def f():\n    return None"}),
    ("f(True)", {"f(False)", "pass"}),
    ("a.x += 1", {"pass", "a.x += 2"}),
    ('"""Words."""', set()),
    ("def f():\n    return None", set()),
]


@pytest.mark.parametrize("source, wrong", CASES)
def test_each_change_is_made_alone(source, wrong):
    found = list(mutants(source))
    assert {ast.unparse(mutant.tree) for mutant in found} == wrong and len(found) == len(wrong)
    for mutant in found:
        compile(mutant.tree, "wrong", "exec")
