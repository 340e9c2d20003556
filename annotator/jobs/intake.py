"""Many articles on their way in: short transactions that nobody sees, then one that publishes them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain, islice

from sqlalchemy.orm import Session

from annotator.db import Store
from annotator.db.claims import claimed
from annotator.errors import Busy, StorageFull
from annotator.models import Project
from annotator.permissions import Actor
from annotator.queries import actors, projects
from annotator.records.lines import Given, Line, Report
from annotator.services.corpus import arrivals, discarding, importing

LOG = logging.getLogger(__name__)
BATCH = 100
"""Articles a transaction: some 20 ms, which is what a save may have to wait."""

FOLD_EVERY = 10
"""Transactions after which the write-ahead log is folded in: a longer one takes longer."""

Publish = Callable[[Session], Report]
Note = Callable[[Sequence[Given], Sequence[Line]], object]


@contextmanager
def taking_in(
    store: Store,
    actor: Actor,
    slug: str,
    given: Iterable[Given],
    *,
    skip_bad: bool = False,
    note: Note | None = None,
) -> Iterator[Publish]:
    """Store all that is given out of sight, and hand out the act that lets everybody see it.

    Without that act, nothing is left when the block ends. A few articles are stored in the act itself.
    `note` is told of each batch what became of it; without it, the report keeps every line.
    """
    clear(store)
    batches = _batches(given)
    first = next(batches, [])
    second = next(batches, [])
    if not second:

        def at_once(session: Session) -> Report:
            return _at_once(session, actor, slug, first, skip_bad, note)

        yield at_once
        return
    report = Report()
    with _arriving(store, actor, slug) as arriving:
        for turn, batch in enumerate(chain([first, second], batches), 1):
            with store.writing() as session:
                lines = arrivals.add(session, arriving, batch)
            if turn % FOLD_EVERY == 0:
                store.fold()
            report.take(lines, keep=note is None)
            if note:
                note(batch, lines)

        def publish(session: Session) -> Report:
            project = projects.find(session, actor, slug)
            who = actors.now(session, actor)
            importing.publish(session, who, project, arriving, report, skip_bad=skip_bad)
            return report

        yield publish


def _batches(given: Iterable[Given]) -> Iterator[list[Given]]:
    source = iter(given)
    while batch := list(islice(source, BATCH)):
        yield batch


def clear(store: Store) -> int:
    """Take back what imports left whose process is no more; return how many those were.

    Before anything comes in: a text that nobody can see would be refused as already there.
    """
    with store.reading() as session:
        left = discarding.unpublished(session)
    return sum(_clear_one(store, event_id) for event_id in left)


def _clear_one(store: Store, event_id: int) -> bool:
    with claimed(store, event_id) as ours:
        if ours:
            _discard(store, event_id)
        return ours


@contextmanager
def _arriving(store: Store, actor: Actor, slug: str) -> Iterator[arrivals.Arriving]:
    """Begin an import that is ours alone; what is not published when the block ends is taken back."""
    with ExitStack() as claim:
        with store.writing() as session:
            arriving = arrivals.begin(session, actor, projects.find(session, actor, slug))
            claim.enter_context(claimed(store, arriving.event_id))  # before anybody can take it for dead
        try:
            yield arriving
        finally:
            _take_back(store, arriving.event_id)


def _take_back(store: Store, event_id: int) -> None:
    """Take back what is not published; what cannot be now is by the next import. Nothing else is told by it."""
    try:
        _discard(store, event_id)
    except (Busy, StorageFull) as error:
        LOG.warning("import %s is taken back by the next: %s", event_id, error.code)


def _discard(store: Store, event_id: int) -> None:
    over = False
    while not over:
        with store.writing() as session:
            over = discarding.discard(session, event_id, most=BATCH)


def _at_once(
    session: Session, actor: Actor, slug: str, given: list[Given], skip_bad: bool, note: Note | None
) -> Report:
    project: Project = projects.find(session, actor, slug)
    report = importing.store(session, actor, project, given, skip_bad=skip_bad)
    if note:
        note(given, report.lines)
    return report
