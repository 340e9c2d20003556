"""What a release carries so that a stranger can check it: events, accesses, checkpoints, signature, verifier.

A release is frozen once: `freeze` signs both chains as long as they are and says how long; all else is made
from these two numbers, and is the same, byte for byte, whatever happens afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.history import commitment
from annotator.domain.history.signing import Signer
from annotator.models import Project
from annotator.permissions import Actor
from annotator.queries import proof
from annotator.services import access, checkpoints
from exports.canonical import dumps
from exports.proof.notes import Key
from exports.proof.package import sums_text

ALWAYS = frozenset({"assignment", "erasure", "guideline", "member", "project", "scheme"})
OF_ARTICLES = frozenset({"article", "case", "decision", "layer"})
OF_LAYERS = frozenset({"annotation", "relation"})
OF_PROJECT = frozenset({"entity", "fact_check", "source"})


@dataclass(frozen=True)
class Frozen:
    """How long the chain of acts and the chain of accesses were when the release was frozen."""

    acts: int
    accesses: int


@dataclass(frozen=True)
class Told:
    """Of what a release tells the contents: the ids of its articles, (article, layer) of its layers, the ids of
    its entities, sources and fact-checks. Of all else an event tells the commitment alone."""

    articles: Set[str] = frozenset()
    layers: Set[tuple[str, str]] = frozenset()
    ids: Set[str] = frozenset()
    quotes: bool = field(default=True)
    """Whether quotes may leave; without them no annotation is told."""

    def tells(self, change: dict[str, Any]) -> bool:
        """Say whether the contents of a change may leave."""
        kind, _, rest = change["object"].partition("/")
        article = change.get("article", "")
        if kind in OF_LAYERS:
            return self.quotes and (article, rest.rpartition("/")[0]) in self.layers
        if kind in OF_ARTICLES:
            return article in self.articles and (self.quotes or kind != "decision")
        return kind in ALWAYS or (kind in OF_PROJECT and rest in self.ids)


def freeze(session: Session, signer: Signer, actor: Actor, project: Project, version: str) -> Frozen:
    """Record the build, sign both chains as long as they are then, and return how long they are."""
    access.record(session, actor, project, "release", {"version": version}, acts=proof.acts_of(session, project))
    acts, accesses = checkpoints.make(session, signer, project)
    return Frozen(acts.size, accesses.size)


def events(session: Session, project: Project, frozen: Frozen, told: Told) -> Iterator[bytes]:
    """Yield the lines of `history/events.jsonl`."""
    for line in proof.event_lines(session, project, upto=frozen.acts):
        line["changes"] = [change if told.tells(change) else _withheld(change) for change in line["changes"]]
        yield dumps(line) + b"\n"


def accesses(session: Session, project: Project, frozen: Frozen) -> Iterator[bytes]:
    """Yield the lines of `history/access.jsonl`."""
    for line in proof.access_lines(session, project, upto=frozen.accesses):
        yield dumps(line) + b"\n"


def notes(session: Session, project: Project, frozen: Frozen) -> bytes:
    """Return `history/checkpoints.txt`: every checkpoint up to the frozen ends, in the order of their sizes."""
    rows = [row for row in proof.checkpoints(session, project) if row.size <= _end(row.origin, frozen)]
    return "\n".join(row.note for row in rows).encode()


def keys_file(keys: list[Key], signer: Signer) -> bytes:
    """Return `history/keys.txt`: the public keys of the workspace up to the one that signs, which comes last."""
    upto = keys[: keys.index(signer.key) + 1]
    return "".join(f"{key}\n" for key in upto).encode()


def signature(signer: Signer, project: Project, version: str, sums: bytes) -> bytes:
    """Return `SHA256SUMS.sig`: the signed note over the list of sums."""
    return signer.note(sums_text(f"{checkpoints.origin(signer, project)}/release/{version}", sums)).encode()


def _end(origin: str, frozen: Frozen) -> int:
    return frozen.accesses if origin.endswith(checkpoints.ACCESS) else frozen.acts


def _withheld(change: dict[str, Any]) -> dict[str, Any]:
    if "body" not in change:
        return change
    kept = {name: value for name, value in change.items() if name not in {"salt", "body"}}
    return kept | {"commitment": commitment(change["salt"], change["body"])}
