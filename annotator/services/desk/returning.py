"""Work that a browser had kept comes back from its file, into the layer of whoever did it and no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.errors import AnnotatorError, Invalid, Refused
from annotator.models import Account, Article, Project
from annotator.permissions import Actor
from annotator.queries import actors
from annotator.services.desk import annotating, relating
from annotator.services.evidence import ledger
from exports.strict import StrictError, loads
from schemas.sayings import say

SCHEMA = "annotator/outbox/1"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
Change = Mapping[str, Any]


def is_parcel(data: bytes) -> bool:
    """Say whether a file holds unsent work of the desk."""
    try:
        record = loads(data)
    except StrictError:
        return False
    return isinstance(record, dict) and record.get("schema") == SCHEMA


def bring_back(session: Session, actor: Actor, project: Project, data: bytes) -> int:
    """Store every change of the file in its order, or none; return how many there were.

    Raises Refused when it is somebody else's work and the actor is not the operator, Invalid `import_refused`
    that names the change and why it cannot be stored, such as a version that is not the last one.
    """
    record: Any = loads(data)
    changes = record.get("ops")
    worker = _worker(session, record.get("user"))
    if not actor.operator and actor.account_id != worker.account_id:
        raise Refused(
            "forbidden", "This is somebody else's work. Only that person or the operator brings it back."
        )
    if not isinstance(changes, list) or not all(isinstance(change, dict) for change in changes):
        raise Invalid("wrong_type", "The changes of this file are no list of objects.", pointer="/ops")
    article = _article(session, project, record.get("article"))
    versions: dict[str, int] = {}
    for number, change in enumerate(changes):
        try:
            _store(session, worker, project, article, change, versions)
        except AnnotatorError as error:
            detail = say(
                "Change %(number)s of %(count)s: %(detail)s",
                number=number + 1,
                count=len(changes),
                detail=error.detail,
            )
            raise Invalid("import_refused", detail, pointer=f"/ops/{number}") from error
    return len(changes)


def _worker(session: Session, user: object) -> Actor:
    account = (
        session.get(Account, int(user)) if isinstance(user, str) and re.fullmatch(r"[0-9]{1,9}", user) else None
    )
    if account is None:
        raise Invalid("unknown_value", "Nobody here has done this work: it comes from elsewhere.", pointer="/user")
    return actors.of_account(session, account)


def _article(session: Session, project: Project, name: object) -> str:
    query = select(Article.public_id).where(Article.project_id == project.id, Article.public_id == str(name))
    found = session.scalar(query)
    if found is None:
        raise Invalid("unknown_value", "This project has no such article.", pointer="/article")
    return found


def _store(
    session: Session, worker: Actor, project: Project, article: str, change: Change, versions: dict[str, int]
) -> None:
    """Do one change as its maker; a later change to the same thing builds on the version it made."""
    kind, method, body = change.get("kind"), change.get("method"), change.get("body")
    uuid = str(change.get("id"))
    if not UUID.fullmatch(uuid) or (kind, method) not in ACTS or (method == "PUT" and not isinstance(body, dict)):
        raise Invalid("bad_record", "This is no change that the desk makes.")
    if_match = versions.get(uuid, _version(change.get("base")))
    stored = ACTS[kind, method](session, worker, project, article, uuid.lower(), body, if_match)
    versions[uuid] = stored.row.version


def _version(base: object) -> int | None:
    return base if type(base) is int else None


ACTS: dict[tuple[Any, Any], Callable[..., Any]] = {
    ("annotation", "PUT"): lambda session, worker, _, article, uuid, body, version: annotating.put(
        session, worker, article, uuid, body, if_match=version
    ),
    ("annotation", "DELETE"): lambda session, worker, _, article, uuid, __, version: annotating.withdraw(
        session, worker, article, uuid, if_match=version
    ),
    ("relation", "PUT"): lambda session, worker, _, article, uuid, body, version: relating.put(
        session, worker, article, uuid, body, if_match=version
    ),
    ("relation", "DELETE"): lambda session, worker, _, article, uuid, __, version: relating.withdraw(
        session, worker, article, uuid, if_match=version
    ),
    ("entity", "PUT"): lambda session, worker, project, _, uuid, body, version: ledger.put_entity(
        session, worker, project, uuid, body, if_match=version
    ),
    ("source", "PUT"): lambda session, worker, project, _, uuid, body, version: ledger.put_source(
        session, worker, project, uuid, body, if_match=version
    ),
}
