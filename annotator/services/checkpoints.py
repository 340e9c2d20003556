"""Checkpoints: signed notes over each chain as long as it is, kept here and anchored wherever people like."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain.history.signing import Signer
from annotator.models import Checkpoint, Project
from annotator.queries import proof
from exports.proof.notes import Checkpoint as Text
from exports.proof.notes import Key, open_note, read_checkpoint
from exports.proof.tree import Tree

ACCESS = "/access"
EVERY = timedelta(hours=1)


def origin(signer: Signer, project: Project | None) -> str:
    """Return the name under which the chain of the project, or of the workspace, is signed."""
    return f"{signer.name}/{project.slug}" if project else signer.name


def make(session: Session, signer: Signer, project: Project | None) -> list[Checkpoint]:
    """Sign the chains of the project, or that of the workspace, as long as they are; again makes no new one."""
    upto = proof.acts_of(session, project)
    made = [
        _sign(session, signer, project, origin(signer, project), upto, proof.leaves(session, project, upto=upto))
    ]
    if project is not None:
        upto = proof.accesses_of(session, project)
        name = origin(signer, project) + ACCESS
        leaves = proof.access_leaves(session, project, upto=upto)
        made.append(_sign(session, signer, project, name, upto, leaves))
    return made


def make_all(session: Session, signer: Signer) -> list[Checkpoint]:
    """Sign every chain of the workspace."""
    projects: list[Project | None] = [None, *session.scalars(select(Project).order_by(Project.slug))]
    return [checkpoint for project in projects for checkpoint in make(session, signer, project)]


def is_due(session: Session) -> bool:
    """Tell whether the last checkpoint is older than an hour."""
    last = session.scalar(select(Checkpoint.made).order_by(Checkpoint.id.desc()).limit(1))
    return last is None or clock.now() - last >= EVERY


def _sign(
    session: Session, signer: Signer, project: Project | None, name: str, size: int, leaves: Iterator[str]
) -> Checkpoint:
    query = select(Checkpoint).where(Checkpoint.origin == name, Checkpoint.size == size)
    row = session.scalar(query)
    if row is None:
        note = signer.note(str(Text(name, size, root_over(leaves))))
        project_id = project.id if project else None
        row = Checkpoint(project_id=project_id, origin=name, size=size, note=note, made=clock.now())
        session.add(row)
        session.flush()
    return row


def root_over(leaves: Iterator[str]) -> bytes:
    """Return the root of the tree over the leaves, given in hexadecimal."""
    tree = Tree()
    for leaf in leaves:
        tree.add(bytes.fromhex(leaf))
    return tree.root()


def hold(session: Session, project: Project | None, text: str, keys: list[Key]) -> str | None:
    """Hold a note that was kept elsewhere against the chain as it is; return what is wrong, None when nothing is.

    Raises BadNote when no key of the workspace has signed it.
    """
    kept = read_checkpoint(open_note(text, keys))
    access = kept.origin.endswith(ACCESS)
    there = proof.accesses_of(session, project) if access and project else proof.acts_of(session, project)
    if kept.size > there:
        return f"{kept.origin}: {kept.size} events were signed, and {there} are here"
    if access and project:
        leaves = proof.access_leaves(session, project, upto=kept.size)
    else:
        leaves = proof.leaves(session, project, upto=kept.size)
    if root_over(leaves) != kept.root:
        found = base64.b64encode(kept.root).decode()
        return f"{kept.origin}: the first {kept.size} events are not those of the checkpoint (root {found})"
    return None
