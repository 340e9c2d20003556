"""The files of a release: each as it was signed, none missing, none too many."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from exports.proof.notes import MARK, BadNote, Checkpoint, Key, open_note, read_checkpoint, read_keys, split_notes
from exports.proof.report import Watch, Wrong

SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
KEYS, NOTES = "history/keys.txt", "history/checkpoints.txt"
EVENTS, ACCESS = "history/events.jsonl", "history/access.jsonl"
VERIFIER = "verify.py"
LINE = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\\]+)\n")


class Files(Watch):
    """The signed list of sums, and every file against its sum."""

    name = "files"

    def __init__(self, folder: Path, trusted: Sequence[Key]) -> None:
        super().__init__()
        self._folder, self._trusted = folder, trusted

    def check(self) -> None:
        """Check the list, then each file; raises Wrong for the first that differs, is missing or too many."""
        keys = self._trusted or own_keys(self._folder)
        if not self._trusted:
            self.note = f"signed by a key that lies within; compare it with the published one: {keys[-1]}"
        self._check_list(keys)
        sums = self.sums()
        for name, wanted in sums.items():
            self.looked_at += 1
            if _sum(self._folder, name) != wanted:
                raise Wrong(f"{name}: this is not the file that was signed")
        known = {*sums, SUMS, SIGNATURE}
        for path in sorted(self._folder.rglob("*")):
            name = path.relative_to(self._folder).as_posix()
            if path.is_symlink() or not (path.is_dir() or name in known):
                raise Wrong(f"{name}: this file is no part of the release")

    def _check_list(self, keys: Sequence[Key]) -> None:
        note = text_of(self._folder, SIGNATURE)
        try:
            signed = open_note(note, keys)
        except BadNote as error:
            raise Wrong(f"{SIGNATURE}: {error}") from error
        if note.count(MARK) != 1:
            raise Wrong(f"{SIGNATURE}: one signature is wanted")
        if signed.split("\n")[-2] != _sum(self._folder, SUMS):
            raise Wrong(f"{SUMS}: this is not the list that was signed")

    def sums(self) -> dict[str, str]:
        """Read the list of sums; raises Wrong."""
        found: dict[str, str] = {}
        for number, line in enumerate((self._folder / SUMS).read_bytes().splitlines(keepends=True), 1):
            match = LINE.fullmatch(line.decode(errors="replace"))
            parts = match[2].split("/") if match else [""]
            if match is None or match[2] in found or {"", ".", ".."} & {*parts}:
                raise Wrong(f"{SUMS} line {number}: this is no line of SHA-256 and name")
            found[match[2]] = match[1]
        return found


class Signatures(Watch):
    """The checkpoints of the chains, each signed."""

    name = "checkpoints"

    def __init__(self, folder: Path, trusted: Sequence[Key]) -> None:
        super().__init__()
        self._folder, self._trusted = folder, trusted
        self.checkpoints: list[Checkpoint] = []

    def check(self) -> None:
        """Open every signed note; raises Wrong for the first that nobody trusted has signed."""
        keys = self._trusted or own_keys(self._folder)
        for number, note in enumerate(split_notes(text_of(self._folder, NOTES)), 1):
            try:
                self.checkpoints.append(read_checkpoint(open_note(note, keys)))
            except BadNote as error:
                raise Wrong(f"{NOTES}, note {number}: {error}") from error
            self.looked_at += 1


def own_keys(folder: Path) -> list[Key]:
    """Return the keys that lie within the release; raises Wrong."""
    try:
        keys = read_keys(text_of(folder, KEYS))
    except BadNote as error:
        raise Wrong(f"{KEYS}: {error}") from error
    if not keys:
        raise Wrong(f"{KEYS}: there is no key in it")
    return keys


def text_of(folder: Path, name: str) -> str:
    """Return the text of a file, line ends as they are; raises Wrong."""
    try:
        return (folder / name).read_bytes().decode()
    except FileNotFoundError as error:
        raise Wrong(f"{name}: this file is missing") from error
    except (OSError, UnicodeDecodeError) as error:
        raise Wrong(f"{name}: this cannot be read") from error


def sums_text(origin: str, sums: bytes) -> str:
    """Return the text that signs the list of sums."""
    return f"{origin}\n{hashlib.sha256(sums).hexdigest()}\n"


def _sum(folder: Path, name: str) -> str:
    path = folder / name
    if not path.is_file() or path.is_symlink():
        raise Wrong(f"{name}: this file is missing")
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
