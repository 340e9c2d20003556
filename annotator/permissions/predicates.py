"""One-line predicates; their docstrings are the words of the table in the docs and of refusals."""

from __future__ import annotations

from annotator.permissions.actor import Actor
from annotator.permissions.target import Target


def is_admin(actor: Actor, target: Target) -> bool:
    """an admin of the workspace"""
    return actor.admin


def may_create(actor: Actor, target: Target) -> bool:
    """allowed by an admin to make projects"""
    return actor.may_create


def is_member(actor: Actor, target: Target) -> bool:
    """a member of the project"""
    return target.project_id in actor.roles


def is_annotator(actor: Actor, target: Target) -> bool:
    """an annotator of the project"""
    return actor.has(target.project_id, "annotator")


def is_reviewer(actor: Actor, target: Target) -> bool:
    """a reviewer or manager of the project"""
    return actor.has(target.project_id, "reviewer", "manager")


def is_researcher(actor: Actor, target: Target) -> bool:
    """a researcher or manager of the project"""
    return actor.has(target.project_id, "researcher", "manager")


def is_manager(actor: Actor, target: Target) -> bool:
    """a manager of the project"""
    return actor.has(target.project_id, "manager")


def is_staff(actor: Actor, target: Target) -> bool:
    """a reviewer, researcher or manager of the project"""
    return actor.has(target.project_id, "reviewer", "researcher", "manager")


def is_worker(actor: Actor, target: Target) -> bool:
    """an annotator, reviewer or manager of the project"""
    return actor.has(target.project_id, "annotator", "reviewer", "manager")


def is_assigned(actor: Actor, target: Target) -> bool:
    """the article is assigned to them"""
    return target.assigned


def annotates_beside(actor: Actor, target: Target) -> bool:
    """an article of the same story is assigned to them"""
    return target.beside


def not_blind(actor: Actor, target: Target) -> bool:
    """not blind on the article (nobody is who annotates it, until its gold is open)"""
    return target.opened or not target.assigned


def nowhere_blind(actor: Actor, target: Target) -> bool:
    """not blind on any article of the project"""
    return target.project_id not in actor.blinded


def gold_is_open(actor: Actor, target: Target) -> bool:
    """the gold of the article is open to annotators"""
    return target.opened


def is_own(actor: Actor, target: Target) -> bool:
    """it is their own"""
    return target.own


def is_common(actor: Actor, target: Target) -> bool:
    """a manager made it, or it came with an import"""
    return target.common


def is_released(actor: Actor, target: Target) -> bool:
    """a manager has released it to annotators"""
    return target.released


def is_trained(actor: Actor, target: Target) -> bool:
    """it is a training article, and they have handed it in"""
    return target.trained


def is_handed_in(actor: Actor, target: Target) -> bool:
    """the layer was handed in, or came with the article"""
    return not target.open_layer


def no_second_awaited(actor: Actor, target: Target) -> bool:
    """not asked to decide one of its cases a second time"""
    return not target.second_awaited


def not_own_case(actor: Actor, target: Target) -> bool:
    """none of the readings is their own"""
    return not target.own_case
