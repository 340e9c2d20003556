"""An import on its way in: rows that nobody sees, stored batch by batch, and published as one event."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.prepared import Prepared
from annotator.errors import Conflict
from annotator.models import Arrival, Article, Original, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import targets
from annotator.records.articles import FIELDS
from annotator.records.incoming import Incoming
from annotator.records.lines import Given, Line
from annotator.services.corpus import discarding, taking
from annotator.services.proof.history import Act, Payload, committed_row, complete_event, draft_event, note_changes

ACTION = "article:import"
ORDERED = ("entities", "sources", "fact_checks")
ARTICLES, ARRIVALS, ORIGINALS = (cast(Table, table.__table__) for table in (Article, Arrival, Original))
COLUMNS = [column.name for column in ARTICLES.columns if column.name not in {"id", "head"}]
_NEW_ARTICLE: Prepared[Any] = Prepared(insert(ARTICLES), columns=COLUMNS)


class Arriving:
    """One import while it comes: the draft of its event, and what it has brought so far."""

    def __init__(self, event_id: int, project: Project) -> None:
        self.event_id, self.project_id, self.scheme_version = event_id, project.id, project.scheme_version
        self.payload = Payload()
        self.mentions: dict[int, list[str]] = {}
        self._stored = array("L")

    @property
    def stored(self) -> int:
        """How many articles it has brought."""
        return len(self._stored)

    def note(self, given: Sequence[Given]) -> None:
        """Remember where the articles stood, in the order in which they were stored."""
        self._stored.extend(item.number for item in given)

    def line_of(self, place: int) -> int:
        """Return the line of the article that was stored as the so-manyth."""
        return self._stored[place]


def begin(session: Session, actor: Actor, project: Project) -> Arriving:
    """Begin an import of which nobody sees anything until it is published."""
    require(actor, Permission.ARTICLE_IMPORT, targets.of_project(project.id))
    event_id = draft_event(session, project, ACTION)
    session.execute(insert(ARRIVALS).values(event_id=event_id, project_id=project.id, begun=clock.now()))
    return Arriving(event_id, project)


def add(session: Session, arriving: Arriving, given: Sequence[Given]) -> list[Line]:
    """Store the good articles of a batch; return what became of each, in the order of the lines.

    Raises Conflict `import_taken_back` when somebody took it for dead.
    """
    _require_there(session, arriving)
    good, lines = _without_duplicates(session, arriving, given)
    articles = _store_articles(session, arriving, good)
    act = taking.Gathered(session, arriving.event_id, arriving.project_id, arriving.scheme_version)
    for article, item in zip(articles, good, strict=True):
        act.touch(article, article=article)
        if item.incoming and item.incoming.record["layers"]:
            taking.take_layers(act, article, item.incoming.record)
    for number, uuids in act.mentions.items():
        arriving.mentions.setdefault(number, []).extend(uuids)
    session.flush()
    rows = [committed_row(*touched) for touched in act.touched]
    for row in rows:
        arriving.payload.add(row["object"], row["commitment"])
    note_changes(session, arriving.event_id, rows)
    arriving.note(good)
    lines += [_stored(item, row) for row, item in zip(articles, good, strict=True)]
    places = {(item.where, item.number): place for place, item in enumerate(given)}
    return sorted(lines, key=lambda line: places[line.where, line.number])


def _stored(item: Given, row: Article) -> Line:
    marks = item.incoming.frozen.report.marks if item.incoming else ()
    return Line(item.number, item.where, id=row.public_id, marks=marks)


def publish(session: Session, actor: Actor, project: Project, arriving: Arriving) -> None:
    """Let everybody see what came, as one event; what brought nothing leaves no event."""
    require(actor, Permission.ARTICLE_IMPORT, targets.of_project(project.id))
    _require_there(session, arriving)
    if not arriving.stored:
        discarding.discard(session, arriving.event_id)
        return
    act = Act(session, actor, ACTION, project)
    taking.add_mentions(act, arriving.mentions)
    rows = [committed_row(*touched) for touched in act.touched]
    for row in rows:
        arriving.payload.add(row["object"], row["commitment"])
    note_changes(session, arriving.event_id, rows)
    complete_event(act, arriving.event_id, arriving.payload.hexdigest())
    session.execute(delete(ARRIVALS).where(ARRIVALS.c.event_id == arriving.event_id))


def _require_there(session: Session, arriving: Arriving) -> None:
    row = select(ARRIVALS.c.event_id).where(ARRIVALS.c.event_id == arriving.event_id).with_for_update()
    if session.scalar(row) is None:
        words = "This import was taken for dead, and taken back by another; nothing was stored. Start it again."
        raise Conflict("import_taken_back", words)


def _without_duplicates(
    session: Session, arriving: Arriving, given: Sequence[Given]
) -> tuple[list[Given], list[Line]]:
    known = _known_texts(session, arriving, [item.incoming.sha256 for item in given if item.incoming])
    good: list[Given] = []
    bad = [Line(item.number, item.where, error=item.error) for item in given if item.error]
    for item in given:
        if item.incoming is None:
            continue
        if item.incoming.sha256 in known:
            detail = f"This text is already in this project, as {known[item.incoming.sha256]}."
            bad.append(Line(item.number, item.where, error=Conflict("duplicate", detail)))
        else:
            known[item.incoming.sha256] = f"line {item.number}"
            good.append(item)
    return good, bad


def _known_texts(session: Session, arriving: Arriving, hashes: list[str]) -> dict[str, str]:
    """Return of each text that is there as what it is: an article, or a line of this import."""
    query = select(ARTICLES.c.text_sha256, ARTICLES.c.public_id, ARTICLES.c.id, ARTICLES.c.arrival_id).where(
        ARTICLES.c.project_id == arriving.project_id, ARTICLES.c.text_sha256.in_(hashes)
    )
    known: dict[str, str] = {}
    for sha256, public_id, number, arrival_id in session.execute(query).all():
        known[sha256] = public_id
        if arrival_id == arriving.event_id:
            known[sha256] = f"line {arriving.line_of(_place(session, arriving, number))}"
    return known


def _place(session: Session, arriving: Arriving, number: int) -> int:
    """Return how many articles came before the one of that number."""
    mine = (ARTICLES.c.arrival_id == arriving.event_id) & (ARTICLES.c.id < number)
    return session.scalar(select(func.count()).select_from(ARTICLES).where(mine)) or 0


def _store_articles(session: Session, arriving: Arriving, given: Sequence[Given]) -> list[Article]:
    wanted = [item.incoming.wanted_id for item in given if item.incoming and item.incoming.wanted_id]
    taken = set(session.scalars(select(ARTICLES.c.public_id).where(ARTICLES.c.public_id.in_(wanted))))
    articles = [_article(session, arriving, item.incoming, taken) for item in given if item.incoming]
    _NEW_ARTICLE.many(session, ({name: getattr(row, name) for name in COLUMNS} for row in articles))
    query = select(ARTICLES.c.public_id, ARTICLES.c.id)
    query = query.where(ARTICLES.c.public_id.in_([article.public_id for article in articles]))
    numbers = {public_id: number for public_id, number in session.execute(query)}
    for article in articles:
        article.id = numbers[article.public_id]
    return articles


def _article(session: Session, arriving: Arriving, incoming: Incoming, taken: set[str]) -> Article:
    record = incoming.record
    wanted = incoming.wanted_id
    public_id = wanted if wanted and wanted not in taken else clock.new_id()
    taken.add(public_id)
    return Article(
        public_id=public_id,
        project_id=arriving.project_id,
        **{name: record[name] for name in FIELDS},
        text=incoming.frozen.text,
        text_sha256=incoming.sha256,
        regions=record["regions"],
        ordering=_ordering(record),
        original_id=_original(session, incoming),
        arrival_id=arriving.event_id,
        opened=False,
        events=1,
        created=clock.now(),
    )


def _ordering(record: dict[str, Any]) -> dict[str, list[str]] | None:
    """Keep the order in which things stood on the line, where it is not that of their ids."""
    orders = {name: [item["id"] for item in record[name]] for name in ORDERED}
    return {name: ids for name, ids in orders.items() if ids != sorted(ids)} or None


def _original(session: Session, incoming: Incoming) -> int | None:
    """Keep the bytes as they came where they are not those of the frozen text."""
    frozen = incoming.frozen
    if frozen.original_sha256 == frozen.sha256 or incoming.original is None:
        return None
    row = session.scalar(select(Original).where(Original.sha256 == frozen.original_sha256))
    if row is None:
        kind = "text/html" if incoming.page else "text/plain"
        row = Original(sha256=frozen.original_sha256, media_type=kind, data=incoming.original)
        session.add(row)
        session.flush()
    return row.id
