"""All steps by which a release is checked from its folder alone, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from heapq import merge
from pathlib import Path
from typing import Any

from exports.proof.aliases import aliases_of
from exports.proof.blind import Blindness
from exports.proof.chain import ACCESS_MEMBERS, EVENT_MEMBERS, Chain
from exports.proof.erased import Erasures
from exports.proof.fold import Fold
from exports.proof.notes import Checkpoint, Key
from exports.proof.package import ACCESS, EVENTS, SIGNATURE, SUMS, Files, Signatures
from exports.proof.report import UNREADABLE, Step, Watch, Wrong, lines_of, object_of
from exports.proof.rows import ROWS, Rows
from exports.proof.texts import Texts

ARTICLE = "annotator/article/"
SOURCES = "data/sources.jsonl"


def is_release(folder: Path) -> bool:
    """Tell whether the folder looks like a release: it has sums, a signature over them, or a history."""
    return any((folder / name).exists() for name in (SUMS, SIGNATURE, EVENTS))


def check_release(folder: Path, *, keys: Iterable[Key] = (), held: Sequence[Checkpoint] = ()) -> list[Step]:
    """Check the release; `keys` are trusted ones got another way, `held` checkpoints kept from before."""
    trusted = list(keys)
    files, signatures = Files(folder, trusted), Signatures(folder, trusted)
    files.guard("", files.check)
    signatures.guard("", signatures.check)
    acts = [c for c in signatures.checkpoints if not c.origin.endswith("/access")]
    seen = [c for c in signatures.checkpoints if c.origin.endswith("/access")]
    events = Chain("history", EVENT_MEMBERS, "annotator/event/1", acts)
    access = Chain("access", ACCESS_MEMBERS, "annotator/access/1", seen)
    ours = _of(held, signatures.checkpoints)
    anchors = Chain("anchors", EVENT_MEMBERS, "annotator/event/1", _of(held, acts))
    sights = Chain("anchors", ACCESS_MEMBERS, "annotator/access/1", _of(held, seen))
    there = [name for name in ROWS if (folder / name).exists()]
    fold, texts, rows, blind, erased = Fold(_aliases(folder)), Texts(), Rows(there), Blindness(), Erasures()
    _feed(
        folder, ACCESS, [(access, access.take), (blind, blind.expect), *([(sights, sights.take)] if held else [])]
    )
    watched: list[tuple[Watch, Callable[[Any], None]]] = [(w, w.take) for w in (events, fold, blind, erased)]
    _feed(folder, EVENTS, [*watched, *([(anchors, anchors.take)] if held else [])])
    for name in data_files(folder):
        line = partial(rows.line, _part(name))
        _feed(folder, name, [(texts, texts.line), (fold, fold.line), (rows, line)], only=ARTICLE)
    for name in there:
        _feed(folder, name, [(rows, partial(rows.row, name))])
    for watch in (access, events, fold, blind, erased):
        watch.guard(ACCESS if watch is access else EVENTS, watch.end)
    rows.guard("data", rows.end if there else lambda: None)
    steps = [files, signatures, events, access, texts, rows, fold, blind, erased]
    return [watch.step() for watch in steps] + ([_anchored([anchors, sights], held, len(ours))] if held else [])


def data_files(folder: Path) -> list[str]:
    """Return the names of the files that may hold articles."""
    names = sorted(path.relative_to(folder).as_posix() for path in (folder / "data").glob("*.jsonl"))
    return [name for name in names if name not in ROWS]


def _part(name: str) -> str | None:
    """Return the part of a release that a file of articles is; none where it is not divided."""
    stem = name.removeprefix("data/").removesuffix(".jsonl")
    return None if stem == "all" else stem


def articles_in(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of a release in the order of their ids; raises what reading raises."""
    return merge(*(_articles(folder / name) for name in data_files(folder)), key=lambda one: str(one["id"]))


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    for _, raw in lines_of(path):
        record = object_of(raw)
        if str(record.get("schema", "")).startswith(ARTICLE):
            yield record


def _aliases(folder: Path) -> dict[str, str]:
    """Read which sources stand for others; what cannot be read is found wrong elsewhere."""
    path = folder / SOURCES
    try:
        return aliases_of(object_of(raw) for _, raw in lines_of(path)) if path.exists() else {}
    except (Wrong, *UNREADABLE):
        return {}


def _feed(folder: Path, name: str, watches: Sequence[tuple[Watch, Callable[[Any], None]]], only: str = "") -> None:
    """Give every line of a file to each watch."""
    first = watches[0][0]
    first.guard(name, lambda: _each(folder, name, watches, only))


def _each(folder: Path, name: str, watches: Sequence[tuple[Watch, Callable[[Any], None]]], only: str) -> None:
    for number, raw in lines_of(folder / name):
        where = f"{name} line {number}"
        try:
            record = object_of(raw)
        except (Wrong, ValueError) as error:
            raise Wrong(f"line {number}: {error}") from error
        if only and not str(record.get("schema", "")).startswith(only):
            continue
        for watch, take in watches:
            watch.guard(where, lambda take=take, record=record: take(record))  # type: ignore[misc]


def _of(held: Sequence[Checkpoint], signed: Sequence[Checkpoint]) -> list[Checkpoint]:
    origins = {checkpoint.origin for checkpoint in signed}
    return [checkpoint for checkpoint in held if checkpoint.origin in origins]


def _anchored(chains: Sequence[Chain], held: Sequence[Checkpoint], fit: int) -> Step:
    """Return the step for the checkpoints that the auditor brought along, `fit` of them of these chains."""
    missed = [checkpoint for chain in chains for checkpoint in chain.unmet]
    wrong = next((chain.wrong for chain in chains if chain.wrong), None)
    if wrong is None and missed:
        wrong = f"{missed[0].size} events were anchored, and are not here"
    if wrong is None and not fit:
        wrong = f"none of the checkpoints is of this project: they are of {held[0].origin}"
    others = len(held) - fit
    return Step("anchors", fit - len(missed), wrong, f"{others} of other chains" if others else "")
