"""Signed notes (C2SP signed-note): a text, an empty line, and a line for each signature."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from exports.proof.ed25519 import signed_by

ED25519 = b"\x01"
"""The algorithm's number in key ids and keys."""

MARK = "\u2014 "
"""An em dash and a space begin each line of a signature."""


SIGNED = re.compile(r"^\u2014 (\S+)\s([A-Za-z0-9+/]{88,}=*)$", re.MULTILINE)
KEPT = re.compile(r"^(\S+\n\d+\n[A-Za-z0-9+/]{43}=\n)\n((?:\u2014 \S+\s[A-Za-z0-9+/]{88,}=*\n)+)", re.MULTILINE)
"""A signature, which a letter may have wrapped before its code; a checkpoint with its signatures."""


class BadNote(ValueError):
    """The text is no signed note, or nobody known has signed it."""


@dataclass(frozen=True)
class Key:
    """A public key with the name of its holder."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that tell keys of one name apart."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """Write the key as others read it: NAME+ID+KEY."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"


def decoded(coded: str) -> bytes:
    """Return the bytes of base64 that is written in the one right way; raises ValueError."""
    raw = base64.b64decode(coded, validate=True)
    if base64.b64encode(raw).decode() != coded:
        raise ValueError("this base64 could be written otherwise")
    return raw


def read_key(text: str) -> Key:
    """Read NAME+ID+KEY; raises BadNote."""
    try:
        name, number, coded = text.strip().split("+", 2)
        raw = decoded(coded)
    except ValueError as error:
        raise BadNote(f"{text.strip()[:60]!r} is no key of the form NAME+ID+KEY.") from error
    key = Key(name, raw[1:])
    if not name or raw[:1] != ED25519 or len(raw) != 33 or key.id.hex() != number:
        raise BadNote(f"{text.strip()[:60]!r} is no Ed25519 key, or its id is wrong.")
    return key


def read_keys(text: str) -> list[Key]:
    """Read a file of keys: one a line, what follows a space is a remark."""
    return [read_key(line.split(" ")[0]) for line in text.split("\n") if line and not line.startswith("#")]


def signature_line(key: Key, signature: bytes) -> str:
    """Return the line that adds a signature to a note."""
    return f"{MARK}{key.name} {base64.b64encode(key.id + signature).decode()}\n"


def open_note(note: str, keys: Iterable[Key]) -> str:
    """Return the text of a note that one of the keys has signed; raises BadNote."""
    text, between, lines = note.rpartition("\n\n")
    if not between or not lines.endswith("\n"):
        raise BadNote("this is no signed note")
    text += "\n"
    known = {(key.name, key.id): key for key in keys}
    good = False
    for line in lines.removesuffix("\n").split("\n"):
        name, number, signature = _signature(line)
        key = known.get((name, number))
        if key is None:
            continue
        if not signed_by(key.public, text.encode(), signature):
            raise BadNote(f"the signature of {name} does not fit the text")
        good = True
    if not good:
        raise BadNote("no known key has signed this")
    return text


def split_notes(text: str) -> list[str]:
    """Split a file of notes that follow each other, with an empty line between them."""
    notes, note = list[str](), list[str]()
    for line in text.removesuffix("\n").split("\n"):
        if note and note[-1].startswith(MARK) and not line.startswith(MARK):
            notes.append("".join(f"{part}\n" for part in note))
            note = []
            if not line:
                continue
        note.append(line)
    return [*notes, "".join(f"{part}\n" for part in note)]


def kept_notes(text: str) -> list[str]:
    """Find the checkpoints in what somebody kept: a file, or a letter with words around them, quoted or wrapped.

    Raises BadNote when there are none, and for a signature without its checkpoint.
    """
    plain = "\n".join(line.lstrip("> \t").rstrip() for line in text.splitlines()) + "\n"
    notes = []
    for checkpoint, signatures in KEPT.findall(plain):
        lines = (f"{MARK}{name} {coded}\n" for name, coded in SIGNED.findall(signatures))
        notes.append(f"{checkpoint}\n{''.join(lines)}")
    if not notes:
        raise BadNote("there is no signed note in it")
    if sum(note.count(f"\n{MARK}") for note in notes) != len(SIGNED.findall(plain)):
        raise BadNote("a signature in it stands below no checkpoint: something was changed or cut off")
    return notes


def _signature(line: str) -> tuple[str, bytes, bytes]:
    try:
        dash, name, coded = line.split(" ")
        raw = decoded(coded)
    except ValueError as error:
        raise BadNote(f"{line[:60]!r} is no line of a signature") from error
    if dash + " " != MARK or len(raw) != 68:
        raise BadNote(f"{line[:60]!r} is no line of an Ed25519 signature")
    return name, raw[:4], raw[4:]


@dataclass(frozen=True)
class Checkpoint:
    """What a checkpoint says: how long a chain was, and the root over its leaves."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        """Write the text that is signed (C2SP tlog-checkpoint)."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def read_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint; raises BadNote."""
    try:
        origin, size, root, *_ = text.split("\n")
        found = Checkpoint(origin, int(size), decoded(root))
    except ValueError as error:
        raise BadNote("this is no checkpoint: origin, size and root are wanted") from error
    if not origin or len(found.root) != 32 or str(found.size) != size or found.size < 0:
        raise BadNote("this is no checkpoint: origin, size and root are wanted")
    return found
