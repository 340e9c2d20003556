"""The state of each object as the history commits to it: `(key, state)`, the text of articles by its hash."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from annotator.models import (
    Account,
    Annotation,
    Article,
    Assignment,
    Card,
    Case,
    Comment,
    Decision,
    Entity,
    Erasure,
    FactCheck,
    Guideline,
    Layer,
    Member,
    Project,
    Recheck,
    RecheckItem,
    Relation,
    Release,
    SchemeVersion,
    Source,
)
from annotator.records.articles import FIELDS
from annotator.records.layers import annotation_record, relation_record
from annotator.records.rows import AnnotationRow, RelationRow

State = tuple[str, Any]


def time_of(layer: str, seconds: int) -> State:
    """Return the key and the state of the time spent on a layer, which the history keeps apart from it."""
    return f"time/{layer}", {"seconds": seconds}


@singledispatch
def state_of(row: object, within: str = "") -> State:
    """Return the object's key and its state; `within` names the layer or the person it belongs to."""
    raise TypeError(f"no state is kept of {type(row).__name__}")


@state_of.register
def _(row: Article, within: str = "") -> State:
    state = {name: getattr(row, name) for name in (*FIELDS, "text_sha256", "regions", "ordering", "opened")}
    return f"article/{row.public_id}", state | ({"purpose": row.purpose} if row.purpose else {})


@state_of.register
def _(row: Layer, within: str = "") -> State:
    names = ("kind", "state", "guideline_version", "scheme_version")
    told = {"aside": row.aside, "compared": row.compared}
    return f"layer/{row.name}", {name: getattr(row, name) for name in names} | {k: v for k, v in told.items() if v}


@state_of.register(Annotation)
@state_of.register(AnnotationRow)
def _(row: Annotation | AnnotationRow, within: str = "") -> State:
    state = {**annotation_record(row), "position": row.position, "withdrawn": row.withdrawn}
    return f"annotation/{within}/{row.uuid}", state


@state_of.register(Relation)
@state_of.register(RelationRow)
def _(row: Relation | RelationRow, within: str = "") -> State:
    state = {**relation_record(row), "version": row.version, "position": row.position}
    state |= {"withdrawn": row.withdrawn, "withdrawn_with": row.withdrawn_with}
    return f"relation/{within}/{row.uuid}", state


@state_of.register
def _(row: Assignment, within: str = "") -> State:
    return f"assignment/{row.public_id}", {"annotator": within, "slot": row.slot}


@state_of.register
def _(row: Case, within: str = "") -> State:
    names = (
        "version",
        "state",
        "start",
        "end",
        "kinds",
        "primary",
        "members",
        "missing",
        "trivial",
        "inputs_sha256",
    )
    return f"case/{row.public_id}", {name: getattr(row, name) for name in names}


@state_of.register
def _(row: Comment, within: str = "") -> State:
    names = ("role", "kind", "annotation", "answers", "text", "settled")
    return f"comment/{within}/{row.uuid}", {name: getattr(row, name) for name in names}


@state_of.register
def _(row: Decision, within: str = "") -> State:
    return f"decision/{row.uuid}", row.body


@state_of.register
def _(row: Recheck, within: str = "") -> State:
    return f"recheck/{row.public_id}", {
        name: getattr(row, name) for name in ("basis", "version", "parts", "closed")
    }


@state_of.register
def _(row: RecheckItem, within: str = "") -> State:
    names = ("annotation", "version", "decision", "kept", "kept_by")
    return f"recheck_item/{within}/{row.number}", {name: getattr(row, name) for name in names}


@state_of.register
def _(row: Entity, within: str = "") -> State:
    joined = {"joined_into": row.joined_into} if row.joined_into else {}
    return f"entity/{row.uuid}", {"version": row.version, **row.body, **joined}


@state_of.register
def _(row: FactCheck, within: str = "") -> State:
    pending = {"pending": row.pending} if row.pending else {}
    return f"fact_check/{row.uuid}", {"version": row.version, **row.body, **pending}


@state_of.register
def _(row: Source, within: str = "") -> State:
    joined = {"joined_into": row.joined_into} if row.joined_into else {}
    return f"source/{row.uuid}", {"version": row.version, **row.body, **joined}


@state_of.register
def _(row: Guideline, within: str = "") -> State:
    return f"guideline/{row.version}", {"text": row.text}


@state_of.register
def _(row: SchemeVersion, within: str = "") -> State:
    return f"scheme/{row.version}", row.body


@state_of.register
def _(row: Project, within: str = "") -> State:
    names = (
        "slug",
        "title",
        "per_article",
        "scheme_version",
        "guideline_version",
        "auto_trivial",
        "second_verdict",
    )
    usual = {"calibration_open": False, "proposals_first": False, "second_share": 10, "sample_share": 6}
    usual |= {"control_every": 0, "withdrawn": False}
    own = {name: getattr(row, name) for name, value in usual.items() if getattr(row, name) != value}
    own |= {"pass_mark": row.pass_mark} if row.pass_mark is not None else {}
    return "project", {name: getattr(row, name) for name in names} | own


@state_of.register
def _(row: Member, within: str = "") -> State:
    return f"member/{within}/{row.role}", {}


@state_of.register
def _(row: Erasure, within: str = "") -> State:
    return f"erasure/{row.uuid}", row.body


@state_of.register
def _(row: Account, within: str = "") -> State:
    names = ("admin", "may_create", "disabled")
    must = {"must_factor": True} if row.must_factor else {}
    return f"account/{row.public_id}", {name: getattr(row, name) for name in names} | must


@state_of.register
def _(row: Card, within: str = "") -> State:
    return "card", {"version": row.version, **row.body}


@state_of.register
def _(row: Release, within: str = "") -> State:
    return f"release/{row.version}", {"options": row.options, "sums_sha256": row.sums_sha256}
