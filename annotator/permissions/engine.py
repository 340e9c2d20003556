"""The engine: ask the table, and explain a refusal by the clause that was missing."""

from __future__ import annotations

from annotator.errors import Refused
from annotator.permissions.actor import SCOPES, Actor
from annotator.permissions.acts import Act, scope_of
from annotator.permissions.table import TABLE
from annotator.permissions.target import Target
from schemas.sayings import say


def allowed(actor: Actor, act: Act, target: Target = Target()) -> bool:
    """Tell whether the actor may do the act on the target; the operator may everything."""
    if actor.operator:
        return True
    return in_scope(actor, act) and any(all(holds(actor, target) for holds in row) for row in TABLE[act])


def in_scope(actor: Actor, act: Act) -> bool:
    """Tell whether the token that came is good for acts of this kind."""
    return SCOPES.index(actor.scope) >= SCOPES.index(scope_of(act))


def require(actor: Actor, act: Act, target: Target = Target()) -> None:
    """Raise Refused, with the act and what was missing, unless the actor may do the act."""
    if allowed(actor, act, target):
        return
    if not in_scope(actor, act):
        raise Refused(
            "scope",
            say(
                "This token has the scope %(scope)s; %(act)s needs %(act2)s.",
                scope=actor.scope,
                act=act,
                act2=scope_of(act),
            ),
        )
    if act is Act.CASE_DECIDE and target.own_case:
        raise Refused(
            "conflict_of_interest", "One of the readings is your own; another reviewer decides this case."
        )
    raise Refused(
        "forbidden",
        say("You may not do this (%(act)s). It takes: %(actor)s.", act=act, actor=missing(actor, act, target)),
    )


def missing(actor: Actor, act: Act, target: Target) -> str:
    """Say, in the words of the predicates, what the nearest row of the table lacked."""
    rows = [[holds for holds in row if not holds(actor, target)] for row in TABLE[act]]
    return " and ".join(str(holds.__doc__) for holds in min(rows, key=len))
