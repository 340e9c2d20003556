"""Every act there is, as `noun:verb`, in order; and the scope a token needs for it."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What can be done."""

    ACCOUNT_MANAGE = "account:manage"
    AGREEMENT_READ = "agreement:read"
    ARTICLE_IMPORT = "article:import"
    ARTICLE_OPEN = "article:open"
    ARTICLE_READ = "article:read"
    ASSIGNMENT_MAKE = "assignment:make"
    ASSIGNMENT_READ = "assignment:read"
    CALIBRATION_OPEN = "calibration:open"
    CALIBRATION_READ = "calibration:read"
    CARD_WRITE = "card:write"
    CASE_DECIDE = "case:decide"
    CASE_READ = "case:read"
    COMMENT_READ = "comment:read"
    COMMENT_SETTLE = "comment:settle"
    COMMENT_WRITE = "comment:write"
    CORPUS_EXPORT = "corpus:export"
    ENTITY_MERGE = "entity:merge"
    ENTITY_READ = "entity:read"
    ENTITY_WRITE = "entity:write"
    FACT_CHECK_READ = "fact_check:read"
    FACT_CHECK_WRITE = "fact_check:write"
    FEEDBACK_READ = "feedback:read"
    GOLD_READ = "gold:read"
    GUIDELINE_WRITE = "guideline:write"
    HISTORY_READ = "history:read"
    LAYER_ADOPT = "layer:adopt"
    LAYER_READ = "layer:read"
    LAYER_REOPEN = "layer:reopen"
    LAYER_WRITE = "layer:write"
    MEMBER_MANAGE = "member:manage"
    PROGRESS_READ = "progress:read"
    PROJECT_CREATE = "project:create"
    PROJECT_READ = "project:read"
    PROJECT_WITHDRAW = "project:withdraw"
    QUALITY_MANAGE = "quality:manage"
    RECHECK_OPEN = "recheck:open"
    REGION_CORRECT = "region:correct"
    RELEASE_MAKE = "release:make"
    RELEASE_READ = "release:read"
    SCHEME_WRITE = "scheme:write"
    SOURCE_READ = "source:read"
    SOURCE_WRITE = "source:write"


WORK = frozenset(
    {
        Act.CASE_DECIDE,
        Act.COMMENT_SETTLE,
        Act.COMMENT_WRITE,
        Act.ENTITY_MERGE,
        Act.ENTITY_WRITE,
        Act.FACT_CHECK_WRITE,
        Act.LAYER_REOPEN,
        Act.LAYER_WRITE,
        Act.SOURCE_WRITE,
    }
)
READS = frozenset(act for act in Act if act.value.endswith((":read", ":export")))


def scope_of(act: Act) -> str:
    """Return the least scope a token needs for the act: read, annotate or manage."""
    if act in READS:
        return "read"
    return "annotate" if act in WORK else "manage"
