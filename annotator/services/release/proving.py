"""What a release carries so that a stranger can check it: chains, checkpoints, keys, signature, verifier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.history import commitment
from annotator.domain.history.signing import Signer
from annotator.models import Project
from annotator.permissions import Actor
from annotator.queries import proof
from annotator.services.proof import access, checkpoints
from exports.canonical import dumps
from exports.proof.notes import Key
from exports.proof.package import ACCESS, KEYS, NOTES, VERIFIER, sums_text
from exports.proof.source import verifier_source

Tells = Callable[[str | None, str], bool]
"""Says of an object, by its article and key, whether its contents may leave."""


@dataclass(frozen=True)
class Seal:
    """Both chains of a project as long as they are at one moment, and the signed notes over them."""

    acts: int
    accesses: int
    fresh: tuple[checkpoints.Signed, ...]
    notes: tuple[str, ...]

    def files(self, session: Session, project: Project, keys: list[Key], signer: Signer) -> dict[str, Any]:
        """Return the lines of each file that proves something, but for the events."""
        upto = keys[: keys.index(signer.key) + 1]
        return {
            ACCESS: accesses(session, project, upto=self.accesses),
            NOTES: ["\n".join(self.notes).encode()],
            KEYS: [f"{key}\n".encode() for key in upto],
            VERIFIER: [verifier_source()],
        }


def seal(session: Session, signer: Signer, project: Project) -> Seal:
    """Sign both chains as long as they are in this state of the database; `keep` stores the notes."""
    acts, accesses = fresh = checkpoints.over(session, signer, project)
    known = {(row.origin, row.size): row.note for row in proof.checkpoints(session, project)}
    notes = {(signed.origin, signed.size): signed.note for signed in fresh} | known
    return Seal(acts.size, accesses.size, tuple(fresh), tuple(note for _, note in sorted(notes.items())))


def keep(session: Session, actor: Actor, project: Project, sealed: Seal, version: str) -> None:
    """Store the notes of a seal, and that the release was built."""
    checkpoints.keep(session, project, sealed.fresh)
    access.record(session, actor, project, "release", {"version": version}, acts=sealed.acts)


def events(session: Session, project: Project, tells: Tells, *, upto: int | None = None) -> Iterator[bytes]:
    """Yield the lines of `history/events.jsonl`: each event whole, its contents or their commitments alone."""
    for line in proof.event_lines(session, project, upto=upto):
        changes = line["changes"]
        line["changes"] = [c if tells(c.get("article"), c["object"]) else withheld(c) for c in changes]
        yield dumps(line) + b"\n"


def accesses(session: Session, project: Project, *, upto: int) -> Iterator[bytes]:
    """Yield the lines of `history/access.jsonl`."""
    for line in proof.access_lines(session, project, upto=upto):
        yield dumps(line) + b"\n"


def signature(signer: Signer, slug: str, version: str, sums: bytes) -> bytes:
    """Return `SHA256SUMS.sig`: the signed note over the list of sums."""
    return signer.note(sums_text(f"{signer.name}/{slug}/release/{version}", sums)).encode()


def withheld(change: Mapping[str, Any]) -> dict[str, Any]:
    """Return a change by its commitment alone."""
    if "body" not in change:
        return dict(change)
    kept = {name: value for name, value in change.items() if name not in {"salt", "body"}}
    return kept | {"commitment": commitment(change["salt"], change["body"])}
