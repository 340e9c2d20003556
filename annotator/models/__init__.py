"""The tables, one a file."""

from annotator.models.access_event import AccessEvent
from annotator.models.access_head import AccessHead
from annotator.models.account import Account
from annotator.models.allowance import Allowance
from annotator.models.annotation import Annotation
from annotator.models.arrival import Arrival
from annotator.models.article import Article
from annotator.models.assignment import Assignment
from annotator.models.attempt import Attempt
from annotator.models.background import Background
from annotator.models.base import Base
from annotator.models.capture import Capture
from annotator.models.card import Card
from annotator.models.case import Case
from annotator.models.chain import Chain
from annotator.models.change import Change
from annotator.models.checkpoint import Checkpoint
from annotator.models.comment import Comment
from annotator.models.computed import Computed
from annotator.models.decision import Decision
from annotator.models.entity import Entity
from annotator.models.erasure import Erasure
from annotator.models.event import Event
from annotator.models.fact_check import FactCheck
from annotator.models.factor import Factor
from annotator.models.guideline import Guideline
from annotator.models.job import Job
from annotator.models.layer import Layer
from annotator.models.link import Link
from annotator.models.login import Login
from annotator.models.member import Member
from annotator.models.mention import Mention
from annotator.models.original import Original
from annotator.models.page_draft import PageDraft
from annotator.models.project import Project
from annotator.models.proposal import Proposal
from annotator.models.pseudonym import Pseudonym
from annotator.models.receipt import Receipt
from annotator.models.recheck import Recheck
from annotator.models.recheck_item import RecheckItem
from annotator.models.recovery import Recovery
from annotator.models.relation import Relation
from annotator.models.release import Release
from annotator.models.scheme_draft import SchemeDraft
from annotator.models.scheme_version import SchemeVersion
from annotator.models.sight import Sight
from annotator.models.source import Source
from annotator.models.token import Token

__all__ = [
    "AccessEvent",
    "AccessHead",
    "Account",
    "Allowance",
    "Annotation",
    "Arrival",
    "Article",
    "Assignment",
    "Attempt",
    "Background",
    "Base",
    "Capture",
    "Card",
    "Case",
    "Chain",
    "Change",
    "Checkpoint",
    "Comment",
    "Computed",
    "Decision",
    "Entity",
    "Erasure",
    "Event",
    "FactCheck",
    "Factor",
    "Guideline",
    "Job",
    "Layer",
    "Link",
    "Login",
    "Member",
    "Mention",
    "Original",
    "PageDraft",
    "Project",
    "Proposal",
    "Pseudonym",
    "Receipt",
    "Recheck",
    "RecheckItem",
    "Recovery",
    "Relation",
    "Release",
    "SchemeDraft",
    "SchemeVersion",
    "Sight",
    "Source",
    "Token",
]
