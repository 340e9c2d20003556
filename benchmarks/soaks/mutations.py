"""Small wrong changes to a module, one at a time: another comparison, a number off by one, a step left out.

Source of the operators: Offutt et al., "An experimental determination of sufficient mutant operators", TOSEM 1996.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

OTHERS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}
STEPS = ast.Raise | ast.Assign | ast.AugAssign | ast.Expr


class Mutant(NamedTuple):
    """A module with one wrong change: where and what it is, and the whole module."""

    line: int
    change: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module."""
    tree = ast.parse(source)
    for number, node in enumerate(ast.walk(tree)):
        for way in range(len(_wrong(node))):
            changed = copy.deepcopy(tree)
            there = _nth(changed, number)
            wrong = _wrong(there)[way]
            _replace(changed, there, wrong)
            yield Mutant(
                node.lineno, f"{ast.unparse(node)} → {ast.unparse(wrong)}", ast.fix_missing_locations(changed)
            )


def _wrong(node: ast.AST) -> list[ast.AST]:
    """Return what may stand wrongly in place of the node."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in OTHERS:
            return [ast.Compare(node.left, [_other(op)], node.comparators)]
        case ast.BoolOp(op=op):
            return [ast.BoolOp(_other(op), node.values)]
        case ast.UnaryOp(op=ast.Not()):
            return [node.operand]
        case ast.BinOp(op=op) if type(op) in OTHERS:
            return [ast.BinOp(node.left, _other(op), node.right)]
        case ast.Constant(value=bool() as value):
            return [ast.Constant(not value)]
        case ast.Constant(value=int() as value):
            return [ast.Constant(value + 1)]
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            return [ast.Return(ast.Constant(None))]
        case ast.If() | ast.IfExp() if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            turned = copy.copy(node)
            turned.test = ast.UnaryOp(ast.Not(), node.test)
            return [turned]
        case ast.Raise() | ast.AugAssign() | ast.Expr(value=ast.Call()):
            return [ast.Pass()]
    return []


def _other(op: ast.AST) -> ast.AST:
    return OTHERS[type(op)]()


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _nth(tree: ast.Module, number: int) -> ast.AST:
    return next(node for at, node in enumerate(ast.walk(tree)) if at == number)


def _replace(tree: ast.Module, there: ast.AST, wrong: ast.AST) -> None:
    """Put the wrong node where the other is."""

    class Swap(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return ast.copy_location(wrong, node) if node is there else super().visit(node)

    Swap().visit(tree)
