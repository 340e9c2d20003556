"""The table of who may what: an act is allowed when every predicate of one of its rows holds."""

from __future__ import annotations

from collections.abc import Callable

from annotator.permissions import predicates as p
from annotator.permissions.actor import Actor
from annotator.permissions.acts import Act
from annotator.permissions.target import Target

Predicate = Callable[[Actor, Target], bool]

_SPEAKS: list[list[Predicate]] = [
    [p.is_annotator, p.is_assigned, p.is_own],
    [p.is_reviewer, p.not_blind, p.is_handed_in, p.no_second_awaited],
    [p.is_manager, p.not_blind],
]

TABLE: dict[Act, list[list[Predicate]]] = {
    Act.ACCOUNT_MANAGE: [[p.is_admin]],
    Act.AGREEMENT_READ: [[p.is_researcher]],
    Act.ARTICLE_IMPORT: [[p.is_manager]],
    Act.ARTICLE_OPEN: [[p.is_manager]],
    Act.ARTICLE_READ: [[p.is_staff], [p.is_annotator, p.is_assigned], [p.is_annotator, p.annotates_beside]],
    Act.ASSIGNMENT_MAKE: [[p.is_manager]],
    Act.ASSIGNMENT_READ: [[p.is_manager, p.not_blind], [p.is_own]],
    Act.CALIBRATION_OPEN: [[p.is_manager]],
    Act.CALIBRATION_READ: [[p.is_manager, p.nowhere_blind], [p.is_annotator, p.is_own, p.is_released]],
    Act.CARD_WRITE: [[p.is_manager]],
    Act.CASE_DECIDE: [[p.is_reviewer, p.not_blind, p.not_own_case]],
    Act.CASE_READ: [[p.is_reviewer, p.not_blind]],
    Act.COMMENT_READ: _SPEAKS,
    Act.COMMENT_SETTLE: _SPEAKS[1:],
    Act.COMMENT_WRITE: _SPEAKS,
    Act.CORPUS_EXPORT: [[p.is_researcher]],
    Act.ENTITY_MERGE: [[p.is_reviewer, p.nowhere_blind]],
    Act.ENTITY_READ: [[p.is_staff, p.nowhere_blind], [p.is_member, p.is_own], [p.is_member, p.is_common]],
    Act.ENTITY_WRITE: [[p.is_worker]],
    Act.FACT_CHECK_READ: [[p.is_staff, p.nowhere_blind]],
    Act.FACT_CHECK_WRITE: [[p.is_reviewer, p.nowhere_blind]],
    Act.FEEDBACK_READ: [[p.is_annotator, p.is_assigned, p.is_own, p.is_trained]],
    Act.GOLD_READ: [
        [p.is_staff, p.not_blind, p.no_second_awaited],
        [p.is_annotator, p.is_assigned, p.gold_is_open],
    ],
    Act.GUIDELINE_WRITE: [[p.is_manager]],
    Act.HISTORY_READ: [[p.is_staff, p.not_blind]],
    Act.LAYER_ADOPT: [[p.is_manager, p.nowhere_blind]],
    Act.LAYER_READ: [
        [p.is_annotator, p.is_assigned, p.is_own],
        [p.is_staff, p.not_blind, p.is_handed_in],
    ],
    Act.LAYER_REOPEN: [[p.is_annotator, p.is_assigned, p.is_own], [p.is_manager, p.not_blind]],
    Act.LAYER_WRITE: [[p.is_annotator, p.is_assigned, p.is_own]],
    Act.MEMBER_MANAGE: [[p.is_manager]],
    Act.PROGRESS_READ: [[p.is_manager]],
    Act.PROJECT_CREATE: [[p.is_admin], [p.may_create]],
    Act.PROJECT_READ: [[p.is_member]],
    Act.PROJECT_WITHDRAW: [[p.is_manager]],
    Act.QUALITY_MANAGE: [[p.is_manager, p.nowhere_blind]],
    Act.RECHECK_OPEN: [[p.is_manager, p.nowhere_blind]],
    Act.REGION_CORRECT: [[p.is_manager]],
    Act.RELEASE_MAKE: [[p.is_manager, p.nowhere_blind]],
    Act.RELEASE_READ: [[p.is_researcher, p.nowhere_blind]],
    Act.SCHEME_WRITE: [[p.is_manager]],
    Act.SOURCE_READ: [[p.is_staff, p.nowhere_blind], [p.is_member, p.is_own], [p.is_member, p.is_common]],
    Act.SOURCE_WRITE: [[p.is_worker]],
}
