"""Attach to a source the bytes it was seen as, and look for quotations in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.types import stamp
from annotator.domain.quotes import Found, Search
from annotator.domain.urls import check_url
from annotator.errors import Missing, Refused
from annotator.models import Capture, Project, Source
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import ledger, targets
from annotator.services.evidence.fetching import fetch
from annotator.services.evidence.fetching.target import read_target
from annotator.services.evidence.vault import Vault
from annotator.services.proof.history import Act
from annotator.services.versions import require_version
from annotator.text.extracting.evidence import Evidence, read_evidence


def find(session: Session, actor: Actor, project: Project, uuid: str, *, lock: bool = False) -> Source:
    """Return the source; raises Missing when there is none the actor may see."""
    query = ledger.sources_visible_to(actor).where(Source.project_id == project.id, Source.uuid == uuid)
    source = session.scalar(query.with_for_update() if lock else query)
    if source is None:
        raise Missing()
    return source


def require_attach(session: Session, actor: Actor, project: Project, uuid: str) -> Source:
    """Return the source that the actor may attach a capture to; asked before anything is read or fetched."""
    require(actor, Permission.SOURCE_WRITE, targets.of_project(project.id))
    return find(session, actor, project, uuid)


def fetched(url: str | None, *, allow_fetch: bool) -> tuple[Evidence, str]:
    """Return the page at the address of a source and where it was in the end; raises as `fetch` does."""
    if not url:
        raise Missing("no_address", "This source has no address to fetch. Upload what you saw.")
    read_target(url)
    if not allow_fetch:
        words = "Pages are not fetched here: an admin has not allowed it (allow_fetch). Upload what you saw."
        raise Refused("disabled", words)
    got = fetch(url)
    return read_evidence(got.data, said=got.media_type, charset=got.charset), got.final_url


def attach(
    session: Session,
    actor: Actor,
    project: Project,
    uuid: str,
    vault: Vault,
    evidence: Evidence,
    *,
    final_url: str | None = None,
    if_match: int | None = None,
) -> Source:
    """Keep the bytes and name them in the source; the same bytes again change nothing."""
    require_attach(session, actor, project, uuid)
    source = find(session, actor, project, uuid, lock=True)
    sha256 = vault.put(evidence.data)
    if (source.body.get("capture") or {}).get("sha256") == sha256:
        return source
    if if_match is not None:
        require_version(if_match, source.version, {**source.body, "version": source.version})
    _keep(session, sha256, evidence)
    capture = {"sha256": sha256, "bytes": len(evidence.data), "media_type": evidence.media_type}
    capture |= {
        "captured_at": stamp(clock.now()),
        "final_url": check_url(final_url, "/final_url") if final_url else None,
    }
    source.body, source.version = {**source.body, "capture": capture}, source.version + 1
    act = Act(session, actor, "source:capture", project)
    act.touch(source)
    act.record()
    return source


def text_of(session: Session, source: Source) -> str | None:
    """Return the text of the source's capture; None when its bytes are not here."""
    capture = source.body.get("capture")
    return session.scalar(select(Capture.text).where(Capture.sha256 == capture["sha256"])) if capture else None


def check_quote(session: Session, source: Source, quote: str, search: Search) -> Found | None:
    """Return how the quotation stands in the capture of the source; None when there is no capture here."""
    text = text_of(session, source)
    return None if text is None else search.find(quote, text)


def data_of(source: Source, vault: Vault) -> bytes:
    """Return the captured bytes; raises Missing when there are none."""
    capture: dict[str, Any] | None = source.body.get("capture")
    if capture is None:
        raise Missing("not_found", "This source has no capture.")
    return vault.read(capture["sha256"])


def _keep(session: Session, sha256: str, evidence: Evidence) -> None:
    if session.scalar(select(Capture.id).where(Capture.sha256 == sha256)) is None:
        row = Capture(sha256=sha256, bytes=len(evidence.data), media_type=evidence.media_type)
        row.text, row.created = evidence.text, clock.now()
        session.add(row)
        session.flush()
