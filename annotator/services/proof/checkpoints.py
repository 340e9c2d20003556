"""Checkpoints: signed notes over each chain as long as it is, kept here and anchored wherever people like."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db import Store
from annotator.domain.history.signing import Signer
from annotator.models import Checkpoint, Project
from annotator.queries import proof
from exports.proof.notes import BadNote, Key, open_note, read_checkpoint
from exports.proof.notes import Checkpoint as Text
from exports.proof.tree import Tree

ACCESS = "/access"
EVERY = timedelta(hours=1)


def origin(signer: Signer, project: Project | None) -> str:
    """Return the name under which the chain of the project, or of the workspace, is signed."""
    return f"{signer.name}/{project.slug}" if project else signer.name


@dataclass(frozen=True)
class Signed:
    """A checkpoint as it was signed, stored or not."""

    origin: str
    size: int
    note: str


def over(session: Session, signer: Signer, project: Project | None) -> list[Signed]:
    """Sign the chains of the project, or that of the workspace, as long as they are; nothing is stored."""
    upto = proof.acts_of(session, project)
    found = [_sign(session, signer, origin(signer, project), upto, proof.leaves(session, project, upto=upto))]
    if project is not None:
        upto = proof.accesses_of(session, project)
        leaves = proof.access_leaves(session, project, upto=upto)
        found.append(_sign(session, signer, origin(signer, project) + ACCESS, upto, leaves))
    return found


def over_all(session: Session, signer: Signer) -> list[tuple[Project | None, list[Signed]]]:
    """Sign every chain of the workspace; nothing is stored."""
    projects: list[Project | None] = [None, *session.scalars(select(Project).order_by(Project.slug))]
    return [(project, over(session, signer, project)) for project in projects]


def keep(session: Session, project: Project | None, signed: Iterable[Signed]) -> list[Checkpoint]:
    """Store what was signed; what is there already stays as it is."""
    rows = []
    for each in signed:
        query = select(Checkpoint).where(Checkpoint.origin == each.origin, Checkpoint.size == each.size)
        row = session.scalar(query)
        if row is None:
            row = Checkpoint(project_id=project.id if project else None, origin=each.origin, size=each.size)
            row.note, row.made = each.note, clock.now()
            session.add(row)
        rows.append(row)
    session.flush()
    return rows


def make(session: Session, signer: Signer, project: Project | None) -> list[Checkpoint]:
    """Sign and store; again makes no new one."""
    return keep(session, project, over(session, signer, project))


def make_all(store: Store, signer: Signer) -> list[Checkpoint]:
    """Sign every chain of the workspace, and store it; the tree is computed before the turn to write."""
    with store.reading() as session:
        found = over_all(session, signer)
    with store.writing() as session:
        return [row for project, signed in found for row in keep(session, project, signed)]


def is_due(session: Session) -> bool:
    """Tell whether the last checkpoint is older than an hour."""
    last = session.scalar(select(Checkpoint.made).order_by(Checkpoint.id.desc()).limit(1))
    return last is None or clock.now() - last >= EVERY


def _sign(session: Session, signer: Signer, name: str, size: int, leaves: Iterator[str]) -> Signed:
    """Return what was signed of this length already, or sign it now."""
    query = select(Checkpoint.note).where(Checkpoint.origin == name, Checkpoint.size == size)
    note = session.scalar(query) or signer.note(str(Text(name, size, root_over(leaves))))
    return Signed(name, size, note)


def root_over(leaves: Iterator[str]) -> bytes:
    """Return the root of the tree over the leaves, given in hexadecimal."""
    tree = Tree()
    for leaf in leaves:
        tree.add(bytes.fromhex(leaf))
    return tree.root()


def check_kept(session: Session, keys: list[Key]) -> Iterator[str | None]:
    """Yield for each checkpoint that is kept here None, or that nobody known signed it or its chain is another."""
    for project in [None, *session.scalars(select(Project).order_by(Project.id)).all()]:
        kept = proof.checkpoints(session, project)
        acts = [row for row in kept if not row.origin.endswith(ACCESS)]
        there = proof.acts_of(session, project)
        yield from _fit(acts, proof.leaves(session, project, upto=there), keys)
        if project is not None:
            there = proof.accesses_of(session, project)
            others = [row for row in kept if row.origin.endswith(ACCESS)]
            yield from _fit(others, proof.access_leaves(session, project, upto=there), keys)


def _fit(rows: list[Checkpoint], leaves: Iterator[str], keys: list[Key]) -> Iterator[str | None]:
    """Hold the checkpoints of one chain against its leaves, which are gone through once."""
    tree, size = Tree(), 0
    for row in sorted(rows, key=lambda row: row.size):
        for leaf in islice(leaves, row.size - size):
            tree.add(bytes.fromhex(leaf))
            size += 1
        name = f"checkpoint {row.origin} of {row.size} events"
        try:
            said = read_checkpoint(open_note(row.note, keys))
        except BadNote as error:
            yield f"{name}: {error}"
            continue
        if (said.origin, said.size) != (row.origin, row.size):
            yield f"{name}: its note is of {said.origin} and {said.size} events"
        elif size < row.size:
            yield f"{name}: only {size} are here"
        else:
            yield None if tree.root() == said.root else f"{name}: the events are not those that were signed"


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
